import * as vscode from "vscode";
import { commandIds } from "../contributions.ts";
import { t } from "../l10n.ts";
import { readDeepLink } from "../model/deepLink.ts";
import { notify } from "./notify.ts";

/** Opens what a link from outside leads to: the details of a deployment, or the preview of a rollback to it. */
export async function openLink({ path, query }: vscode.Uri): Promise<void> {
  const link = readDeepLink(path, query);
  if (!link) {
    await notify.warning(t("This link leads to nothing that Sevalla Deployments can open. Nothing was changed."));
    return;
  }
  const command = link.view === "rollback" ? commandIds.previewRollback : commandIds.openDeployment;
  await vscode.commands.executeCommand(command, link.ref);
}
