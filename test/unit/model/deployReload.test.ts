import assert from "node:assert/strict";
import { pendingMemoryKey } from "../../../src/model/pendingMemoryKey.ts";
import type { FollowOptions, RollbackProgress } from "../../../src/model/rollbackOutcome.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import { hour } from "../../support/builders.ts";
import { FakeMemory } from "../../support/fakeMemory.ts";
import { openRollbackDesk, type RollbackDesk, type RollbackWindow } from "../../support/rollbackDesk.ts";

const never = new AbortController().signal;
const following: FollowOptions = { tell: () => {}, cancel: never, ending: never };
const wish = { branch: "main" };

describe("A deployment that was started here, during which the window is reloaded,", () => {
  let desk: RollbackDesk;
  let memory: FakeMemory;

  beforeEach(async () => {
    memory = new FakeMemory();
    desk = await openRollbackDesk({ memory });
  });

  afterEach(() => desk.close());

  const posts = () => desk.count("POST");
  const started = (options: Partial<FollowOptions> = {}) =>
    desk.deploys.run(desk.shop, wish, desk.session.state, { ...following, ...options });

  /** Deploys, and reloads the window once that is under way. */
  async function reloaded(): Promise<RollbackWindow> {
    const ending = new AbortController();
    const tell = ({ step }: RollbackProgress) => {
      if (step === "following") ending.abort();
    };
    await assert.rejects(desk.clock.runUntil(started({ tell, ending: ending.signal })), { name: "AbortError" });
    memory = memory.reloaded();
    return desk.openWindow({ memory });
  }

  async function resumed({ deploys }: RollbackWindow, options: Partial<FollowOptions> = {}) {
    const [pending] = deploys.interrupted();
    if (!pending) throw new Error("nothing was interrupted");
    return desk.clock.runUntil(deploys.resume(pending, { ...following, ...options }));
  }

  it("is followed to its end, and sent no second time", async () => {
    const window = await reloaded();
    assert.deepEqual(window.deploys.interrupted()[0]?.wish, wish);
    const outcome = await resumed(window);
    assert.equal(outcome.kind === "finished" && outcome.deployment.status, "success");
    assert.equal(posts(), 1);
    assert.deepEqual(window.deploys.interrupted(), []);
    assert.equal(memory.get(pendingMemoryKey), undefined);
  });

  it("is no rollback to go on with, nor one that was sent from here", async () => {
    const window = await reloaded();
    assert.deepEqual(window.rollbacks.interrupted(), []);
    const [pending] = window.deploys.interrupted();
    assert.equal(pending && window.rollbacks.wasSentFromHere(pending.startedId), false);
  });

  it("is told of as it has ended meanwhile", async () => {
    desk.sandbox.account.app("storefront").nextEnd = "failed";
    const window = await reloaded();
    desk.clock.advance(hour / 2);
    const outcome = await resumed(window);
    assert.equal(outcome.kind === "finished" && outcome.deployment.status, "failed");
    assert.equal(outcome.kind === "finished" && outcome.errors.length > 0, true);
  });

  it("can be cancelled afterwards", async () => {
    const window = await reloaded();
    const cancel = new AbortController();
    const outcome = await resumed(window, { tell: () => cancel.abort(), cancel: cancel.signal });
    assert.equal(outcome.kind === "finished" && outcome.deployment.status, "cancelled");
  });

  it("is followed once, and is nothing interrupted while that goes on", async () => {
    const window = await reloaded();
    const [pending] = window.deploys.interrupted();
    if (!pending) throw new Error("nothing was interrupted");
    const first = window.deploys.resume(pending, following);
    await desk.clock.whenWaiting();
    assert.deepEqual(window.deploys.interrupted(), []);
    assert.equal((await window.deploys.resume(pending, following)).kind, "busy");
    assert.equal((await desk.clock.runUntil(first)).kind, "finished");
  });

  it("is kept where it cannot be read", async () => {
    const window = await reloaded();
    const mend = desk.sandbox.fault({ method: "GET" }, { kind: "status", status: 500 });
    await assert.rejects(resumed(window), SevallaError);
    mend();
    assert.equal((await resumed(window)).kind, "finished");
  });

  it("is not gone on with after an hour, nor at another address", async () => {
    const window = await reloaded();
    const [kept] = JSON.parse(JSON.stringify(memory.get(pendingMemoryKey)));
    await memory.update(pendingMemoryKey, [{ ...kept, address: "https://other.example.com/v3" }]);
    assert.deepEqual(window.deploys.interrupted(), []);
    await memory.update(pendingMemoryKey, [{ ...kept, wish: { branch: 7 } }]);
    assert.deepEqual(window.deploys.interrupted(), []);
    await memory.update(pendingMemoryKey, [kept]);
    assert.equal(window.deploys.interrupted().length, 1);
    desk.clock.advance(hour);
    assert.deepEqual(window.deploys.interrupted(), []);
    await window.rollbacks.forgetOld();
    assert.equal(memory.get(pendingMemoryKey), undefined);
  });

  it("is gone on with also where it is the key that is turned down, and is not where Sevalla does not find it", async () => {
    const lost = async (status: number) => {
      const tell = ({ step }: RollbackProgress) => {
        if (step === "following")
          desk.sandbox.fault({ method: "GET", path: /\/deployments\/[^/]+$/, times: 1 }, { kind: "status", status });
      };
      assert.equal((await desk.clock.runUntil(started({ tell }))).kind, "lost");
      return desk.deploys.interrupted().length;
    };
    assert.equal(await lost(401), 1);
    assert.equal((await resumed(desk)).kind, "finished");
    assert.equal(await lost(404), 0);
  });

  it("is nothing interrupted in the window in which it was started", async () => {
    const run = started();
    await desk.clock.whenWaiting();
    assert.notEqual(memory.get(pendingMemoryKey), undefined);
    assert.deepEqual(desk.deploys.interrupted(), []);
    await desk.clock.runUntil(run);
    assert.equal(memory.get(pendingMemoryKey), undefined);
  });
});
