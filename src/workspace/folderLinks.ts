/** The workspace's side of linking: which folder's settings name which app. */
import * as vscode from "vscode";
import { settingKeys } from "../contributions.ts";
import type { Link } from "../model/link.ts";
import type { Disposable } from "../model/signal.ts";
import { type AppId, parseAppId } from "../sevalla/ids.ts";

/** The links of all folders, in the folders' order. In an untrusted workspace there are none. */
export function folderLinks(): readonly Link[] {
  if (!vscode.workspace.isTrusted) return [];
  return (vscode.workspace.workspaceFolders ?? []).flatMap((folder) => {
    const setting = settingOf(folder);
    if (setting === "") return [];
    return [{ folder: { uri: folder.uri.toString(), name: folder.name }, setting, appId: parseAppId(setting) }];
  });
}

/** Only a folder's or workspace's own setting links it: one of the user's would link whatever they open. */
function settingOf(folder: vscode.WorkspaceFolder): string {
  const found = vscode.workspace.getConfiguration(undefined, folder.uri).inspect<unknown>(settingKeys.app);
  const value = found?.workspaceFolderValue ?? found?.workspaceValue;
  return typeof value === "string" ? value.trim() : "";
}

/**
 * The link of the folder that is being worked in: the active editor's, which may have none; where no editor of a folder
 * is active, the first one.
 */
export function currentLink(links: readonly Link[]): Link | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
  return folder ? links.find((link) => link.folder.uri === folder.uri.toString()) : links[0];
}

export async function linkFolder(folder: vscode.WorkspaceFolder, appId: AppId): Promise<void> {
  await settingsOf(folder).update(settingKeys.app, appId, vscode.ConfigurationTarget.WorkspaceFolder);
}

/** Removes the link where it is written: in the folder's settings or the workspace's. */
export async function unlinkFolder(folder: vscode.WorkspaceFolder): Promise<void> {
  const settings = settingsOf(folder);
  const found = settings.inspect(settingKeys.app);
  if (found?.workspaceFolderValue !== undefined) {
    await settings.update(settingKeys.app, undefined, vscode.ConfigurationTarget.WorkspaceFolder);
  } else {
    await settings.update(settingKeys.app, undefined, vscode.ConfigurationTarget.Workspace);
  }
}

export function onDidChangeLinks(listener: () => void): Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeWorkspaceFolders(listener),
    vscode.workspace.onDidGrantWorkspaceTrust(listener),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingKeys.app)) listener();
    }),
  );
}

function settingsOf(folder: vscode.WorkspaceFolder): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(undefined, folder.uri);
}
