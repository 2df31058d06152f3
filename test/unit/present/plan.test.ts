import assert from "node:assert/strict";
import type { RollbackOutcome } from "../../../src/model/rollback.ts";
import type { RollbackObstacle, RollbackPlan } from "../../../src/model/rollbackPlan.ts";
import { confirmation, obstacleWords, outcomeWords, progressTitle, progressWords } from "../../../src/present/plan.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import type { Deployment } from "../../../src/sevalla/resources.ts";
import { aDeployment, anApp, hour, noon } from "../../support/builders.ts";

const app = anApp("shop");
const live = aDeployment("bad", { commitSha: "bad0000".padEnd(40, "0"), commitMessage: "New totals" });
const target = aDeployment("good", {
  commitSha: "900d000".padEnd(40, "0"),
  commitMessage: "Gift cards",
  createdAt: noon - 5 * hour,
});
const risks = { isAutoDeployOn: false, isHibernationOn: false, jobs: [], changedVariables: [] };
const plan: RollbackPlan = {
  kind: "plan",
  app,
  live,
  target,
  isTargetNamed: false,
  risks,
  isListIncomplete: false,
  undone: undefined,
};
const rollback = aDeployment("rollback", { ...target, trigger: "ROLLBACK_DEPLOYMENT", createdAt: noon });

function finished(
  deployment: Deployment,
  facts: { isTarget?: boolean; wasCancelRequested?: boolean; cancelError?: SevallaError } = {},
) {
  return {
    kind: "finished",
    deployment,
    isTarget: true,
    wasCancelRequested: false,
    cancelError: undefined,
    ...facts,
  } as const;
}

describe("A rollback in words", () => {
  it("asks with what is live, what it goes back to, and what it leaves alone", () => {
    const { message, detail } = confirmation(plan, noon);
    assert.equal(message, "Roll back shop?");
    assert.match(detail, /Live now: New totals\nmain · bad0000 · 1 h ago · octocat/);
    assert.match(detail, /Goes back to: Gift cards\nmain · 900d000 · 5 h ago · octocat/);
    assert.match(detail, /database and the environment variables are not rolled back/);
  });

  it("tells an app from another one of the same name by its ID", () => {
    assert.match(confirmation(plan, noon, true).detail, new RegExp(`^There is more than one app.*${app.id}`));
    assert.equal(confirmation(plan, noon).detail.includes(app.id), false);
  });

  it("says what to mind, and names no more than four of anything", () => {
    const changedVariables = ["A", "B", "C", "D", "E", "F"];
    const risky = { isAutoDeployOn: true, isHibernationOn: true, jobs: ["Migrate database"], changedVariables };
    const { detail } = confirmation({ ...plan, risks: risky }, noon);
    assert.match(detail, /Auto-deploy is on: the next push to main is deployed again\./);
    assert.match(detail, /Runs before the rollout: Migrate database\./);
    assert.match(detail, /Changed since then and kept as they are: A, B, C, D and 2 more\./);
    assert.match(detail, /Hibernation is on/);
    assert.doesNotMatch(confirmation(plan, noon).detail, /Auto-deploy|Runs before|Changed since|Hibernation|found out/);
  });

  it("says what could not be found out", () => {
    const unknown = {
      isAutoDeployOn: undefined,
      isHibernationOn: undefined,
      jobs: undefined,
      changedVariables: undefined,
    };
    assert.match(
      confirmation({ ...plan, risks: unknown }, noon).detail,
      /Could not be found out: whether auto-deploy is on, which jobs run before the rollout, which environment variables have changed\./,
    );
  });

  it("shows hostile names inert", () => {
    const hostile = { ...plan, app: { ...app, name: "shop\u202e" }, live: { ...live, authorLogin: "evil\u2066" } };
    const { message, detail } = confirmation(hostile, noon);
    assert.equal(message, "Roll back shop⟨U+202E⟩?");
    assert.match(detail, /evil⟨U\+2066⟩/);
  });

  it("tells how it is going", () => {
    assert.equal(progressTitle(plan), "Rolling back shop to 900d000");
    const following = (status: string, trouble?: SevallaError) =>
      progressWords({ step: "following", deployment: { ...rollback, status }, trouble });
    assert.equal(following("waiting"), "waiting to start");
    assert.equal(following("inProgress"), "rolling out");
    assert.match(following("inProgress", new SevallaError("offline")), /started, reconnecting/);
  });

  it("says of every obstacle that nothing was rolled back, changed or sent", () => {
    const obstacles: RollbackObstacle[] = [
      { kind: "obstacle", reason: "suspended", app },
      { kind: "obstacle", reason: "nothingLive", app },
      { kind: "obstacle", reason: "nothingBefore", app, live },
      { kind: "obstacle", reason: "notRolledBack", app, live },
      { kind: "obstacle", reason: "targetGone", app },
      { kind: "obstacle", reason: "unreadable", app },
      { kind: "obstacle", reason: "accountChanged", app },
      { kind: "obstacle", reason: "underWay", app, deployment: live },
      { kind: "obstacle", reason: "rollingBack", app },
      { kind: "obstacle", reason: "ineligible", app, target: live, why: "live" },
      { kind: "obstacle", reason: "ineligible", app, target, why: "noImage" },
    ];
    for (const obstacle of obstacles) assert.match(obstacleWords(obstacle), /Nothing (was|more was) /);
  });

  it("tells of success with what is live now", () => {
    const words = outcomeWords(finished(rollback), plan);
    assert.equal(words.severity, "information");
    assert.equal(words.message, "shop is rolled back. Live now: Gift cards (900d000).");
  });

  it("says plainly what Sevalla rolled back to instead", () => {
    const words = outcomeWords(finished({ ...live, id: rollback.id }, { isTarget: false }), plan);
    assert.equal(words.severity, "warning");
    assert.match(words.message, /back to New totals \(bad0000\), not to Gift cards \(900d000\)/);
  });

  it("tells of a failed rollback with what is still live", () => {
    const words = outcomeWords(finished({ ...rollback, status: "failed" }), plan);
    assert.equal(words.severity, "error");
    assert.equal(words.message, 'The rollback of shop ended as "failed". New totals (bad0000) is still live.');
  });

  it("tells of a cancelled rollback with what is still live, and warns if somebody else cancelled it", () => {
    const cancelled = { ...rollback, status: "cancelled" };
    const asAsked = outcomeWords(finished(cancelled, { wasCancelRequested: true }), plan);
    assert.equal(asAsked.severity, "information");
    assert.equal(asAsked.message, "The rollback of shop was cancelled. New totals (bad0000) is still live.");
    assert.equal(outcomeWords(finished(cancelled), plan).severity, "warning");
  });

  it("says when it was too late to cancel", () => {
    const words = outcomeWords(finished(rollback, { wasCancelRequested: true }), plan);
    assert.equal(words.severity, "warning");
    assert.match(words.message, /^It was too late to cancel: shop is rolled back\./);
  });

  it("says why it could not be cancelled", () => {
    const facts = { wasCancelRequested: true, cancelError: new SevallaError("forbidden") };
    assert.match(outcomeWords(finished(rollback, facts), plan).message, /^It could not be cancelled\. .* permission/);
  });

  it("says that something else may be live when part of the list could not be read", () => {
    assert.match(confirmation({ ...plan, isListIncomplete: true }, noon).detail, /something else may be live/);
  });

  it("says what it would go back to now, when only that has changed", () => {
    const now: RollbackPlan = { ...plan, target: aDeployment("older", { commitMessage: "Older" }) };
    assert.match(
      outcomeWords({ kind: "changed", now }, plan).message,
      /would now go back to Older .* Nothing was rolled back/,
    );
  });

  it("says that nothing was done when it was cancelled in time", () => {
    assert.equal(outcomeWords({ kind: "calledOff" }, plan).message, "Cancelled. shop was not rolled back.");
  });

  it("offers to undo what was done", () => {
    assert.deepEqual(outcomeWords(finished(rollback), plan).actions, ["viewDetails", "undo"]);
    assert.equal(outcomeWords(finished(rollback, { isTarget: false }), plan).actions[0], "undo");
  });

  it("never claims that nothing happened when that is not known", () => {
    const outcome: RollbackOutcome = { kind: "unconfirmed", error: new SevallaError("server") };
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
    const words = outcomeWords({ kind: "lost", deployment: rollback, error: new SevallaError("notFound") }, plan);
    assert.match(words.message, /was started, but it cannot be followed any more/);
    assert.match(outcomeWords({ kind: "lost", deployment: rollback, error: undefined }, plan).message, /30 minutes/);
  });
});
