/** The response of "Rollback deployment" as the reference page gives it, regular expressions included. */

const idPattern =
  "^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$";
const timePattern =
  "^(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))T(?:(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d+)?)?(?:Z))$";

const nullableText = { type: ["string", "null"] };
const time = { type: "string", format: "date-time", pattern: timePattern };
const nullableTime = { ...time, type: ["string", "null"] };

const properties = {
  id: { type: "string", format: "uuid", pattern: idPattern },
  app_id: { type: ["string", "null"], format: "uuid", pattern: idPattern },
  status: {
    type: ["string", "null"],
    enum: ["waiting", "inProgress", "success", "failed", "cancelled", "skipped", null],
  },
  type: { type: ["string", "null"], enum: ["manual", "automatic", null] },
  trigger: nullableText,
  steps: { type: "array", items: { type: "string", enum: ["checkout", "build", "rollout", "syncConnections"] } },
  docker_image_url: nullableText,
  git_type: { type: ["string", "null"], enum: ["github", "bitbucket", "gitlab", null] },
  repo_url: nullableText,
  branch: nullableText,
  commit_sha: nullableText,
  commit_message: { type: ["string", "null"], maxLength: 1000 },
  author_login: nullableText,
  author_img: nullableText,
  started_at: nullableTime,
  finished_at: nullableTime,
  created_at: time,
  updated_at: time,
};

export const rollbackReference = {
  type: "object",
  properties,
  required: Object.keys(properties),
  // The page lists every field; one more would be something we made up.
  additionalProperties: false,
};
