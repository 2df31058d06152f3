import assert from "node:assert/strict";
import { isSamePlan, planRollback, type RollbackPlan } from "../../../src/model/rollbackPlan.ts";
import { aDeployment, anApp, appId, deploymentId, hour, noon } from "../../support/builders.ts";

const shop = anApp("shop");
const old = aDeployment("old", { createdAt: noon - 3 * hour });
const good = aDeployment("good", { createdAt: noon - 2 * hour });
const bad = aDeployment("bad", { createdAt: noon - hour });
const all = [bad, good, old];

function planned(targetId?: Parameters<typeof planRollback>[2], deployments = all): RollbackPlan {
  const plan = planRollback(shop, deployments, targetId);
  assert.equal(plan.kind, "plan");
  if (plan.kind !== "plan") throw new Error("no plan");
  return plan;
}

function reason(...facts: Parameters<typeof planRollback>): string {
  const plan = planRollback(...facts);
  return plan.kind === "obstacle" ? plan.reason : "none";
}

describe("The plan of a rollback", () => {
  it("goes from the live deployment to the successful one before it, and names no target", () => {
    const plan = planned();
    assert.equal(plan.live, bad);
    assert.equal(plan.target, good);
    assert.equal(plan.isTargetNamed, false);
  });

  it("goes to the deployment that the user named", () => {
    const plan = planned(old.id);
    assert.equal(plan.target, old);
    assert.equal(plan.isTargetNamed, true);
  });

  it("names the target even where it is the one that Sevalla would take by itself", () => {
    assert.equal(planned(good.id).isTargetNamed, true);
  });

  it("is not made while a deployment is under way", () => {
    const running = aDeployment("running", { status: "inProgress", createdAt: noon });
    assert.equal(reason(shop, [running, ...all], undefined), "underWay");
    assert.equal(reason(shop, [running, ...all], old.id), "underWay");
  });

  it("is not made for a suspended app, nor where nothing is live or came before", () => {
    assert.equal(reason(anApp("shop", { isSuspended: true }), all, undefined), "suspended");
    assert.equal(reason(shop, [], undefined), "nothingLive");
    assert.equal(reason(shop, [aDeployment("f", { status: "failed" })], undefined), "nothingLive");
    assert.equal(reason(shop, [bad], undefined), "nothingBefore");
  });

  it("is not made for a target that is gone or cannot be rolled back to", () => {
    assert.equal(reason(shop, all, deploymentId("never made")), "targetGone");
    assert.equal(reason(shop, all, bad.id), "ineligible");
    const failed = aDeployment("failed", { status: "failed", createdAt: noon - 1.5 * hour });
    assert.equal(reason(shop, [...all, failed], failed.id), "ineligible");
    const foreign = aDeployment("foreign", { appId: appId("other"), createdAt: noon - 9 * hour });
    assert.equal(reason(shop, [...all, foreign], foreign.id), "ineligible");
  });

  it("is the same plan as long as the same is live and the target is the same", () => {
    assert.equal(isSamePlan(planned(), planned()), true);
    assert.equal(isSamePlan(planned(), planned(undefined, [bad, good])), true);
  });

  it("is another plan once another deployment is live, or the target is another or has another image", () => {
    const newer = aDeployment("newer", { createdAt: noon });
    assert.equal(isSamePlan(planned(old.id), planRollback(shop, [newer, ...all], old.id)), false);
    assert.equal(isSamePlan(planned(), planRollback(shop, [bad, old], undefined)), false);
    const rebuilt = { ...good, image: "registry.example.com/shop:other" };
    assert.equal(isSamePlan(planned(), planRollback(shop, [bad, rebuilt, old], undefined)), false);
    assert.equal(isSamePlan(planned(), planRollback(shop, [], undefined)), false);
  });
});
