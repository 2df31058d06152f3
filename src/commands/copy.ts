import * as vscode from "vscode";
import { extensionId } from "../contributions.ts";
import { plural, t } from "../l10n.ts";
import { deploymentLink } from "../model/deepLink.ts";
import { type AppRef, appRef, type DeploymentRef, deploymentRef } from "../model/ref.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { copyText } from "../workspace/copyText.ts";
import { chooseKnownApp } from "./chooseApp.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { requireDeployment } from "./requireDeployment.ts";

/** What is copied, and the words for that. */
interface Copied {
  readonly read: (deployment: Deployment) => string | undefined;
  readonly title: () => string;
  /** That there is none, of one deployment or of several. */
  readonly missing: (deployments: number) => string;
  /** Whether of an app, which has none, its ID is copied. */
  readonly isForApps?: boolean;
}

const never = () => "";

export const copyCommitSha = copying({
  isForApps: true,
  read: ({ commitSha }) => commitSha,
  title: () => t("Copy commit SHA"),
  missing: (deployments) =>
    plural(deployments, t("This deployment has no commit to copy."), t("These deployments have no commit to copy.")),
});
export const copyImage = copying({
  read: ({ image }) => image,
  title: () => t("Copy Docker image"),
  missing: (deployments) =>
    plural(deployments, t("This deployment has no image to copy."), t("These deployments have no image to copy.")),
});
export const copyDeploymentId = copying({ read: ({ id }) => id, title: () => t("Copy deployment ID"), missing: never });
/** Copies a link that opens the deployment's details in VS Code. */
export const copyLink = copying({
  read: ({ appId, id }) => linkTo({ appId, deploymentId: id }),
  title: () => t("Copy link"),
  missing: never,
});

function linkTo(ref: DeploymentRef): string {
  return `${vscode.env.uriScheme}://${extensionId}${deploymentLink(ref)}`;
}

/** Copies the IDs of the selected apps, or that of one which is handed over or picked. */
export async function copyAppId(parts: Parts, argument: unknown, selected?: unknown): Promise<void> {
  const rows = appsAmong(selected);
  if (rows.length > 0) return copyText(rows.map(({ appId }) => appId));
  const app = await chooseKnownApp(parts, argument, t("Copy app ID"), t("Nothing was copied."));
  if (app) await copyText([app.id]);
}

function copying({ read, title, missing, isForApps = false }: Copied) {
  return async (parts: Parts, argument: unknown, selected?: unknown): Promise<void> => {
    const rows: readonly unknown[] = Array.isArray(selected) ? selected : [];
    const ofDeployments = rows.filter((row) => deploymentRef(row) !== undefined);
    // Keys are pressed on whatever is selected.
    if (rows.length > 0 && ofDeployments.length === 0 && !deploymentRef(argument)) {
      const apps = appsAmong(rows).map(({ appId }) => appId);
      if (isForApps || apps.length === 0) return copyText(apps);
    }
    const deployments = await deploymentsToCopy(parts, ofDeployments.length > 0 ? ofDeployments : [argument], title());
    if (deployments.length === 0) return;
    const values = deployments.flatMap((deployment) => read(deployment) ?? []);
    if (values.length === 0) return void notify.information(missing(deployments.length));
    await copyText(values);
  };
}

function appsAmong(rows: unknown): readonly AppRef[] {
  const isApp = (row: unknown) => typeof row === "object" && row !== null && "kind" in row && row.kind === "app";
  return (Array.isArray(rows) ? rows : []).filter(isApp).flatMap((row: unknown) => appRef(row) ?? []);
}

/** The deployments of these rows, or the one that is picked where there is no row. */
async function deploymentsToCopy(
  parts: Parts,
  rows: readonly unknown[],
  title: string,
): Promise<readonly Deployment[]> {
  const found: Deployment[] = [];
  for (const row of rows) {
    const deployment = await requireDeployment(parts, row, title);
    if (deployment) found.push(deployment);
  }
  return found;
}
