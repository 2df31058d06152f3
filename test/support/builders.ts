/** Test data: whole resources of which a test names only what it is about. */
import { createHash } from "node:crypto";
import { type AppId, type DeploymentId, parseAppId, parseDeploymentId } from "../../src/sevalla/ids.ts";
import type { AppSummary, Deployment, LogEntry, Page } from "../../src/sevalla/resources.ts";

export const minute = 60_000;
export const hour = 60 * minute;
/** "Now" of most tests: 2026-03-10 12:00 UTC. */
export const noon = Date.UTC(2026, 2, 10, 12);

/** The same well-formed UUID for the same name. */
export function uuid(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function appId(name: string): AppId {
  const id = parseAppId(uuid(name));
  if (!id) throw new Error(`${name} made no id`);
  return id;
}

export function deploymentId(name: string): DeploymentId {
  const id = parseDeploymentId(uuid(name));
  if (!id) throw new Error(`${name} made no id`);
  return id;
}

export function anApp(name: string, facts: Partial<AppSummary> = {}): AppSummary {
  return {
    id: appId(name),
    name,
    status: "deploymentSuccess",
    type: "app",
    source: "privateGit",
    isSuspended: false,
    createdAt: noon - 90 * 24 * hour,
    updatedAt: noon,
    ...facts,
  };
}

/** A successful deployment of the app "shop", an hour old. */
export function aDeployment(name: string, facts: Partial<Deployment> = {}): Deployment {
  const createdAt = facts.createdAt ?? noon - hour;
  const sha = createHash("sha1").update(name).digest("hex");
  return {
    id: deploymentId(name),
    appId: appId("shop"),
    status: "success",
    type: "automatic",
    trigger: "AUTO_DEPLOY_ON_PUSH",
    steps: ["checkout", "build", "rollout"],
    image: `us-central1-docker.pkg.dev/acme/shop/image:${sha.slice(0, 7)}`,
    gitType: "github",
    repoUrl: "https://github.com/acme/shop",
    branch: "main",
    commitSha: sha,
    commitMessage: `Release ${name}\n\nWith a body.`,
    authorLogin: "octocat",
    authorImage: undefined,
    startedAt: createdAt + 1_000,
    finishedAt: createdAt + 61_000,
    createdAt,
    updatedAt: createdAt + 61_000,
    ...facts,
  };
}

export function aPage<T>(items: readonly T[], facts: Partial<Page<T>> = {}): Page<T> {
  return { items, total: items.length, offset: 0, limit: 25, omitted: 0, malformed: 0, ...facts };
}

/** Entries of a log, a second apart. One given as text is of no importance. */
export function aLog(...entries: readonly (string | Partial<LogEntry>)[]): readonly LogEntry[] {
  return entries.map((entry, index) => ({
    id: String(index),
    service: "APP_DEPLOYMENT",
    severity: "INFO",
    at: noon + index * 1_000,
    message: "",
    ...(typeof entry === "string" ? { message: entry } : entry),
  }));
}
