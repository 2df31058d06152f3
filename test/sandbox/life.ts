import type { SandboxApp } from "./app.ts";
import type { SandboxDeployment, Status } from "./deployment.ts";

/** When each part of a deployment begins or ends, in ms since 1970. Null: it never comes to that. */
export interface Timeline {
  readonly startedAt: number | null;
  readonly builtAt: number | null;
  readonly finishedAt: number;
}

export function hasBuild(deployment: SandboxDeployment): boolean {
  return deployment.steps.includes("build");
}

/** What will happen when, as far as it is settled now. */
export function timelineOf(deployment: SandboxDeployment): Timeline {
  const { createdAt, life, cancelledAt } = deployment;
  if (deployment.end === "skipped") return { startedAt: null, builtAt: null, finishedAt: createdAt };
  const startedAt = createdAt + life.waitingMs;
  const builtAt = startedAt + (hasBuild(deployment) ? life.buildMs : 0);
  const finishedAt = Math.min(plannedEnd(deployment, startedAt, builtAt), cancelledAt ?? Number.POSITIVE_INFINITY);
  return {
    startedAt: startedAt < finishedAt ? startedAt : null,
    builtAt: builtAt < finishedAt ? builtAt : null,
    finishedAt,
  };
}

function plannedEnd(deployment: SandboxDeployment, startedAt: number, builtAt: number): number {
  const { end, failure, life } = deployment;
  const firstPart = hasBuild(deployment) ? life.buildMs : life.rolloutMs;
  if (end === "cancelled") return startedAt + firstPart / 2;
  if (end === "failed" && failure.length > 0 && hasBuild(deployment)) return startedAt + firstPart * 0.8;
  return builtAt + life.rolloutMs;
}

/** Where the deployment stands: a pure function of the time, so that nothing has to run in between. */
export function statusOf(deployment: SandboxDeployment, now: number): Status {
  const { finishedAt } = timelineOf(deployment);
  if (now >= finishedAt) return finishedAt === deployment.cancelledAt ? "cancelled" : deployment.end;
  return now < deployment.createdAt + deployment.life.waitingMs ? "waiting" : "inProgress";
}

export function isRunning(deployment: SandboxDeployment, now: number): boolean {
  const status = statusOf(deployment, now);
  return status === "waiting" || status === "inProgress";
}

/** The deployment that serves the app: the newest successful one. */
export function liveDeployment(app: SandboxApp, now: number): SandboxDeployment | undefined {
  return app.deployments.find((deployment) => statusOf(deployment, now) === "success");
}

/** Where a rollback goes when no target is named: the newest successful deployment before the live one. */
export function defaultTarget(app: SandboxApp, now: number): SandboxDeployment | undefined {
  const live = liveDeployment(app, now);
  if (!live) return undefined;
  const older = app.deployments.slice(app.deployments.indexOf(live) + 1);
  return older.find((deployment) => statusOf(deployment, now) === "success");
}
