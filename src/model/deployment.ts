import type { Deployment } from "../sevalla/resources.ts";

/** Our word for where a deployment stands. `unknown` covers whatever Sevalla may add. */
export type Phase = "waiting" | "running" | "succeeded" | "failed" | "cancelled" | "skipped" | "unknown";

const phases: ReadonlyMap<string, Phase> = new Map([
  ["waiting", "waiting"],
  ["inProgress", "running"],
  ["success", "succeeded"],
  ["failed", "failed"],
  ["cancelled", "cancelled"],
  ["skipped", "skipped"],
]);

export function phaseOf(status: string | undefined): Phase {
  return phases.get(status ?? "") ?? "unknown";
}

export function isUnderWay(deployment: Deployment): boolean {
  const phase = phaseOf(deployment.status);
  return phase === "waiting" || phase === "running";
}

/** Whether the deployment has come to an end that will not change any more. An unknown status may still change. */
export function isFinished(deployment: Deployment): boolean {
  return !isUnderWay(deployment) && phaseOf(deployment.status) !== "unknown";
}

export function newestFirst(deployments: readonly Deployment[]): readonly Deployment[] {
  return [...deployments].sort((a, b) => b.createdAt - a.createdAt);
}

/** The deployment that serves the app: the newest successful one, rollbacks included. */
export function liveDeployment(deployments: readonly Deployment[]): Deployment | undefined {
  return newest(deployments, ({ status }) => phaseOf(status) === "succeeded");
}

export function isRollback(deployment: Deployment | undefined): boolean {
  return deployment?.trigger === "ROLLBACK_DEPLOYMENT";
}

/** The deployment under way, if any: the newest, since it is the one that will be live last. */
export function deploymentUnderWay(deployments: readonly Deployment[]): Deployment | undefined {
  return newest(deployments, isUnderWay);
}

/** Of two of the same time the first, as when they are sorted; but a list may be ten thousand long. */
function newest(
  deployments: readonly Deployment[],
  isMeant: (deployment: Deployment) => boolean,
): Deployment | undefined {
  let found: Deployment | undefined;
  for (const deployment of deployments) {
    if ((!found || deployment.createdAt > found.createdAt) && isMeant(deployment)) found = deployment;
  }
  return found;
}

/** The newest deployment after the live one that has not come to its end: it may become live yet. */
export function unsettledDeployment(deployments: readonly Deployment[]): Deployment | undefined {
  const live = liveDeployment(deployments);
  return newest(
    deployments,
    (deployment) =>
      isUnderWay(deployment) || (!isFinished(deployment) && deployment.createdAt > (live?.createdAt ?? 0)),
  );
}

/** What Sevalla takes when no target is named: the newest successful deployment before the live one. */
export function previousDeployment(deployments: readonly Deployment[]): Deployment | undefined {
  const live = liveDeployment(deployments);
  if (!live) return undefined;
  return newest(
    deployments,
    (deployment) => deployment.createdAt < live.createdAt && phaseOf(deployment.status) === "succeeded",
  );
}

export type TargetObstacle = "notSuccessful" | "live" | "otherApp" | "noImage";

/** Why `target` cannot be rolled back to, or undefined when it can. */
export function targetObstacle(target: Deployment, live: Deployment | undefined): TargetObstacle | undefined {
  if (live && target.appId !== live.appId) return "otherApp";
  if (phaseOf(target.status) !== "succeeded") return "notSuccessful";
  if (target.id === live?.id) return "live";
  if (target.image === undefined) return "noImage";
  return undefined;
}

/** Whether two deployments run the same thing: the same image, and the same commit where both name one. */
export function isSameRelease(a: Deployment, b: Deployment): boolean {
  if (a.image !== undefined && b.image !== undefined && a.image !== b.image) return false;
  if (a.commitSha !== undefined && b.commitSha !== undefined && a.commitSha !== b.commitSha) return false;
  return (a.image !== undefined && a.image === b.image) || (a.commitSha !== undefined && a.commitSha === b.commitSha);
}
