import type * as v from "valibot";

/** A UUID in lower case. */
export type AppId = string & v.Brand<"AppId">;
/** A UUID in lower case. */
export type DeploymentId = string & v.Brand<"DeploymentId">;

/** By the API reference, which allows the nil and the max UUID besides versions 1 to 8. */
export const uuidPattern =
  /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;

/** The id of an app, or undefined when the text is no UUID. */
export function parseAppId(text: string): AppId | undefined {
  const id = inOneSpelling(text);
  return isAppId(id) ? id : undefined;
}

/** The id of a deployment, or undefined when the text is no UUID. */
export function parseDeploymentId(text: string): DeploymentId | undefined {
  const id = inOneSpelling(text);
  return isDeploymentId(id) ? id : undefined;
}

// So that an id typed by hand equals the same id from an answer. Types do not last: other extensions call commands.
function inOneSpelling(text: string): string {
  return typeof text === "string" ? text.toLowerCase() : "";
}

function isAppId(text: string): text is AppId {
  return uuidPattern.test(text);
}

function isDeploymentId(text: string): text is DeploymentId {
  return uuidPattern.test(text);
}
