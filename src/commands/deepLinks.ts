import * as vscode from "vscode";
import { commandIds } from "../contributions.ts";
import { t } from "../l10n.ts";
import { readDeepLink } from "../model/deepLink.ts";
import { notify } from "./notify.ts";

/** Opens what links from outside lead to: the details of a deployment, or the preview of a rollback to it. */
export function serveDeepLinks(): vscode.Disposable {
  return vscode.window.registerUriHandler({
    async handleUri({ path, query }) {
      const link = readDeepLink(path, query);
      if (!link) {
        await notify.warning(t("This link leads to nothing that Sevalla Deployments can open. Nothing was changed."));
        return;
      }
      const command = link.view === "rollback" ? commandIds.previewRollback : commandIds.openDeployment;
      await vscode.commands.executeCommand(command, link.ref);
    },
  });
}
