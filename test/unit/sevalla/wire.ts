import { type AppId, type DeploymentId, parseAppId, parseDeploymentId } from "../../../src/sevalla/ids.ts";

/** Objects as Sevalla sends them. */

export const appText = "0e8aef5c-0f83-4c2d-9d53-2b1c9f0a7d11";
export const otherAppText = "7b1f5a34-92a2-4d6c-8f7e-55c1d2b3a499";
export const deploymentText = "fb5e5168-4281-4bec-94c5-0d1584e9e657";
export const targetText = "c2a7c1ab-6f1e-4a0f-b5a2-1d3b8f3f9d20";

export const appId = required(parseAppId(appText));
export const deploymentId = required(parseDeploymentId(deploymentText));
export const targetId = required(parseDeploymentId(targetText));

type Wire = Readonly<Record<string, unknown>>;

/** The example of the API reference. */
export function wireDeployment(changes: Wire = {}): Wire {
  return {
    id: deploymentText,
    app_id: appText,
    status: "success",
    type: "manual",
    trigger: "MANUAL_DEPLOY",
    steps: ["rollout"],
    docker_image_url: "us-central1-docker.pkg.dev/project/repo/image:abc123",
    git_type: "github",
    repo_url: "https://github.com/user/repo",
    branch: "main",
    commit_sha: "a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2",
    commit_message: "feat: add new feature",
    author_login: "octocat",
    author_img: "https://avatars.githubusercontent.com/u/583231",
    started_at: "2025-01-30T00:00:01.000Z",
    finished_at: "2025-01-30T00:05:00.000Z",
    created_at: "2025-01-30T00:00:00.000Z",
    updated_at: "2025-01-30T00:06:00.000Z",
    ...changes,
  };
}

export function wireSummary(changes: Wire = {}): Wire {
  return {
    id: appText,
    name: "shop-x7k2p",
    display_name: "Shop",
    status: "deploymentSuccess",
    type: "app",
    source: "privateGit",
    is_suspended: false,
    created_at: "2025-01-30T00:00:00.000Z",
    updated_at: "2025-01-31T00:00:00.000Z",
    ...changes,
  };
}

export function wireApp(changes: Wire = {}): Wire {
  return wireSummary({
    project_id: "11111111-2222-4333-8444-555555555555",
    auto_deploy: true,
    repo_url: "https://github.com/user/shop",
    default_branch: "main",
    docker_image: null,
    git_type: "github",
    hibernation_enabled: false,
    ...changes,
  });
}

export function wireLogEntry(changes: Wire = {}): Wire {
  return {
    id: "log-1",
    message: "Pulling image",
    service: "APP_ROLLOUT",
    severity: "INFO",
    timestamp: "2025-01-30T00:00:02.500Z",
    tags: {},
    attributes: {},
    unix_timestamp: 1738195202500000,
    ...changes,
  };
}

export function wirePage(data: readonly unknown[], changes: Wire = {}): Wire {
  return { data, total: data.length, offset: 0, limit: 25, ...changes };
}

function required<T extends AppId | DeploymentId>(id: T | undefined): T {
  if (id === undefined) throw new Error("A test's id is no UUID.");
  return id;
}
