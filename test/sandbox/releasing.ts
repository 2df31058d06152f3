import { ApiError } from "./apiError.ts";
import type { SandboxApp } from "./app.ts";
import type { Life, Release, SandboxDeployment, Step } from "./deployment.ts";
import { hashed, hashedUuid } from "./hashed.ts";
import { defaultTarget, isRunning, liveDeployment, statusOf } from "./life.ts";

export interface DeployRequest {
  readonly branch?: string;
  readonly docker_image?: string;
  readonly is_restart?: boolean;
}

/** Builds and releases the head of a branch, releases a Docker image, or restarts what is live. */
export function deploy(app: SandboxApp, request: DeployRequest, life: Life, now: number): SandboxDeployment {
  refuseWhenBusy(app, now);
  if (request.is_restart) return restart(app, life, now);
  if (app.source === "dockerImage") return deployImage(app, request, life, now);
  if (request.docker_image !== undefined) throw new ApiError(422, "docker_image is only for Docker image applications");
  const branch = request.branch ?? app.defaultBranch ?? "main";
  const head = headOf(app, branch);
  const image = `${imageRepository(app)}:${(head.commitSha ?? "").slice(0, 7)}-${app.deployments.length + 1}`;
  return add(app, { ...head, image }, "MANUAL_DEPLOY", ["checkout", "build", "rollout"], life, now);
}

/** Puts an earlier release back into service: the one named, else the newest successful one before the live one. */
export function rollBack(app: SandboxApp, targetId: string | undefined, life: Life, now: number): SandboxDeployment {
  refuseWhenBusy(app, now);
  const target = targetId === undefined ? defaultTarget(app, now) : namedTarget(app, targetId, now);
  if (!target) throw new ApiError(422, "There is no earlier successful deployment to roll back to");
  return add(app, releaseOf(target), "ROLLBACK_DEPLOYMENT", ["rollout"], life, now);
}

export function cancel(deployment: SandboxDeployment, now: number): void {
  if (!isRunning(deployment, now)) throw new ApiError(422, "Only a running deployment can be cancelled");
  deployment.cancelledAt = now;
}

/** Where Sevalla keeps the images it builds for this app. */
export function imageRepository(app: SandboxApp): string {
  return `europe-west4-docker.pkg.dev/sevalla-prod/${app.projectId.slice(0, 8)}/${app.name}`;
}

export function releaseOf(deployment: SandboxDeployment): Release {
  const { image, gitType, repoUrl, branch, commitSha, commitMessage, authorLogin, authorImg } = deployment;
  return { image, gitType, repoUrl, branch, commitSha, commitMessage, authorLogin, authorImg };
}

function refuseWhenBusy(app: SandboxApp, now: number): void {
  if (app.isSuspended) throw new ApiError(422, "The application is suspended");
  if (app.deployments.some((deployment) => isRunning(deployment, now))) {
    throw new ApiError(422, "Another deployment of this application is in progress");
  }
}

function namedTarget(app: SandboxApp, id: string, now: number): SandboxDeployment {
  const target = app.deployments.find((deployment) => deployment.id === id.toLowerCase());
  if (!target) throw new ApiError(422, "deployment_id is not a deployment of this application");
  if (statusOf(target, now) !== "success") throw new ApiError(422, "The deployment did not succeed");
  if (target.image === null) throw new ApiError(422, "The deployment has no image any more");
  return target;
}

function restart(app: SandboxApp, life: Life, now: number): SandboxDeployment {
  const live = liveDeployment(app, now);
  if (!live) throw new ApiError(422, "There is nothing to restart");
  return add(app, releaseOf(live), "RESTART", ["rollout"], life, now);
}

function deployImage(app: SandboxApp, request: DeployRequest, life: Life, now: number): SandboxDeployment {
  if (request.branch !== undefined) throw new ApiError(422, "branch is only for Git applications");
  const image = request.docker_image ?? app.dockerImage;
  app.dockerImage = image;
  return add(app, { ...noCommit, image }, "MANUAL_DEPLOY", ["rollout"], life, now);
}

const noCommit: Release = {
  image: null,
  gitType: null,
  repoUrl: null,
  branch: null,
  commitSha: null,
  commitMessage: null,
  authorLogin: null,
  authorImg: null,
};

/** The newest commit known on the branch; one is made up for a branch that was never deployed. */
function headOf(app: SandboxApp, branch: string): Release {
  const known = app.deployments.find(
    (deployment) => deployment.branch === branch && deployment.steps.includes("build"),
  );
  if (known) return releaseOf(known);
  return {
    ...noCommit,
    gitType: app.gitType,
    repoUrl: app.repoUrl,
    branch,
    commitSha: hashed(`${app.id}/${branch}`).slice(0, 40),
    commitMessage: `Start ${branch}`,
    authorLogin: "mara-lindqvist",
    authorImg: "https://avatars.githubusercontent.com/u/1048213",
  };
}

/** What was bad before is bad again; what is new is good. */
function isHealthy(app: SandboxApp, { image, commitSha }: Release): boolean {
  const earlier = app.deployments.find((one) => (commitSha ? one.commitSha === commitSha : one.image === image));
  return earlier?.healthy ?? true;
}

function add(
  app: SandboxApp,
  release: Release,
  trigger: string,
  steps: readonly Step[],
  life: Life,
  now: number,
): SandboxDeployment {
  const made: SandboxDeployment = {
    ...release,
    id: hashedUuid(`deployment/${app.id}/${app.deployments.length + 1}`),
    appId: app.id,
    type: "manual",
    trigger,
    steps,
    createdAt: now,
    life,
    end: app.nextEnd,
    failure: app.nextEnd === "failed" && steps.includes("build") ? ["npm error code ELIFECYCLE", "exit code: 1"] : [],
    cancelledAt: null,
    healthy: isHealthy(app, release),
  };
  app.nextEnd = "success";
  app.deployments.unshift(made);
  app.updatedAt = now;
  return made;
}
