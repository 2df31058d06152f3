import * as vscode from "vscode";
import { extensionId } from "../contributions.ts";
import { formatCount, plural, t } from "../l10n.ts";
import { deploymentLink } from "../model/deepLink.ts";
import { type DeploymentRef, deploymentRef } from "../model/ref.ts";
import { inert, visible } from "../present/format.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { requireDeployment } from "./requireDeployment.ts";

const shownMs = 3_000;

/** What is copied, and the words for that. */
interface Copied {
  readonly read: (deployment: Deployment) => string | undefined;
  readonly title: () => string;
  /** That there is none, of one deployment or of several. */
  readonly missing: (deployments: number) => string;
}

const never = () => "";

export const copyCommitSha = copying({
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

function copying({ read, title, missing }: Copied) {
  return async (parts: Parts, argument: unknown, selected?: unknown): Promise<void> => {
    const deployments = await deploymentsToCopy(parts, argument, selected, title());
    if (deployments.length === 0) return;
    const values = deployments.flatMap((deployment) => read(deployment) ?? []);
    const [only = ""] = values;
    if (values.length === 0) return void notify.information(missing(deployments.length));
    await vscode.env.clipboard.writeText(values.join("\n"));
    const copied = values.length === 1 ? t("Copied {0}", visible(only)) : copiedLines(values.length);
    vscode.window.setStatusBarMessage(inert(copied), shownMs);
  };
}

function copiedLines(count: number): string {
  return plural(count, t("Copied {0} line", formatCount(count)), t("Copied {0} lines", formatCount(count)));
}

/** The deployments among the selected rows, in their order; else the one that was handed over or is picked. */
async function deploymentsToCopy(
  parts: Parts,
  argument: unknown,
  selected: unknown,
  title: string,
): Promise<readonly Deployment[]> {
  const rows = (Array.isArray(selected) ? selected : []).filter((row: unknown) => deploymentRef(row) !== undefined);
  const found: Deployment[] = [];
  for (const row of rows.length > 1 ? rows : [argument]) {
    const deployment = await requireDeployment(parts, row, title);
    if (deployment) found.push(deployment);
  }
  return found;
}
