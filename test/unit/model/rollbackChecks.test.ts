import assert from "node:assert/strict";
import { gate } from "../../support/gate.ts";
import { openRollbackDesk, type RollbackDesk } from "../../support/rollbackDesk.ts";
import { Truth } from "../../support/truth.ts";

describe("Before a rollback is planned or sent", () => {
  let desk: RollbackDesk;

  beforeEach(async () => {
    desk = await openRollbackDesk();
  });

  afterEach(() => desk.close());

  it("it is known that another is on its way from this window", async () => {
    const answered = gate();
    desk.sandbox.fault({ path: /\/rollback$/ }, { kind: "hold", until: answered.opened });
    const running = desk.started(await desk.planned());
    const asked = desk.sandbox.requests.length;
    const plan = await desk.rollbacks.plan(desk.shop, undefined);
    assert.equal(plan.kind === "obstacle" && plan.reason, "rollingBack");
    const undo = await desk.rollbacks.planUndo(desk.shop);
    assert.equal(undo.kind === "obstacle" && undo.reason, "rollingBack");
    // Only the one that runs has asked for anything meanwhile.
    assert.equal(desk.sandbox.requests.length - asked <= 2, true);
    answered.open();
    assert.equal((await desk.clock.runUntil(running)).kind, "finished");
  });

  it("the app is looked at as it is now, not as it was when the apps were read", async () => {
    desk.sandbox.account.app("storefront").isSuspended = true;
    const plan = await desk.rollbacks.plan(desk.shop, undefined);
    assert.equal(plan.kind === "obstacle" && plan.reason, "suspended");
  });

  it("a change of account is told of rather than what another account shows", async () => {
    const truth = new Truth(desk);
    const plan = await desk.planned();
    const signedIn = gate();
    desk.sandbox.fault({ path: /deployments$/ }, { kind: "hold", until: signedIn.opened });
    const done = desk.started(plan);
    truth.another();
    await desk.session.signIn(desk.sandbox.keys.expiring, desk.sandbox.url);
    signedIn.open();
    const outcome = await done;
    assert.equal(outcome.kind === "changed" && outcome.now.kind === "obstacle" && outcome.now.reason, "accountChanged");
    assert.equal(truth.posts, 0);
  });

  it("a plan that was made elsewhere is not taken", async () => {
    const other = await desk.openWindow();
    const outcome = await desk.started(await other.planned());
    assert.equal(outcome.kind === "changed" && outcome.now.kind === "obstacle" && outcome.now.reason, "accountChanged");
  });
});
