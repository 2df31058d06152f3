import assert from "node:assert/strict";
import type { RollbackProgress } from "../../../src/model/rollbackOutcome.ts";
import { hour } from "../../support/builders.ts";
import { FakeMemory } from "../../support/fakeMemory.ts";
import { openRollbackDesk, type RollbackDesk } from "../../support/rollbackDesk.ts";
import { Truth } from "../../support/truth.ts";

const rollbackPath = /\/deployments\/rollback$/;

for (const [what, sevallaAheadMs] of [
  ["ahead of", -hour],
  ["behind", hour],
] as const) {
  describe(`A rollback from a computer whose clock is an hour ${what} Sevalla's`, () => {
    let desk: RollbackDesk;
    let memory: FakeMemory;
    let truth: Truth;

    beforeEach(async () => {
      memory = new FakeMemory();
      desk = await openRollbackDesk({ sevallaAheadMs, memory });
      truth = new Truth(desk);
    });

    afterEach(() => desk.close());

    it("is sent once and told of as it is", async () => {
      const plan = await desk.planned();
      assert.match(truth.told(await desk.run(plan), plan), /^Storefront is rolled back\. Live now: /);
      assert.equal(truth.posts, 1);
    });

    it("is found when its answer is lost", async () => {
      const plan = await desk.planned();
      desk.sandbox.fault({ path: rollbackPath }, { kind: "applyThenFail", how: "drop" });
      const outcome = await desk.run(plan);
      assert.equal(outcome.kind === "finished" && outcome.deployment.id, truth.ours[0]?.id);
      assert.equal(truth.posts, 1);
    });

    it("is not taken for an earlier one when its answer is lost and it was not done", async () => {
      await desk.run(await desk.planned());
      const undo = await desk.rollbacks.planUndo(desk.shop);
      if (undo.kind !== "plan") throw new Error("no plan");
      await desk.run(undo);
      const plan = await desk.planned((await desk.planned()).target.id);
      desk.sandbox.fault({ path: rollbackPath }, { kind: "status", status: 500 });
      assert.equal((await desk.run(plan)).kind, "unconfirmed");
      assert.equal(truth.posts, 3);
    });

    it("is found after a reload", async () => {
      const plan = await desk.planned();
      const ending = new AbortController();
      desk.sandbox.fault({ path: rollbackPath }, { kind: "applyThenFail" });
      const tell = ({ step }: RollbackProgress) => step === "searching" && ending.abort();
      await assert.rejects(desk.started(plan, { tell, ending: ending.signal }), { name: "AbortError" });
      const outcome = await (await desk.openWindow({ memory: memory.reloaded() })).resumed();
      assert.equal(outcome.kind === "finished" && outcome.deployment.id, truth.ours[0]?.id);
      truth.told(outcome, plan);
      assert.equal(truth.posts, 1);
    });
  });
}
