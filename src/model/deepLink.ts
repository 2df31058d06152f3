import { type DeploymentRef, deploymentRef } from "./ref.ts";

/** What a link into VS Code is to open. Nothing that a link names is ever done by itself. */
export interface DeepLink {
  readonly view: "deployment" | "rollback";
  readonly ref: DeploymentRef;
}

/** The path and query of the link that opens a deployment. */
export function deploymentLink({ appId, deploymentId }: DeploymentRef): string {
  return `/deployment?app=${appId}&id=${deploymentId}`;
}

/**
 * Reads a link such as `/rollback?app=…&id=…`. Undefined when it leads nowhere.
 * @param query without the question mark
 */
export function readDeepLink(path: string, query: string): DeepLink | undefined {
  const values = new URLSearchParams(query);
  const ref = deploymentRef({ appId: values.get("app"), deploymentId: values.get("id") });
  const view = path === "/deployment" || path === "/rollback" ? path : undefined;
  return ref && view && { view: view === "/rollback" ? "rollback" : "deployment", ref };
}
