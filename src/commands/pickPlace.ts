import * as vscode from "vscode";
import { t } from "../l10n.ts";
import type { Parts } from "./parts.ts";

/** A workspace folder, or a part of it by its path. */
export interface Place {
  readonly folder: vscode.WorkspaceFolder;
  readonly path?: string;
}

/**
 * What to link: the only folder, or one that the user picks. Of a folder that has a link already, the folders around the
 * active file are offered too: that is how a monorepo comes to its apps.
 */
export async function pickPlace(
  { store }: Parts,
  folders: readonly vscode.WorkspaceFolder[],
  title: string,
): Promise<Place | undefined> {
  const file = vscode.window.activeTextEditor?.document.uri;
  const active = file && vscode.workspace.getWorkspaceFolder(file);
  const links = store.state.links.filter(({ folder }) => folder.uri === active?.uri.toString());
  const isLinked = links.length > 0 && links.every(({ isUnreadable }) => !isUnreadable);
  const { foldersAround } = await import("../model/linkParts.ts");
  const items = folders.flatMap((folder) => {
    const paths =
      file && isLinked && folder === active ? foldersAround(vscode.workspace.asRelativePath(file, false)) : [];
    const parts = paths.map((path) => ({ label: `${folder.name}/${path}`, description: "sevalla.apps", folder, path }));
    return [{ label: folder.name, description: folder.uri.path, folder }, ...parts];
  });
  if (items.length <= 1) return items[0];
  return vscode.window.showQuickPick<vscode.QuickPickItem & Place>(items, {
    title,
    placeHolder: t("Choose a workspace folder"),
  });
}
