import type { AppSummary, Deployment, DeploymentId } from "../sevalla/resources.ts";
import {
  isRollback,
  liveDeployment,
  previousDeployment,
  type TargetObstacle,
  targetObstacle,
  unsettledDeployment,
} from "./deployment.ts";
import { type RiskFacts, type RollbackRisks, risksOf } from "./rollbackRisks.ts";
import type { Undone } from "./undone.ts";

/** What a rollback will do: decided from facts, shown to the user, and sent only as it was shown. */
export interface RollbackPlan {
  readonly kind: "plan";
  readonly app: AppSummary;
  readonly live: Deployment;
  readonly target: Deployment;
  /** Whether the user named the target. If not, none is sent and Sevalla takes the one before the live one. */
  readonly isTargetNamed: boolean;
  readonly risks: RollbackRisks;
  /** How many of Sevalla's list could not be read: something else may be live. */
  readonly unread: number;
  /** What it undoes in the app's code; undefined as long as nobody has looked. */
  readonly undone: Undone | undefined;
}

/** Why there is nothing to plan. */
export type RollbackObstacle =
  | { readonly kind: "obstacle"; readonly reason: "suspended"; readonly app: AppSummary }
  | { readonly kind: "obstacle"; readonly reason: "nothingLive"; readonly app: AppSummary }
  | { readonly kind: "obstacle"; readonly reason: "nothingBefore"; readonly app: AppSummary; readonly live: Deployment }
  | { readonly kind: "obstacle"; readonly reason: "notRolledBack"; readonly app: AppSummary; readonly live: Deployment }
  /** Part of the list could not be read, so that what is live, or came before it, is not certain. */
  | { readonly kind: "obstacle"; readonly reason: "unreadable"; readonly app: AppSummary }
  /** Somebody signed in or out, or the API address changed, since the plan was made. */
  | { readonly kind: "obstacle"; readonly reason: "accountChanged"; readonly app: AppSummary }
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

/** What a rollback is planned from. */
export interface PlanFacts {
  readonly app: AppSummary;
  /** The newest deployments, back to the one before the live one and the target. */
  readonly deployments: readonly Deployment[];
  /** How many of Sevalla's list were malformed and are missing. */
  readonly unread: number;
  /** What the risks are seen from; they do not decide anything. */
  readonly riskFacts: RiskFacts;
}

/** @param targetId the deployment that the user named; undefined for the one before the live one */
export function planRollback(
  { app, deployments, unread, riskFacts }: PlanFacts,
  targetId: DeploymentId | undefined,
): RollbackPlan | RollbackObstacle {
  if (app.isSuspended) return { kind: "obstacle", reason: "suspended", app };
  const unsettled = unsettledDeployment(deployments);
  if (unsettled) return { kind: "obstacle", reason: "underWay", app, deployment: unsettled };
  if (unread > 0 && targetId === undefined) return { kind: "obstacle", reason: "unreadable", app };
  const live = liveDeployment(deployments);
  if (!live) return { kind: "obstacle", reason: "nothingLive", app };
  const target =
    targetId === undefined ? previousDeployment(deployments) : deployments.find(({ id }) => id === targetId);
  if (!target) {
    return targetId === undefined
      ? { kind: "obstacle", reason: "nothingBefore", app, live }
      : { kind: "obstacle", reason: "targetGone", app };
  }
  const why = targetId === undefined ? undefined : targetObstacle(target, live);
  if (why) return { kind: "obstacle", reason: "ineligible", app, target, why };
  const risks = risksOf(riskFacts, target);
  return {
    kind: "plan",
    app,
    live,
    target,
    isTargetNamed: targetId !== undefined,
    risks,
    unread,
    undone: undefined,
  };
}

/** Plans the way back to what was live before the rollback that is live now. */
export function planUndo(facts: PlanFacts): RollbackPlan | RollbackObstacle {
  const live = liveDeployment(facts.deployments);
  if (live && !isRollback(live)) return { kind: "obstacle", reason: "notRolledBack", app: facts.app, live };
  return planRollback(facts, previousDeployment(facts.deployments)?.id);
}

/** Whether a plan made from newer facts still says what the user has seen and agreed to. */
export function isSamePlan(shown: RollbackPlan, now: RollbackPlan | RollbackObstacle): now is RollbackPlan {
  return (
    now.kind === "plan" &&
    now.app.id === shown.app.id &&
    now.live.id === shown.live.id &&
    now.target.id === shown.target.id &&
    now.target.image === shown.target.image &&
    now.target.commitSha === shown.target.commitSha &&
    // What could not be read then was said; what cannot be read now may be live, and nobody has been asked.
    now.unread <= shown.unread
  );
}
