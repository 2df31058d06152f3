import type { AppSummary, Deployment, DeploymentId } from "../sevalla/resources.ts";
import {
  deploymentUnderWay,
  isRollback,
  liveDeployment,
  previousDeployment,
  type TargetObstacle,
  targetObstacle,
} from "./deployment.ts";
import { type RiskFacts, type RollbackRisks, risksOf } from "./rollbackRisks.ts";

const nothingKnown: RiskFacts = { app: undefined, processes: undefined, variables: undefined };

/** What a rollback will do: decided from facts, shown to the user, and sent only as it was shown. */
export interface RollbackPlan {
  readonly kind: "plan";
  readonly app: AppSummary;
  readonly live: Deployment;
  readonly target: Deployment;
  /** Whether the user named the target. If not, none is sent and Sevalla takes the one before the live one. */
  readonly isTargetNamed: boolean;
  readonly risks: RollbackRisks;
}

/** Why there is nothing to plan. */
export type RollbackObstacle =
  | { readonly kind: "obstacle"; readonly reason: "suspended"; readonly app: AppSummary }
  | { readonly kind: "obstacle"; readonly reason: "nothingLive"; readonly app: AppSummary }
  | { readonly kind: "obstacle"; readonly reason: "nothingBefore"; readonly app: AppSummary; readonly live: Deployment }
  | { readonly kind: "obstacle"; readonly reason: "notRolledBack"; readonly app: AppSummary; readonly live: Deployment }
  | { readonly kind: "obstacle"; readonly reason: "targetGone"; readonly app: AppSummary }
  | {
      readonly kind: "obstacle";
      readonly reason: "underWay";
      readonly app: AppSummary;
      readonly deployment: Deployment;
    }
  | { readonly kind: "obstacle"; readonly reason: "rollingBack"; readonly app: AppSummary }
  | {
      readonly kind: "obstacle";
      readonly reason: "ineligible";
      readonly app: AppSummary;
      readonly target: Deployment;
      readonly why: TargetObstacle;
    };

/**
 * Plans a rollback of `app` from its newest deployments, which must reach back to the previous successful one.
 * @param facts what its risks are seen from; they do not decide anything
 * @param targetId the deployment that the user named; undefined for the one before the live one
 */
export function planRollback(
  app: AppSummary,
  deployments: readonly Deployment[],
  targetId: DeploymentId | undefined,
  facts: RiskFacts = nothingKnown,
): RollbackPlan | RollbackObstacle {
  if (app.isSuspended) return { kind: "obstacle", reason: "suspended", app };
  const underWay = deploymentUnderWay(deployments);
  if (underWay) return { kind: "obstacle", reason: "underWay", app, deployment: underWay };
  const live = liveDeployment(deployments);
  if (!live) return { kind: "obstacle", reason: "nothingLive", app };
  if (targetId === undefined) {
    const target = previousDeployment(deployments);
    if (!target) return { kind: "obstacle", reason: "nothingBefore", app, live };
    return { kind: "plan", app, live, target, isTargetNamed: false, risks: risksOf(facts, target) };
  }
  const target = deployments.find(({ id }) => id === targetId);
  if (!target) return { kind: "obstacle", reason: "targetGone", app };
  const why = targetObstacle(target, live);
  if (why) return { kind: "obstacle", reason: "ineligible", app, target, why };
  return { kind: "plan", app, live, target, isTargetNamed: true, risks: risksOf(facts, target) };
}

/** Plans the way back to what was live before the rollback that is live now. */
export function planUndo(
  app: AppSummary,
  deployments: readonly Deployment[],
  facts: RiskFacts = nothingKnown,
): RollbackPlan | RollbackObstacle {
  const live = liveDeployment(deployments);
  if (live && !isRollback(live)) return { kind: "obstacle", reason: "notRolledBack", app, live };
  const before = previousDeployment(deployments);
  return planRollback(app, deployments, before?.id, facts);
}

/** Whether a plan made from newer facts still says what the user has seen and agreed to. */
export function isSamePlan(shown: RollbackPlan, now: RollbackPlan | RollbackObstacle): now is RollbackPlan {
  return (
    now.kind === "plan" &&
    now.app.id === shown.app.id &&
    now.live.id === shown.live.id &&
    now.target.id === shown.target.id &&
    now.target.image === shown.target.image &&
    now.target.commitSha === shown.target.commitSha
  );
}
