import assert from "node:assert/strict";
import { pendingMemoryKey } from "../../../src/model/pendingMemoryKey.ts";
import { type PendingRollback, PendingRollbacks } from "../../../src/model/pendingRollbacks.ts";
import { appId, deploymentId, hour, noon } from "../../support/builders.ts";
import { FakeMemory } from "../../support/fakeMemory.ts";
import { openRollbackDesk } from "../../support/rollbackDesk.ts";

const address = "https://api.example.com/v3";

function aPending(facts: Partial<PendingRollback> = {}): PendingRollback {
  return {
    address,
    appId: appId("shop"),
    liveId: deploymentId("bad"),
    targetId: deploymentId("good"),
    isTargetNamed: false,
    pauseAutoDeploy: false,
    sentAt: noon,
    before: { newestAt: noon - hour, ids: [deploymentId("bad")] },
    startedId: undefined,
    ...facts,
  };
}

describe("Rollbacks under way", () => {
  let memory: FakeMemory;
  let pending: PendingRollbacks;

  beforeEach(() => {
    memory = new FakeMemory();
    pending = new PendingRollbacks(memory);
  });

  it("are there again after a reload, whole", async () => {
    const one = aPending({ startedId: deploymentId("rollback"), pauseAutoDeploy: true, isTargetNamed: true });
    await pending.keep(one);
    assert.deepEqual(new PendingRollbacks(memory.reloaded()).fresh(address, noon), [one]);
  });

  it("are one for each app and address, the last", async () => {
    const other = aPending({ appId: appId("blog") });
    const elsewhere = aPending({ address: "https://other.example.com" });
    for (const one of [aPending(), other, elsewhere]) await pending.keep(one);
    const newer = aPending({ sentAt: noon + 1 });
    await pending.keep(newer);
    assert.deepEqual(pending.fresh(address, noon), [other, newer]);
    await pending.forget(newer);
    assert.deepEqual(pending.fresh(address, noon), [other]);
    assert.deepEqual(pending.fresh(elsewhere.address, noon), [elsewhere]);
  });

  it("are not forgotten with one that was started before them for the same app", async () => {
    const newer = aPending({ sentAt: noon + 1 });
    await pending.keep(aPending());
    await pending.keep(newer);
    await pending.forget(aPending());
    assert.deepEqual(pending.fresh(address, noon), [newer]);
  });

  it("leave nothing behind when the last is forgotten", async () => {
    await pending.keep(aPending());
    await pending.forget(aPending());
    assert.equal(memory.get(pendingMemoryKey), undefined);
  });

  it("are fresh for an hour, also where the computer's clock was set back", async () => {
    await pending.keep(aPending());
    const count = (now: number) => pending.fresh(address, now).length;
    assert.deepEqual([noon - hour, noon - hour + 1, noon, noon + hour - 1, noon + hour].map(count), [0, 1, 1, 1, 0]);
  });

  it("that are old are forgotten, and the others are kept", async () => {
    const fresh = aPending({ appId: appId("blog"), sentAt: noon + hour });
    await pending.keep(aPending());
    await pending.keep(fresh);
    await pending.forgetOld(noon + hour);
    assert.deepEqual(memory.get(pendingMemoryKey), JSON.parse(JSON.stringify([fresh])));
  });

  it("are not written where there is nothing to forget", async () => {
    let writes = 0;
    memory.onUpdate = () => {
      writes += 1;
    };
    await pending.forgetOld(noon);
    assert.equal(writes, 0);
    await pending.keep(aPending());
    await pending.forgetOld(noon);
    assert.equal(writes, 1);
  });

  for (const garbage of [
    7,
    "all",
    {},
    aPending(),
    [
      null,
      1,
      {},
      { ...aPending(), appId: "../x" },
      { ...aPending(), before: [] },
      { ...aPending(), startedId: "../x" },
    ],
  ]) {
    it(`are none in ${JSON.stringify(garbage).slice(0, 40)}, which does not last`, async () => {
      await memory.update(pendingMemoryKey, garbage);
      assert.deepEqual(pending.fresh(address, noon), []);
      await pending.forgetOld(noon);
      assert.equal(memory.get(pendingMemoryKey), undefined);
    });
  }

  it("are read past what is garbage among them", async () => {
    await memory.update(pendingMemoryKey, [null, aPending(), "x"]);
    assert.deepEqual(pending.fresh(address, noon), [aPending()]);
  });

  it("tell which rollbacks were sent from here, the last fifty of them", async () => {
    const ids = Array.from({ length: 51 }, (_, index) => deploymentId(`rollback ${index}`));
    for (const startedId of ids) await pending.keep(aPending({ startedId }));
    // As after each reload: it is the same one.
    for (const startedId of [...ids.slice(50), ...ids.slice(50)]) await pending.keep(aPending({ startedId }));
    await pending.forget(aPending());
    assert.deepEqual(
      [0, 1, 50].map((index) => pending.wasSent(ids[index] ?? deploymentId("none"))),
      [false, true, true],
    );
    assert.equal(pending.wasSent(deploymentId("another")), false);
  });

  it("are carried out also where nothing can be kept", async () => {
    memory.onUpdate = () => Promise.reject(new Error("the disk is full"));
    const desk = await openRollbackDesk({ memory });
    const outcome = await desk.run(await desk.planned());
    assert.equal(outcome.kind, "finished");
    assert.equal(desk.count("POST"), 1);
    await desk.close();
  });
});
