/** JSON Schemas of the API's answers. */
import {
  dateTime,
  dateTimeOrNull,
  flag,
  integer,
  integerOrNull,
  page,
  record,
  text,
  textOrNull,
  texts,
  uuid,
} from "./schemas.ts";

export const deployment = record({
  id: uuid,
  app_id: { ...uuid, type: ["string", "null"] },
  status: {
    type: ["string", "null"],
    enum: ["waiting", "inProgress", "success", "failed", "cancelled", "skipped", null],
  },
  type: { type: ["string", "null"], enum: ["manual", "automatic", null] },
  trigger: textOrNull,
  steps: { type: "array", items: { type: "string", enum: ["checkout", "build", "rollout", "syncConnections"] } },
  docker_image_url: textOrNull,
  git_type: { type: ["string", "null"], enum: ["github", "bitbucket", "gitlab", null] },
  repo_url: textOrNull,
  branch: textOrNull,
  commit_sha: textOrNull,
  commit_message: textOrNull,
  author_login: textOrNull,
  author_img: textOrNull,
  started_at: dateTimeOrNull,
  finished_at: dateTimeOrNull,
  created_at: dateTime,
  updated_at: dateTime,
});

const summaryFields = {
  id: uuid,
  name: text,
  display_name: text,
  status: textOrNull,
  type: { type: "string", enum: ["app", "previewApp"] },
  source: { type: "string", enum: ["privateGit", "publicGit", "dockerImage"] },
  is_suspended: flag,
  created_at: dateTime,
  updated_at: dateTime,
} as const;

export const appSummary = record(summaryFields);

export const app = record({
  ...summaryFields,
  company_id: uuid,
  project_id: uuid,
  namespace: text,
  build_cache_enabled: flag,
  hibernation_enabled: flag,
  hibernate_after_seconds: integerOrNull,
  auto_deploy: flag,
  wait_for_checks: flag,
  git_type: { type: ["string", "null"], enum: ["github", "bitbucket", "gitlab", null] },
  repo_url: textOrNull,
  default_branch: textOrNull,
  docker_image: textOrNull,
  build_type: { type: ["string", "null"], enum: ["dockerfile", "pack", "nixpacks", null] },
  build_path: textOrNull,
  pack_builder: textOrNull,
  nixpacks_version: textOrNull,
  dockerfile_path: textOrNull,
  docker_context: textOrNull,
  allow_deploy_paths: texts,
  ignore_deploy_paths: texts,
  created_by: uuid,
});

const openObject = { type: "object", additionalProperties: true } as const;

export const logEntries = {
  type: "array",
  items: record({
    id: uuid,
    message: text,
    service: text,
    severity: text,
    timestamp: dateTime,
    tags: openObject,
    attributes: openObject,
    unix_timestamp: integer,
  }),
} as const;

export const domain = record({
  id: uuid,
  name: text,
  status: text,
  type: text,
  is_enabled: flag,
  is_wildcard: flag,
  is_primary: flag,
  dns_records: { type: "array", items: record({ type: text, name: text, value: text }) },
  errors: texts,
  created_at: dateTime,
  updated_at: dateTime,
});

export const process = record({
  id: uuid,
  app_id: uuid,
  key: text,
  type: text,
  display_name: text,
  entrypoint: text,
  port: integerOrNull,
  schedule: textOrNull,
  job_start_policy: textOrNull,
  created_at: dateTime,
  updated_at: dateTime,
});

export const envVar = record({
  id: uuid,
  app_id: uuid,
  key: text,
  value: text,
  is_runtime: flag,
  is_buildtime: flag,
  created_at: dateTime,
  updated_at: dateTime,
});

export const statusCodes = {
  type: "array",
  items: record({ time: dateTime, value: { type: "object", additionalProperties: integer } }),
} as const;

export const responseTimes = {
  type: "array",
  items: record({ time: dateTime, value: { type: "number" } }),
} as const;

export const keyCheck = {
  type: "object",
  required: ["is_valid"],
  properties: {
    is_valid: flag,
    key: {
      type: "object",
      required: ["id", "name", "is_enabled"],
      properties: { id: uuid, name: text, is_enabled: flag, expired_at: dateTimeOrNull },
    },
  },
} as const;

export const newDeviceCode = record({ code: text, expires_at: dateTime });

export const deviceCode = {
  type: "object",
  required: ["status"],
  properties: { status: { type: "string", enum: ["pending", "approved", "denied", "expired"] }, token: text },
} as const;

export const error = {
  type: "object",
  required: ["message", "status"],
  properties: { message: text, status: integer, data: record({ code: text, message: text }) },
} as const;

export const pageOf = {
  apps: page(appSummary),
  deployments: page(deployment),
  domains: page(domain),
  processes: page(process),
  envVars: page(envVar),
} as const;
