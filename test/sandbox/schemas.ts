/** JSON Schemas of what the API takes, and the pieces that its answers are made of. */

export const uuidPattern =
  "^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$";

export const text = { type: "string" } as const;
export const textOrNull = { type: ["string", "null"] } as const;
export const flag = { type: "boolean" } as const;
export const integer = { type: "integer" } as const;
export const integerOrNull = { type: ["integer", "null"] } as const;
export const uuid = { type: "string", format: "uuid", pattern: uuidPattern } as const;
export const dateTime = { type: "string", format: "date-time" } as const;
export const dateTimeOrNull = { type: ["string", "null"], format: "date-time" } as const;
export const texts = { type: "array", items: text } as const;

/** An object in which every one of these fields is there. */
export function record<T extends object>(properties: T) {
  return { type: "object", required: Object.keys(properties), properties } as const;
}

export function page<T extends object>(items: T) {
  return record({ data: { type: "array", items }, total: integer, offset: integer, limit: integer });
}

export const appParams = record({ id: uuid });
export const deploymentParams = record({ id: uuid, deployment_id: uuid });

export const deployRequest = {
  type: ["object", "null"],
  properties: {
    branch: { type: "string", minLength: 1 },
    docker_image: { type: "string", minLength: 1 },
    is_restart: flag,
  },
  additionalProperties: false,
} as const;

export const rollbackRequest = {
  type: ["object", "null"],
  properties: { deployment_id: uuid },
  additionalProperties: false,
} as const;

export const changeAppRequest = {
  type: "object",
  properties: { auto_deploy: flag },
  required: ["auto_deploy"],
  additionalProperties: false,
} as const;
