import assert from "node:assert/strict";
import { pendingMemoryKey } from "../../../src/model/pendingMemoryKey.ts";
import type { RollbackProgress } from "../../../src/model/rollbackOutcome.ts";
import type { RollbackPlan } from "../../../src/model/rollbackPlan.ts";
import { liveDeployment } from "../../sandbox/life.ts";
import { FakeMemory } from "../../support/fakeMemory.ts";
import { openRollbackDesk, type RollbackDesk } from "../../support/rollbackDesk.ts";

describe("A rollback that is cancelled or undone", () => {
  let desk: RollbackDesk;

  beforeEach(async () => {
    desk = await openRollbackDesk();
  });

  afterEach(() => desk.close());

  const inSandbox = () => desk.sandbox.account.app("storefront");
  const posts = () => desk.sandbox.requests.filter(({ method }) => method === "POST");

  /** Runs a plan and cancels as soon as this step is reached. */
  function runCancelledAt(step: RollbackProgress["step"], plan: RollbackPlan, told: RollbackProgress[] = []) {
    const cancel = new AbortController();
    const tell = (progress: RollbackProgress) => {
      told.push(progress);
      if (progress.step === step) cancel.abort();
    };
    return desk.clock.runUntil(desk.started(plan, { tell, cancel: cancel.signal }));
  }

  it("is called off when the user cancels before anything is sent", async () => {
    const outcome = await runCancelledAt("checking", await desk.planned());
    assert.equal(outcome.kind, "calledOff");
    assert.equal(posts().length, 0);
  });

  it("is called off at once, though Sevalla has not yet said what is live", async () => {
    const plan = await desk.planned();
    desk.sandbox.fault({ path: /\/deployments$/ }, { kind: "hold", until: new Promise(() => {}) });
    const cancel = new AbortController();
    const outcome = desk.started(plan, { cancel: cancel.signal });
    const asked = desk.count("GET");
    while (desk.count("GET") === asked) await new Promise((resolve) => setImmediate(resolve));
    cancel.abort();
    assert.equal((await outcome).kind, "calledOff");
    assert.equal(posts().length, 0);
  });

  it("is called off when the user cancels in the last moment, while it is noted for a reload", async () => {
    const cancel = new AbortController();
    const memory = new FakeMemory();
    memory.onUpdate = () => cancel.abort();
    const window = await desk.openWindow({ memory });
    const outcome = await window.started(await window.planned(), { cancel: cancel.signal });
    assert.equal(outcome.kind, "calledOff");
    assert.equal(posts().length, 0);
    assert.equal(memory.get(pendingMemoryKey), undefined);
  });

  it("is not sent when another session begins in the last moment", async () => {
    const memory = new FakeMemory();
    const window = await desk.openWindow({ memory });
    const plan = await window.planned();
    memory.onUpdate = () => window.session.signIn(desk.sandbox.keys.expiring, desk.sandbox.url);
    const outcome = await window.started(plan);
    assert.equal(outcome.kind === "changed" && outcome.now.kind === "obstacle" && outcome.now.reason, "accountChanged");
    assert.equal(posts().length, 0);
  });

  it("is cancelled through Sevalla when the user cancels while it runs", async () => {
    const before = liveDeployment(inSandbox(), desk.clock.now())?.id;
    const told: RollbackProgress[] = [];
    const outcome = await runCancelledAt("following", await desk.planned(), told);
    assert.equal(outcome.kind === "finished" && outcome.deployment.status, "cancelled");
    assert.equal(outcome.kind === "finished" && outcome.wasCancelRequested, true);
    assert.deepEqual(
      posts().map(({ path }) => path.split("/").at(-1)),
      ["rollback", "cancel"],
    );
    assert.equal(told.at(-1)?.step, "cancelling");
    assert.equal(liveDeployment(inSandbox(), desk.clock.now())?.id, before);
  });

  it("is cancelled as soon as its answer is there when the user cancels while it is sent", async () => {
    const outcome = await runCancelledAt("sending", await desk.planned());
    assert.equal(outcome.kind === "finished" && outcome.deployment.status, "cancelled");
  });

  it("is followed to its end when it is too late to cancel, and Sevalla is asked once", async () => {
    desk.sandbox.fault({ path: /\/cancel$/ }, { kind: "status", status: 422 });
    const outcome = await runCancelledAt("following", await desk.planned());
    assert.equal(outcome.kind === "finished" && outcome.deployment.status, "success");
    assert.equal(outcome.kind === "finished" && outcome.cancelError?.kind, "rejected");
    assert.equal(posts().length, 2);
  });

  it("goes on in Sevalla when the extension ends", async () => {
    const ending = new AbortController();
    const tell = ({ step }: RollbackProgress) => {
      if (step === "following") ending.abort();
    };
    await assert.rejects(desk.started(await desk.planned(), { tell, ending: ending.signal }), { name: "AbortError" });
    assert.equal(desk.clock.waiting, 0);
    assert.equal(inSandbox().deployments[0]?.trigger, "ROLLBACK_DEPLOYMENT");
    assert.equal(inSandbox().deployments[0]?.cancelledAt, null);
  });

  it("can be undone: what was live before is live again", async () => {
    const before = liveDeployment(inSandbox(), desk.clock.now());
    await desk.run(await desk.planned());
    const undo = await desk.rollbacks.planUndo(desk.shop);
    if (undo.kind !== "plan") throw new Error(`there is no plan: ${undo.reason}`);
    assert.equal(undo.target.id, before?.id);
    await desk.run(undo);
    assert.equal(liveDeployment(inSandbox(), desk.clock.now())?.image, before?.image);
    assert.deepEqual(posts().at(-1)?.body, { deployment_id: before?.id });
  });

  it("is not undone where what is live is no rollback", async () => {
    const undo = await desk.rollbacks.planUndo(desk.shop);
    assert.equal(undo.kind === "obstacle" && undo.reason, "notRolledBack");
  });
});
