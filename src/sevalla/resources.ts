import * as v from "valibot";
import { type AppId, type DeploymentId, uuidPattern } from "./ids.ts";

export type { AppId, DeploymentId } from "./ids.ts";

// In lower case, so that an id typed by hand equals the same id from an answer.
const uuid = v.pipe(v.string(), v.regex(uuidPattern), v.toLowerCase());
export const appIdSchema = v.pipe(uuid, v.brand("AppId"));
export const deploymentIdSchema = v.pipe(uuid, v.brand("DeploymentId"));

const isoPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;
/** ISO 8601 → milliseconds since the epoch. */
export const time = v.pipe(v.string(), v.regex(isoPattern), v.transform(Date.parse), v.finite());

// Whatever is optional is dropped when it has another shape than expected: better an empty field than a missing row.
const optionalText = v.fallback(v.nullish(v.string()), undefined);
const optionalTime = v.fallback(v.nullish(time), undefined);
const optionalFlag = v.fallback(v.nullish(v.boolean()), undefined);
const texts = v.fallback(
  v.pipe(
    v.array(v.unknown()),
    v.transform((items) => items.filter((item) => typeof item === "string")),
  ),
  [],
);

/** All times are milliseconds since the epoch. */
export interface AppSummary {
  readonly id: AppId;
  /** As people see it. */
  readonly name: string;
  readonly status: string | undefined;
  readonly type: string | undefined;
  readonly source: string | undefined;
  readonly isSuspended: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface App extends AppSummary {
  readonly projectId: string | undefined;
  readonly autoDeploy: boolean | undefined;
  readonly repoUrl: string | undefined;
  /** The folder of the repository that is built, such as "." or "apps/web". */
  readonly buildPath: string | undefined;
  readonly defaultBranch: string | undefined;
  readonly dockerImage: string | undefined;
  readonly gitType: string | undefined;
  readonly hibernationEnabled: boolean | undefined;
}

/** All times are milliseconds since the epoch. */
export interface Deployment {
  readonly id: DeploymentId;
  readonly appId: AppId;
  readonly status: string | undefined;
  readonly type: string | undefined;
  readonly trigger: string | undefined;
  readonly steps: readonly string[];
  readonly image: string | undefined;
  readonly gitType: string | undefined;
  readonly repoUrl: string | undefined;
  readonly branch: string | undefined;
  readonly commitSha: string | undefined;
  readonly commitMessage: string | undefined;
  readonly authorLogin: string | undefined;
  readonly authorImage: string | undefined;
  readonly startedAt: number | undefined;
  readonly finishedAt: number | undefined;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface LogEntry {
  readonly id: string;
  readonly message: string;
  readonly service: string | undefined;
  readonly severity: string | undefined;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface KeyCheck {
  readonly isValid: boolean;
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number | undefined;
  readonly isEnabled: boolean;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** How many there are altogether; Sevalla counts to 10,000. */
  readonly total: number;
  readonly offset: number;
  readonly limit: number;
  /** How many of the page are not in `items`, being malformed or repeated: `items.length + omitted` were sent. */
  readonly omitted: number;
  /** How many of those were malformed: what they said is not known. */
  readonly malformed: number;
}

const summaryFields = {
  id: appIdSchema,
  name: optionalText,
  display_name: optionalText,
  status: optionalText,
  type: optionalText,
  source: optionalText,
  is_suspended: optionalFlag,
  created_at: time,
  updated_at: optionalTime,
};

const summaryWire = v.object(summaryFields);

export const appSummarySchema = v.pipe(summaryWire, v.transform(toSummary));

export const appSchema = v.pipe(
  v.object({
    ...summaryFields,
    project_id: optionalText,
    auto_deploy: optionalFlag,
    repo_url: optionalText,
    build_path: optionalText,
    default_branch: optionalText,
    docker_image: optionalText,
    git_type: optionalText,
    hibernation_enabled: optionalFlag,
  }),
  v.transform(
    (wire): App => ({
      ...toSummary(wire),
      projectId: filled(wire.project_id),
      autoDeploy: wire.auto_deploy ?? undefined,
      repoUrl: withoutUser(wire.repo_url),
      buildPath: filled(wire.build_path),
      defaultBranch: filled(wire.default_branch),
      dockerImage: filled(wire.docker_image),
      gitType: filled(wire.git_type),
      hibernationEnabled: wire.hibernation_enabled ?? undefined,
    }),
  ),
);

/** Deployments of one app. An answer may leave the app out, but may not name another. */
export function deploymentSchema(app: AppId) {
  return v.pipe(
    v.object({
      id: deploymentIdSchema,
      app_id: v.nullish(v.pipe(appIdSchema, v.value(app))),
      status: optionalText,
      type: optionalText,
      trigger: optionalText,
      steps: texts,
      docker_image_url: optionalText,
      git_type: optionalText,
      repo_url: optionalText,
      branch: optionalText,
      commit_sha: optionalText,
      commit_message: optionalText,
      author_login: optionalText,
      author_img: optionalText,
      started_at: optionalTime,
      finished_at: optionalTime,
      created_at: time,
      updated_at: optionalTime,
    }),
    v.transform(
      (wire): Deployment => ({
        id: wire.id,
        appId: app,
        status: filled(wire.status),
        type: filled(wire.type),
        trigger: filled(wire.trigger),
        steps: wire.steps,
        image: filled(wire.docker_image_url),
        gitType: filled(wire.git_type),
        repoUrl: withoutUser(wire.repo_url),
        branch: filled(wire.branch),
        commitSha: filled(wire.commit_sha),
        commitMessage: wire.commit_message?.trim() ? wire.commit_message : undefined,
        authorLogin: filled(wire.author_login),
        authorImage: filled(wire.author_img),
        startedAt: wire.started_at ?? undefined,
        finishedAt: wire.finished_at ?? undefined,
        createdAt: wire.created_at,
        updatedAt: wire.updated_at ?? wire.created_at,
      }),
    ),
  );
}

export const logEntrySchema = v.pipe(
  v.object({
    id: v.pipe(v.string(), v.nonEmpty()),
    message: v.string(),
    service: optionalText,
    severity: optionalText,
    timestamp: time,
  }),
  v.transform(
    (wire): LogEntry => ({
      id: wire.id,
      message: wire.message,
      service: filled(wire.service),
      severity: filled(wire.severity),
      at: wire.timestamp,
    }),
  ),
);

export const keyCheckSchema = v.pipe(
  v.object({
    is_valid: v.boolean(),
    key: v.fallback(
      v.nullish(v.object({ id: optionalText, name: optionalText, expired_at: optionalTime, is_enabled: optionalFlag })),
      undefined,
    ),
  }),
  v.transform(
    ({ is_valid, key }): KeyCheck => ({
      isValid: is_valid,
      id: filled(key?.id),
      name: filled(key?.name),
      expiresAt: key?.expired_at ?? undefined,
      isEnabled: key?.is_enabled ?? is_valid,
    }),
  ),
);

function toSummary(wire: v.InferOutput<typeof summaryWire>): AppSummary {
  return {
    id: wire.id,
    name: filled(wire.display_name) ?? filled(wire.name) ?? wire.id,
    status: filled(wire.status),
    type: filled(wire.type),
    source: filled(wire.source),
    isSuspended: wire.is_suspended ?? false,
    createdAt: wire.created_at,
    updatedAt: wire.updated_at ?? wire.created_at,
  };
}

/** In one line: among others it must not be able to stand for one of its own. */
function filled(text: string | null | undefined): string | undefined {
  return text?.replace(/\s+/g, " ").trim() || undefined;
}

/** Some name the repository with the password by which it is read. */
function withoutUser(address: Parameters<typeof filled>[0]): string | undefined {
  return filled(address)
    ?.replace(/^(https?:\/\/)[^/?#]*@/i, "$1")
    .replace(/^([\w+.-]+:\/\/[^/?#:]*):[^/?#]*@/, "$1@");
}
