import assert from "node:assert/strict";
import { isSamePlan, planRollback, planUndo, type RollbackPlan } from "../../../src/model/rollbackPlan.ts";
import type { AppSummary, Deployment, DeploymentId } from "../../../src/sevalla/resources.ts";
import { aDeployment, anApp, appId, deploymentId, hour, noon } from "../../support/builders.ts";

const shop = anApp("shop");
const old = aDeployment("old", { createdAt: noon - 3 * hour });
const good = aDeployment("good", { createdAt: noon - 2 * hour });
const bad = aDeployment("bad", { createdAt: noon - hour });
const all = [bad, good, old];

const riskFacts = { app: undefined, processes: undefined, variables: undefined };

function plan(app: AppSummary, deployments: readonly Deployment[], targetId?: DeploymentId, unread = 0) {
  return planRollback({ app, deployments, unread, riskFacts }, targetId);
}

function planned(targetId?: DeploymentId, deployments: readonly Deployment[] = all): RollbackPlan {
  const made = plan(shop, deployments, targetId);
  if (made.kind !== "plan") throw new Error("no plan");
  return made;
}

function reason(...facts: Parameters<typeof plan>): string {
  const made = plan(...facts);
  return made.kind === "obstacle" ? made.reason : "none";
}

describe("The plan of a rollback", () => {
  it("goes from the live deployment to the successful one before it, and names no target", () => {
    const made = planned();
    assert.equal(made.live, bad);
    assert.equal(made.target, good);
    assert.equal(made.isTargetNamed, false);
  });

  it("goes to the deployment that the user named", () => {
    const made = planned(old.id);
    assert.equal(made.target, old);
    assert.equal(made.isTargetNamed, true);
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

  it("is not made while a newer deployment has a status of which it is not known how it ends", () => {
    const odd = aDeployment("odd", { status: "paused", createdAt: noon });
    assert.equal(reason(shop, [odd, ...all], old.id), "underWay");
    assert.equal(reason(shop, [bad, { ...odd, createdAt: noon - 1.5 * hour }, good], good.id), "none");
  });

  it("is not made without a target when part of the list could not be read, and says so with one", () => {
    assert.equal(reason(shop, all, undefined, 1), "unreadable");
    const made = plan(shop, all, old.id, 1);
    assert.equal(made.kind === "plan" && made.unread, 1);
  });

  it("goes back to what was live before a rollback, to undo it", () => {
    const back = aDeployment("back", { createdAt: noon, trigger: "ROLLBACK_DEPLOYMENT", image: good.image });
    const undo = planUndo({ app: shop, deployments: [back, ...all], unread: 0, riskFacts });
    assert.equal(undo.kind === "plan" && undo.target, bad);
    assert.equal(undo.kind === "plan" && undo.isTargetNamed, true);
  });

  it("is the same plan as long as the same is live and the target is the same", () => {
    assert.equal(isSamePlan(planned(), planned()), true);
    assert.equal(isSamePlan(planned(), planned(undefined, [bad, good])), true);
  });

  it("is another plan once another deployment is live, or the target is another or has another image", () => {
    const newer = aDeployment("newer", { createdAt: noon });
    assert.equal(isSamePlan(planned(old.id), plan(shop, [newer, ...all], old.id)), false);
    assert.equal(isSamePlan(planned(), plan(shop, [bad, old])), false);
    const redeployed = { ...good, id: deploymentId("redeployed"), createdAt: good.createdAt + 1 };
    assert.equal(isSamePlan(planned(), plan(shop, [bad, redeployed, good])), false);
    assert.equal(isSamePlan(planned(), plan(anApp("other"), all)), false);
    const rebuilt = { ...good, image: "registry.example.com/shop:other" };
    assert.equal(isSamePlan(planned(), plan(shop, [bad, rebuilt, old])), false);
    assert.equal(isSamePlan(planned(), plan(shop, [])), false);
  });

  it("is another plan once more of the list cannot be read than when it was shown", () => {
    const shown = (unread: number) => {
      const made = plan(shop, all, old.id, unread);
      if (made.kind !== "plan") throw new Error("no plan");
      return made;
    };
    assert.equal(isSamePlan(shown(0), shown(1)), false);
    assert.equal(isSamePlan(shown(1), shown(2)), false);
    assert.equal(isSamePlan(shown(1), shown(1)), true);
    assert.equal(isSamePlan(shown(1), shown(0)), true);
  });
});
