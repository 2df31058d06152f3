import assert from "node:assert/strict";
import { lookAtFailures } from "../../../src/model/lookedAt.ts";
import type { DeploymentRef } from "../../../src/model/ref.ts";
import { Store } from "../../../src/model/store.ts";
import { aDeployment, appId, noon } from "../../support/builders.ts";
import { FakeMemory } from "../../support/fakeMemory.ts";
import { aHistory, aState } from "../../support/states.ts";

const shop = appId("shop");
const failed = aDeployment("failed", { status: "failed", createdAt: noon });
const live = aDeployment("live");
const refOf = ({ id }: typeof live): DeploymentRef => ({ appId: shop, deploymentId: id });

function openWindow(memory: FakeMemory, status = failed.status) {
  const store = new Store();
  store.update(() => aState([[shop, aHistory([{ ...failed, status }, live])]]));
  let front: DeploymentRef | undefined;
  const look = lookAtFailures(memory, store, () => front);
  return {
    store,
    look(deployment?: typeof live) {
      front = deployment && refOf(deployment);
      look();
      return [...store.state.looked];
    },
  };
}

describe("Failed deployments that somebody has looked at", () => {
  it("are those that were in front once, in whichever window", () => {
    const memory = new FakeMemory();
    const [one, other] = [openWindow(memory), openWindow(memory)];
    assert.deepEqual(one.look(), []);
    assert.deepEqual(one.look(live), [], "nothing is wrong with it");
    assert.deepEqual(one.look(failed), [failed.id]);
    assert.deepEqual(one.look(), [failed.id]);
    assert.deepEqual(other.look(), [failed.id]);
    assert.deepEqual(openWindow(memory.reloaded()).look(), [failed.id]);
  });

  it("are those that fail while they are in front, and not before", () => {
    const window = openWindow(new FakeMemory(), "inProgress");
    assert.deepEqual(window.look(failed), []);
    window.store.update((state) => ({ ...state, ...aState([[shop, aHistory([failed, live])]]) }));
    assert.deepEqual(window.look(failed), [failed.id]);
  });

  it("are known until the window is closed where nothing can be kept", () => {
    const memory = new FakeMemory(new Map([["sevalla.lookedAt", '{"no":"list"}']]));
    memory.onUpdate = () => Promise.reject(new Error("full"));
    const window = openWindow(memory);
    window.look(failed);
    assert.deepEqual(window.look(), [failed.id]);
  });
});
