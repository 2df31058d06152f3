import * as vscode from "vscode";
import { extensionId } from "../contributions.ts";
import { deploymentLink } from "../model/deepLink.ts";
import { type DeploymentRef, deploymentRef } from "../model/ref.ts";
import { inert, visible } from "../present/format.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { requireDeployment } from "./requireDeployment.ts";

const shownMs = 3_000;

export const copyCommitSha = copying("Copy commit SHA", "commit", ({ commitSha }) => commitSha);
export const copyImage = copying("Copy Docker image", "image", ({ image }) => image);
export const copyDeploymentId = copying("Copy deployment ID", "ID", ({ id }) => id);
/** Copies a link that opens the deployment's details in VS Code. */
export const copyLink = copying("Copy link", "link", ({ appId, id }) => linkTo({ appId, deploymentId: id }));

function linkTo(ref: DeploymentRef): string {
  return `${vscode.env.uriScheme}://${extensionId}${deploymentLink(ref)}`;
}

function copying(title: string, what: string, read: (deployment: Deployment) => string | undefined) {
  return async (parts: Parts, argument: unknown, selected?: unknown): Promise<void> => {
    const deployments = await deploymentsToCopy(parts, argument, selected, title);
    if (deployments.length === 0) return;
    const values = deployments.flatMap((deployment) => read(deployment) ?? []);
    const [only = ""] = values;
    if (values.length === 0) {
      const subject = deployments.length === 1 ? "This deployment has" : "These deployments have";
      void notify.information(`${subject} no ${what} to copy.`);
      return;
    }
    await vscode.env.clipboard.writeText(values.join("\n"));
    const copied = values.length === 1 ? visible(only) : `${values.length} lines`;
    vscode.window.setStatusBarMessage(inert(`Copied ${copied}`), shownMs);
  };
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
