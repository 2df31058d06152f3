import assert from "node:assert/strict";
import type { Lock } from "../../../src/model/lock.ts";
import { mayTell } from "../../../src/model/toldEndings.ts";
import { deploymentId, hour } from "../../support/builders.ts";
import { FakeMemory } from "../../support/fakeMemory.ts";
import { HandClock } from "../../support/handClock.ts";
import { turn } from "../../support/startedSession.ts";

const id = deploymentId("new");
const { signal: ending } = new AbortController();

/** Locks that all windows share. */
function locks(): Lock {
  const held = new Set<string>();
  return async (name) => {
    if (held.has(name)) return undefined;
    held.add(name);
    return async () => void held.delete(name);
  };
}

describe("How a deployment has ended", () => {
  it("is for one window to tell, even where each knows the others' marks late", async () => {
    const [lock, clock] = [locks(), new HandClock()];
    const window = () => ({ memory: new FakeMemory(), lock, clock, ending });
    assert.deepEqual(await Promise.all([mayTell(window(), id), mayTell(window(), id)]), [true, false]);
    assert.equal(await mayTell(window(), deploymentId("other")), true);
  });

  it("is told by nobody once it was, also when nobody holds it any more", async () => {
    const ports = { memory: new FakeMemory(), lock: locks(), clock: new HandClock(), ending };
    assert.equal(await mayTell(ports, id), true);
    ports.clock.advance(hour);
    await turn();
    assert.equal(await mayTell({ ...ports, memory: ports.memory.reloaded() }, id), false);
    assert.equal(
      await mayTell({ ...ports, memory: new FakeMemory(new Map([["sevalla.toldEndings", "3"]])) }, id),
      true,
    );
  });

  it("is told where nothing can be kept", async () => {
    const memory = new FakeMemory();
    memory.onUpdate = () => Promise.reject(new Error("full"));
    assert.equal(await mayTell({ memory, lock: locks(), clock: new HandClock(), ending }, id), true);
  });

  it("leaves nothing behind when the extension ends", async () => {
    const [lock, clock, end] = [locks(), new HandClock(), new AbortController()];
    assert.equal(await mayTell({ memory: new FakeMemory(), lock, clock, ending: end.signal }, id), true);
    assert.equal(await lock(`ending-${id}`), undefined);
    end.abort();
    await turn();
    assert.equal(clock.waiting, 0);
    assert.notEqual(await lock(`ending-${id}`), undefined);
  });
});
