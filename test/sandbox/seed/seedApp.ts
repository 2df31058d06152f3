import type { SandboxApp, SandboxDomain, SandboxEnvVar, SandboxProcess } from "../app.ts";
import type { End, GitType, Life, Release, SandboxDeployment, Step } from "../deployment.ts";
import { hashed, hashedFraction, hashedUuid } from "../hashed.ts";
import { imageRepository, releaseOf } from "../releasing.ts";
import type { Person } from "./people.ts";

const minuteMs = 60_000;

/** A deployment of the past. `minutesAgo` is its age at the start. */
export interface SeedDeployment {
  readonly minutesAgo: number;
  /** "rollback" and "restart" take the release of the deployment that `of` counts from the newest. */
  readonly kind?: "push" | "manual" | "rollback" | "restart";
  readonly of?: number;
  readonly message?: string;
  readonly author?: Person;
  readonly branch?: string;
  /** Hashed from the message unless given. */
  readonly sha?: string;
  readonly image?: string;
  readonly end?: End;
  readonly failure?: readonly string[];
  readonly healthy?: boolean;
  readonly steps?: readonly Step[];
  readonly life?: Life;
}

export interface SeedApp {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly projectId: string;
  readonly ageDays: number;
  readonly git?: { readonly type: GitType; readonly repoUrl: string; readonly isPublic?: boolean };
  readonly buildType?: "dockerfile" | "pack" | "nixpacks";
  readonly dockerImage?: string;
  readonly facts?: Partial<SandboxApp>;
  readonly domains?: readonly SandboxDomain[];
  readonly processes?: readonly SandboxProcess[];
  readonly envVars?: readonly SandboxEnvVar[];
  /** Newest first. */
  readonly deployments: readonly SeedDeployment[];
}

export function makeApp(seed: SeedApp, now: number): SandboxApp {
  const createdAt = now - seed.ageDays * 24 * 60 * minuteMs;
  const app: SandboxApp = {
    id: seed.id,
    name: seed.name,
    displayName: seed.displayName,
    projectId: seed.projectId,
    type: "app",
    source: seed.git ? (seed.git.isPublic ? "publicGit" : "privateGit") : "dockerImage",
    isSuspended: false,
    autoDeploy: seed.git !== undefined,
    waitForChecks: false,
    hibernation: false,
    gitType: seed.git?.type ?? null,
    repoUrl: seed.git?.repoUrl ?? null,
    defaultBranch: seed.git ? "main" : null,
    dockerImage: seed.dockerImage ?? null,
    buildType: seed.git ? (seed.buildType ?? "nixpacks") : null,
    buildPath: seed.git ? "." : null,
    createdAt,
    updatedAt: createdAt,
    deployments: [],
    domains: [...(seed.domains ?? [hostedDomain(seed.name)])],
    processes: [...(seed.processes ?? [webProcess])],
    envVars: [...(seed.envVars ?? defaultEnvVars(createdAt))],
    nextEnd: "success",
    ...seed.facts,
  };
  // Oldest first, so that a rollback finds the release it repeats.
  for (let index = seed.deployments.length - 1; index >= 0; index -= 1) {
    const deployment = seed.deployments[index];
    if (deployment)
      app.deployments.unshift(makeDeployment(app, seed.deployments.length - index, index, deployment, now));
  }
  app.updatedAt = app.deployments[0]?.createdAt ?? createdAt;
  return app;
}

export const webProcess: SandboxProcess = {
  key: "web",
  type: "web",
  displayName: "Web process",
  entrypoint: "npm run start",
  port: 8080,
  schedule: null,
  jobStartPolicy: null,
};

export function hostedDomain(name: string): SandboxDomain {
  const host = `${name}-${hashed(name).slice(0, 5)}.sevalla.app`;
  return { name: host, status: "active", type: "hosted", isPrimary: true, isWildcard: false, errors: [] };
}

function defaultEnvVars(updatedAt: number): SandboxEnvVar[] {
  return [{ key: "NODE_ENV", value: "production", isRuntime: true, isBuildtime: true, updatedAt }];
}

function makeDeployment(
  app: SandboxApp,
  ordinal: number,
  index: number,
  seed: SeedDeployment,
  now: number,
): SandboxDeployment {
  const kind = seed.kind ?? "push";
  // The list holds the older ones only at this point: `of` counts in the finished list.
  const original = seed.of === undefined ? undefined : app.deployments[seed.of - index - 1];
  const end = seed.end ?? "success";
  const id = hashedUuid(`deployment/${app.id}/${ordinal}`);
  return {
    ...(original ? releaseOf(original) : releaseFor(app, seed, ordinal)),
    id,
    appId: app.id,
    type: kind === "push" && app.gitType !== null ? "automatic" : "manual",
    trigger: triggerOf(kind, app),
    steps: original || app.gitType === null ? ["rollout"] : (seed.steps ?? ["checkout", "build", "rollout"]),
    createdAt: now - seed.minutesAgo * minuteMs,
    life: seed.life ?? usualLife(id),
    end,
    failure: seed.failure ?? [],
    cancelledAt: null,
    healthy: seed.healthy ?? original?.healthy ?? true,
  };
}

function usualLife(id: string): Life {
  return { waitingMs: 4_000, buildMs: 75_000 + Math.round(105_000 * hashedFraction(id)), rolloutMs: 22_000 };
}

function triggerOf(kind: "push" | "manual" | "rollback" | "restart", app: SandboxApp): string {
  if (kind === "rollback") return "ROLLBACK_DEPLOYMENT";
  if (kind === "restart") return "RESTART";
  return kind === "push" && app.gitType !== null ? "AUTO_DEPLOY_ON_PUSH" : "MANUAL_DEPLOY";
}

function releaseFor(app: SandboxApp, seed: SeedDeployment, ordinal: number): Release {
  const sha = seed.sha ?? hashed(`${app.id}/${seed.message}`).slice(0, 40);
  const isGit = app.gitType !== null;
  return {
    image: isGit ? `${imageRepository(app)}:${sha.slice(0, 7)}-${ordinal}` : (seed.image ?? app.dockerImage),
    gitType: app.gitType,
    repoUrl: app.repoUrl,
    branch: isGit ? (seed.branch ?? app.defaultBranch) : null,
    commitSha: isGit ? sha : null,
    commitMessage: isGit ? (seed.message ?? null) : null,
    authorLogin: (isGit && seed.author?.login) || null,
    authorImg: isGit && seed.author ? `https://avatars.githubusercontent.com/u/${seed.author.avatar}` : null,
  };
}
