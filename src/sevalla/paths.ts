import { t } from "../l10n.ts";
import { SevallaError } from "./errors.ts";
import { type AppId, type DeploymentId, parseAppId, parseDeploymentId } from "./ids.ts";

/** So many items Sevalla puts in one page at most. */
export const largestPage = 100;

/** Types do not last: an id may come from settings or another extension, and a path is no place for surprises. */
export function checked<T>(id: T | undefined): T {
  if (id !== undefined) return id;
  throw new SevallaError("rejected", {
    message: t("That is not an ID of Sevalla's. Nothing was sent."),
    fate: "notSent",
  });
}

export function pathOf(appId: AppId, deploymentId?: DeploymentId): string {
  const app = `/applications/${checked(parseAppId(appId))}`;
  return deploymentId === undefined ? app : `${app}/deployments/${checked(parseDeploymentId(deploymentId))}`;
}

/** The nearest whole number in the range. */
export function within(least: number, most: number, value: number): number {
  return Number.isNaN(value) ? least : Math.min(most, Math.max(least, Math.trunc(value)));
}
