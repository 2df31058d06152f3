import * as vscode from "vscode";
import { inert, visible } from "../present/format.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { requireDeployment } from "./requireDeployment.ts";

const shownMs = 3_000;

export const copyCommitSha = copying("Copy commit SHA", "commit", ({ commitSha }) => commitSha);
export const copyImage = copying("Copy Docker image", "image", ({ image }) => image);
export const copyDeploymentId = copying("Copy deployment ID", "ID", ({ id }) => id);

function copying(title: string, what: string, read: (deployment: Deployment) => string | undefined) {
  return async (parts: Parts, argument: unknown): Promise<void> => {
    const deployment = await requireDeployment(parts, argument, title);
    if (!deployment) return;
    const value = read(deployment);
    if (value === undefined) {
      void notify.information(`This deployment has no ${what} to copy.`);
      return;
    }
    await vscode.env.clipboard.writeText(value);
    vscode.window.setStatusBarMessage(inert(`Copied ${visible(value)}`), shownMs);
  };
}
