import type { Account } from "./account.ts";
import type { SandboxApp } from "./app.ts";
import type { Status } from "./deployment.ts";
import { hashedUuid } from "./hashed.ts";
import { iso } from "./iso.ts";
import { statusOf } from "./life.ts";

const appStatus: Readonly<Record<Status, string>> = {
  waiting: "deploymentPending",
  inProgress: "deploymentInProgress",
  success: "deploymentSuccess",
  failed: "deploymentFailed",
  cancelled: "deploymentCancelled",
  skipped: "deploymentSkipped",
};

/** The app as lists answer it. */
export function appSummaryBody(app: SandboxApp, now: number) {
  const newest = app.deployments[0];
  return {
    id: app.id,
    name: app.name,
    display_name: app.displayName,
    status: newest ? appStatus[statusOf(newest, now)] : null,
    type: app.type,
    source: app.source,
    is_suspended: app.isSuspended,
    created_at: iso(app.createdAt),
    updated_at: iso(app.updatedAt),
  };
}

/** The app in full. */
export function appBody(app: SandboxApp, account: Account, now: number) {
  const isDockerfile = app.buildType === "dockerfile";
  return {
    ...appSummaryBody(app, now),
    company_id: account.companyId,
    project_id: app.projectId,
    namespace: `${app.name}-${app.id.slice(0, 5)}`,
    build_cache_enabled: app.source !== "dockerImage",
    hibernation_enabled: app.hibernation,
    hibernate_after_seconds: app.hibernation ? 1800 : null,
    auto_deploy: app.autoDeploy,
    wait_for_checks: app.waitForChecks,
    git_type: app.gitType,
    repo_url: app.repoUrl,
    default_branch: app.defaultBranch,
    docker_image: app.dockerImage,
    build_type: app.buildType,
    build_path: app.buildPath,
    pack_builder: app.buildType === "pack" ? "heroku/builder:24" : null,
    nixpacks_version: app.buildType === "nixpacks" ? "1.39.0" : null,
    dockerfile_path: isDockerfile ? "Dockerfile" : null,
    docker_context: isDockerfile ? "." : null,
    allow_deploy_paths: [],
    ignore_deploy_paths: app.source === "dockerImage" ? [] : ["docs/**", "*.md"],
    created_by: hashedUuid(`user/${account.companyId}`),
  };
}
