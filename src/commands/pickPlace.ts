import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { inert, visible } from "../present/format.ts";
import type { Parts } from "./parts.ts";
import { staysOpen } from "./staysOpen.ts";

/** A workspace folder, or a part of it by its path. */
export interface Place {
  readonly folder: vscode.WorkspaceFolder;
  readonly path?: string;
  /** Whether parts of the folder were offered, too. */
  readonly isChosen?: boolean;
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
  const { activeTextEditor } = vscode.window;
  const active = activeTextEditor && vscode.workspace.getWorkspaceFolder(activeTextEditor.document.uri);
  const links = store.state.links.filter(({ folder }) => folder.uri === active?.uri.toString());
  const isLinked = links.length > 0 && links.every(({ isUnreadable }) => !isUnreadable);
  const items: PlaceItem[] = [];
  for (const folder of folders) {
    const paths = isLinked && folder === active ? await pathsAround(folder) : [];
    const isChosen = paths.length > 0;
    items.push({ ...wholeItem(folder), isChosen }, ...paths.map((path) => partItem(folder, path)));
  }
  return items.length > 1 ? choosePlace(items, title) : items[0];
}

export type PlaceItem = vscode.QuickPickItem & Place;

export function choosePlace(items: readonly PlaceItem[], title: string): Thenable<PlaceItem | undefined> {
  return vscode.window.showQuickPick(items, { ...staysOpen, title, placeHolder: t("Choose a workspace folder") });
}

export function wholeItem(folder: vscode.WorkspaceFolder): PlaceItem {
  return { label: shown(folder.name), description: shown(folder.uri.path), folder };
}

export function partItem(folder: vscode.WorkspaceFolder, path: string): PlaceItem {
  return { label: shown(`${folder.name}/${path}`), description: "sevalla.apps", folder, path };
}

/** The folders around the active file, if that is in this workspace folder. */
export async function pathsAround(folder: vscode.WorkspaceFolder): Promise<readonly string[]> {
  const file = vscode.window.activeTextEditor?.document.uri;
  if (!file || vscode.workspace.getWorkspaceFolder(file) !== folder) return [];
  const { foldersAround } = await import("../model/linkParts.ts");
  return foldersAround(vscode.workspace.asRelativePath(file, false));
}

/** Whoever wrote the repository has named its folders. */
function shown(text: string): string {
  return inert(visible(text));
}
