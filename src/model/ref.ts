import { type AppId, type DeploymentId, parseAppId, parseDeploymentId } from "../sevalla/ids.ts";

/** What a command acts on. Views hand these over, and other extensions may hand over anything. */
export interface AppRef {
  readonly appId: AppId;
}

export interface DeploymentRef extends AppRef {
  readonly deploymentId: DeploymentId;
}

export function appRef(argument: unknown): AppRef | undefined {
  const appId = parseAppId(field(argument, "appId"));
  return appId && { appId };
}

export function deploymentRef(argument: unknown): DeploymentRef | undefined {
  const app = appRef(argument);
  const deploymentId = parseDeploymentId(field(argument, "deploymentId"));
  return app && deploymentId && { ...app, deploymentId };
}

function field(value: unknown, key: string): string {
  const found = typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(key) : undefined;
  return typeof found === "string" ? found : "";
}
