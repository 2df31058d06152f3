import type { SandboxDeployment } from "./deployment.ts";
import { iso, isoOnce } from "./iso.ts";
import { statusOf, timelineOf } from "./life.ts";

const messageLimit = 1000;

/** The deployment as the API answers it at this moment. */
export function deploymentBody(deployment: SandboxDeployment, now: number) {
  const { startedAt, builtAt, finishedAt } = timelineOf(deployment);
  const reached = [deployment.createdAt, startedAt, builtAt, finishedAt].filter((at) => at !== null && at <= now);
  return {
    id: deployment.id,
    app_id: deployment.appId,
    status: statusOf(deployment, now),
    type: deployment.type,
    trigger: deployment.trigger,
    steps: deployment.steps,
    docker_image_url: isImageKnown(deployment, now) ? deployment.image : null,
    git_type: deployment.gitType,
    repo_url: deployment.repoUrl,
    branch: deployment.branch,
    commit_sha: deployment.commitSha,
    commit_message: deployment.commitMessage?.slice(0, messageLimit) ?? null,
    author_login: deployment.authorLogin,
    author_img: deployment.authorImg,
    started_at: isoOnce(startedAt, now),
    finished_at: isoOnce(finishedAt, now),
    created_at: iso(deployment.createdAt),
    updated_at: iso(Math.max(deployment.createdAt, ...reached.map(Number))),
  };
}

function isImageKnown(deployment: SandboxDeployment, now: number): boolean {
  if (!deployment.steps.includes("build")) return true;
  const { builtAt } = timelineOf(deployment);
  return builtAt !== null && builtAt <= now;
}
