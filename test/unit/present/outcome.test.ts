import assert from "node:assert/strict";
import type { RollbackOutcome } from "../../../src/model/rollbackOutcome.ts";
import type { RollbackPlan } from "../../../src/model/rollbackPlan.ts";
import { outcomeWords, progressTitle, progressWords } from "../../../src/present/outcome.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import { aDeployment } from "../../support/builders.ts";
import { aPlan, aRollback, finishedAs } from "../../support/plans.ts";

const plan = aPlan;
const rollback = aRollback;
const { live } = aPlan;

describe("The course of a rollback in words", () => {
  it("tells how it is going", () => {
    assert.equal(progressTitle(plan), "Rolling back shop to 900d000");
    const following = (status: string, trouble?: SevallaError) =>
      progressWords({ step: "following", deployment: { ...rollback, status }, trouble, logLine: undefined });
    assert.equal(following("waiting"), "waiting to start");
    assert.equal(following("inProgress"), "rolling out");
    assert.match(following("inProgress", new SevallaError("offline")), /started, reconnecting/);
  });

  it("tells of success with what is live now", () => {
    const words = outcomeWords(finishedAs(rollback), plan);
    assert.equal(words.severity, "information");
    assert.equal(words.message, "shop is rolled back. Live now: Gift cards (900d000).");
  });

  it("says plainly what Sevalla rolled back to instead", () => {
    const words = outcomeWords(finishedAs({ ...live, id: rollback.id }, { isTarget: false }), plan);
    assert.equal(words.severity, "warning");
    assert.match(words.message, /back to New totals \(bad0000\), not to Gift cards \(900d000\)/);
  });

  it("tells of a failed rollback with what is still live", () => {
    const words = outcomeWords(finishedAs({ ...rollback, status: "failed" }), plan);
    assert.equal(words.severity, "error");
    assert.equal(words.message, 'The rollback of shop ended as "failed". New totals (bad0000) is still live.');
  });

  it("tells of a cancelled rollback with what is still live, and warns if somebody else cancelled it", () => {
    const cancelled = { ...rollback, status: "cancelled" };
    const asAsked = outcomeWords(finishedAs(cancelled, { wasCancelRequested: true }), plan);
    assert.equal(asAsked.severity, "information");
    assert.equal(asAsked.message, "The rollback of shop was cancelled. New totals (bad0000) is still live.");
    assert.equal(outcomeWords(finishedAs(cancelled), plan).severity, "warning");
  });

  it("says when it was too late to cancel", () => {
    const words = outcomeWords(finishedAs(rollback, { wasCancelRequested: true }), plan);
    assert.equal(words.severity, "warning");
    assert.match(words.message, /^It was too late to cancel: shop is rolled back\./);
  });

  it("says why it could not be cancelled", () => {
    const facts = { wasCancelRequested: true, cancelError: new SevallaError("forbidden") };
    assert.match(outcomeWords(finishedAs(rollback, facts), plan).message, /^It could not be cancelled\. .* permission/);
  });

  it("says what it would go back to now, when only that has changed", () => {
    const now: RollbackPlan = { ...plan, target: aDeployment("older", { commitMessage: "Older" }) };
    assert.match(
      outcomeWords({ kind: "changed", now }, plan).message,
      /would now go back to Older .* Nothing was rolled back/,
    );
  });

  it("says that something else may be live, when what has changed is that this cannot be read any more", () => {
    const { message, actions } = outcomeWords({ kind: "changed", now: { ...plan, unread: 1 } }, plan);
    assert.match(message, /of shop could not be read in full this time, so something else may have become live/);
    assert.match(message, /Nothing was rolled back\.$/);
    assert.deepEqual(actions, ["planAgain"]);
    const newer = { ...plan, unread: 1, live: aDeployment("newer", { commitMessage: "Hotfix" }) };
    assert.match(outcomeWords({ kind: "changed", now: newer }, plan).message, /live is now Hotfix/);
  });

  it("says that nothing was done when it was cancelled in time", () => {
    assert.equal(outcomeWords({ kind: "calledOff" }, plan).message, "Cancelled. shop was not rolled back.");
  });

  it("offers to undo what was done", () => {
    assert.deepEqual(outcomeWords(finishedAs(rollback), plan).actions, ["viewDetails", "undo"]);
    assert.equal(outcomeWords(finishedAs(rollback, { isTarget: false }), plan).actions[0], "undo");
  });

  it("never claims that nothing happened when that is not known", () => {
    const outcome: RollbackOutcome = { kind: "unconfirmed", error: new SevallaError("server"), other: undefined };
    const { message, actions } = outcomeWords(outcome, plan);
    assert.match(message, /It is not certain whether shop is being rolled back/);
    assert.match(message, /was not sent again/);
    assert.doesNotMatch(message, /was not rolled back|Nothing was/);
    assert.equal(actions[0], "openDashboard");
  });

  it("says of a refusal that the app was not rolled back", () => {
    const error = new SevallaError("forbidden");
    assert.match(outcomeWords({ kind: "refused", error }, plan).message, /shop was not rolled back\./);
  });

  it("offers to plan again when something else has become live in the meantime", () => {
    const now: RollbackPlan = { ...plan, live: aDeployment("newer", { commitMessage: "Hotfix" }) };
    const words = outcomeWords({ kind: "changed", now }, plan);
    assert.match(words.message, /live is now Hotfix .*Nothing was rolled back\./);
    assert.deepEqual(words.actions, ["planAgain"]);
  });

  it("says that a started rollback goes on when it cannot be followed", () => {
    const autoDeploy = { kind: "untouched" } as const;
    const words = outcomeWords(
      { kind: "lost", deployment: rollback, error: new SevallaError("notFound"), autoDeploy },
      plan,
    );
    assert.match(words.message, /was started, but it cannot be followed any more/);
    assert.deepEqual(words.actions, ["viewDetails", "openDashboard"]);
    const turnedDown = new SevallaError("unauthorized");
    const { actions } = outcomeWords({ kind: "lost", deployment: rollback, error: turnedDown, autoDeploy }, plan);
    assert.deepEqual(actions, ["signIn", "openDashboard"]);
    assert.match(
      outcomeWords({ kind: "lost", deployment: rollback, error: undefined, autoDeploy }, plan).message,
      /30 minutes/,
    );
  });

  it("tells of the log's last line while it is followed", () => {
    const logLine = "Started 2 of 3 instances ".padEnd(200, ".");
    const words = progressWords({
      step: "following",
      deployment: { ...rollback, status: "inProgress" },
      trouble: undefined,
      logLine,
    });
    assert.match(words, /^rolling out · Started 2 of 3 instances \.+…$/);
    assert.equal(words.length < 100, true);
  });

  it("tells of a failure with the log's last errors and what is live now", () => {
    const other = aDeployment("other", { commitMessage: "Hotfix" });
    const facts = { errors: ["Port 8080 is in use", "Giving up"], live: other };
    const { message } = outcomeWords(finishedAs({ ...rollback, status: "failed" }, facts), plan);
    assert.match(message, /Live now: Hotfix .* Its log ends with: Port 8080 is in use \/ Giving up$/);
    const unread = outcomeWords(finishedAs({ ...rollback, status: "failed" }, { live: undefined }), plan);
    assert.match(unread.message, /What is live now could not be read\.$/);
  });

  it("names a new rollback to something else without calling it this one", () => {
    const other = aDeployment("other", { commitMessage: "Older" });
    const { message } = outcomeWords({ kind: "unconfirmed", error: new SevallaError("timeout"), other }, plan);
    assert.match(
      message,
      /A rollback to Older .* may be somebody else's; none to Gift cards \(900d000\) is to be seen/,
    );
  });

  it("gives no advice to try again where that could roll back twice", () => {
    for (const kind of ["server", "offline", "timeout", "malformed"] as const) {
      const { message } = outcomeWords({ kind: "unconfirmed", error: new SevallaError(kind), other: undefined }, plan);
      assert.doesNotMatch(message.replace("before you try again.", ""), /try again/i);
    }
  });

  it("says when something else has become live since, or what is live could not be read", () => {
    const live = aDeployment("newer", { commitMessage: "Hotfix", commitSha: "f".repeat(40) });
    const overtaken = outcomeWords(finishedAs(rollback, { live }), plan);
    assert.equal(
      overtaken.message,
      "shop was rolled back to Gift cards (900d000), but something else has become live since then. Live now: Hotfix (fffffff).",
    );
    assert.deepEqual([overtaken.severity, overtaken.actions], ["warning", ["viewDetails"]]);
    const unread = outcomeWords(finishedAs(rollback, { live: undefined }), plan);
    assert.equal(unread.message, "shop was rolled back to Gift cards (900d000). What is live now could not be read.");
  });

  it("says that it is not certain whether auto-deploy is paused", () => {
    const autoDeploy = { kind: "unknown", error: new SevallaError("timeout") } as const;
    const words = outcomeWords(finishedAs(rollback, { autoDeploy }), plan);
    assert.match(words.message, /It is not certain whether auto-deploy is paused: Sevalla did not answer in time\./);
    assert.equal(words.actions[0], "pauseAutoDeploy");
  });

  it("says that auto-deploy was not paused where the rollback itself is refused or not certain", () => {
    const refused = { kind: "refused", error: new SevallaError("forbidden") } as const;
    assert.match(outcomeWords(refused, plan, true).message, /shop was not rolled back\. Auto-deploy was not paused\./);
    assert.doesNotMatch(outcomeWords(refused, plan, false).message, /Auto-deploy/);
    const lost = { kind: "unconfirmed", error: new SevallaError("timeout"), other: undefined } as const;
    assert.match(outcomeWords(lost, plan, true).message, /not sent again\. Auto-deploy was not paused\. Check/);
  });

  it("says that auto-deploy is paused, or is still on and can be tried again", () => {
    const paused = outcomeWords(finishedAs(rollback, { autoDeploy: { kind: "paused" } }), plan);
    assert.match(paused.message, /is rolled back\. .* Auto-deploy is paused\.$/);
    assert.equal(paused.severity, "information");
    const stillOn = { kind: "stillOn", error: new SevallaError("forbidden") } as const;
    const failed = outcomeWords(finishedAs(rollback, { autoDeploy: stillOn }), plan);
    assert.match(failed.message, /is rolled back\. .* Auto-deploy is still on: This API key does not have/);
    assert.equal(failed.severity, "warning");
    assert.equal(failed.actions[0], "pauseAutoDeploy");
  });
});
