import type { AppId } from "./ids.ts";

/** A kind of change to one app: a key may be allowed one and not the other. */
export interface Change {
  readonly appId: AppId;
  readonly kind: "deployments" | "settings";
}

export function isAmong(changes: readonly Change[], appId: AppId, kind: Change["kind"]): boolean {
  return changes.some((one) => one.appId === appId && one.kind === kind);
}
