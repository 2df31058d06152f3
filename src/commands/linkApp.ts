import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { appRef } from "../model/ref.ts";
import { linkFolder } from "../workspace/writeLinks.ts";
import { requireApp } from "./knownApps.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { pickAppOfFolder } from "./pickAppOfFolder.ts";
import { pickFolder } from "./pickFolder.ts";
import { requireSession } from "./requireSession.ts";

/** Writes an app's id to the settings of a workspace folder. */
export async function linkApp(parts: Parts, argument: unknown): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) return offerToOpenFolder();
  if (!vscode.workspace.isTrusted) return offerTrust(t("Nothing was changed."));
  if (!(await requireSession(parts))) return;
  const ref = appRef(argument);
  const known = ref && (await requireApp(parts, ref.appId));
  const folder = await pickFolder(folders, known ? t("Link {0} to", known.name) : t("Link app to"));
  if (!folder) return;
  const app = known ?? (await pickAppOfFolder(parts, folder));
  if (app) await linkFolder(folder, app.id);
}

/** In Restricted Mode the settings of a workspace do not count. */
export async function offerTrust(unchanged: string): Promise<void> {
  const manage = t("Manage trust");
  const message = `${t("This workspace is in Restricted Mode, in which its link to an app is not read.")} ${unchanged}`;
  if ((await notify.warning(message, manage)) === manage) {
    await vscode.commands.executeCommand("workbench.trust.manage");
  }
}

async function offerToOpenFolder(): Promise<void> {
  const open = t("Open folder");
  const message = t("An app is linked to a workspace folder, and none is open. Nothing was changed.");
  const answer = await notify.warning(message, open);
  if (answer === open) await vscode.commands.executeCommand("workbench.action.files.openFolder");
}
