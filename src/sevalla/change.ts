import { type AppId, parseAppId } from "./ids.ts";

/** A kind of change to one app: a key may be allowed one and not the other. */
export interface Change {
  readonly appId: AppId;
  readonly kind: "deployments" | "settings";
}

const changes = /^\/applications\/([^/]+)(\/deployments(?:\/rollback)?)?$/;

/**
 * What a request changes; undefined when it only reads, or cancels: who may not do that may still be allowed to deploy.
 */
export function changeBy(method: string, path: string): Change | undefined {
  const [, id = "", deployments] = changes.exec(path) ?? [];
  const appId = method === "GET" ? undefined : parseAppId(id);
  return appId && { appId, kind: deployments ? "deployments" : "settings" };
}

export function isAmong(changes: readonly Change[], appId: AppId, kind: Change["kind"]): boolean {
  return changes.some((one) => one.appId === appId && one.kind === kind);
}
