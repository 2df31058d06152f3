import * as vscode from "vscode";
import { t } from "../l10n.ts";

/** The workspace folder to act on: the only one, or one of several that the user picks. */
export async function pickFolder(
  folders: readonly vscode.WorkspaceFolder[],
  title: string,
): Promise<vscode.WorkspaceFolder | undefined> {
  if (folders.length <= 1) return folders[0];
  const items = folders.map((folder) => ({ label: folder.name, description: folder.uri.path, folder }));
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: t("Choose a workspace folder") });
  return picked?.folder;
}
