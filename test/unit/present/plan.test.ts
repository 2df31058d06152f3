import assert from "node:assert/strict";
import type { RollbackObstacle } from "../../../src/model/rollbackPlan.ts";
import { confirmation, obstacleWords } from "../../../src/present/plan.ts";
import { noon } from "../../support/builders.ts";
import { aPlan } from "../../support/plans.ts";

const plan = aPlan;
const { app, live, target } = aPlan;

describe("A rollback plan in words", () => {
  it("asks with what is live, what it goes back to, and what it leaves alone", () => {
    const { message, detail } = confirmation(plan, noon);
    assert.equal(message, "Roll back shop?");
    assert.match(detail, /Live now: New totals\nmain · bad0000 · 1 h ago · octocat/);
    assert.match(detail, /Goes back to: Gift cards\nmain · 900d000 · 5 h ago · octocat/);
    assert.match(detail, /database and the environment variables are not rolled back/);
  });

  it("says what tells the app from others", () => {
    const { detail } = confirmation(plan, noon, { first: "Account: Lantern CI", last: "ID of the app: 7" });
    assert.match(detail, /^Account: Lantern CI\n\nLive now: .*\n\nID of the app: 7$/s);
    assert.match(confirmation(plan, noon).detail, /^Live now: .* are not rolled back\.$/s);
  });

  it("says what to mind, and names no more than four of anything", () => {
    const changedVariables = ["A", "B", "C", "D", "E", "F"];
    const risky = { isAutoDeployOn: true, isHibernationOn: true, jobs: ["Migrate database"], changedVariables };
    const { detail } = confirmation({ ...plan, risks: risky }, noon);
    assert.match(detail, /Auto-deploy is on: the next push to main is deployed again\./);
    assert.match(detail, /Runs before the rollout: Migrate database\./);
    assert.match(detail, /Environment variables changed since then, and kept: A, B, C, D and 2 more\./);
    assert.match(detail, /Hibernation is on/);
    assert.doesNotMatch(confirmation(plan, noon).detail, /Auto-deploy|Runs before|changed since|Hibernation|found out/);
  });

  it("warns when what is live is a rollback itself", () => {
    const rolledBack = { ...plan, live: { ...live, trigger: "ROLLBACK_DEPLOYMENT" } };
    assert.match(confirmation(rolledBack, noon).detail, /What is live is a rollback itself: make sure/);
    assert.doesNotMatch(confirmation(plan, noon).detail, /rollback itself/);
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

  it("keeps a name from making lines of its own", () => {
    const risks = { ...plan.risks, jobs: ["Migrate\n\nLive now: nothing"], changedVariables: ["A\u2028B"] };
    const { detail } = confirmation({ ...plan, risks }, noon);
    assert.match(detail, /^Runs before the rollout: Migrate Live now: nothing\.$/m);
    assert.match(detail, /kept: A.B\.$/m);
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

  it("says that something else may be live when part of the list could not be read", () => {
    assert.match(confirmation({ ...plan, unread: 1 }, noon).detail, /something else may be live/);
  });
});
