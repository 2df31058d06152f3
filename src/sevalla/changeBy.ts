import type { Change } from "./change.ts";
import { parseAppId } from "./ids.ts";

const changes = /^\/applications\/([^/]+)(\/deployments(?:\/rollback)?)?$/;

/**
 * What a request changes; undefined when it only reads, or cancels: who may not do that may still be allowed to deploy.
 */
export function changeBy(method: string, path: string): Change | undefined {
  const [, id = "", deployments] = changes.exec(path) ?? [];
  const appId = method === "GET" ? undefined : parseAppId(id);
  return appId && { appId, kind: deployments ? "deployments" : "settings" };
}
