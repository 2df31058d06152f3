/** The workspace's side of linking: which folder's settings name which app. */
import * as vscode from "vscode";
import { settingKeys } from "../contributions.ts";
import type { Link } from "../model/link.ts";
import type { Disposable } from "../model/signal.ts";
import { parseAppId } from "../sevalla/ids.ts";

/**
 * The links of all folders, in the folders' order, each folder's own before those of its parts. In an untrusted
 * workspace there are none.
 */
export async function folderLinks(): Promise<readonly Link[]> {
  if (!vscode.workspace.isTrusted) return [];
  const links = await Promise.all((vscode.workspace.workspaceFolders ?? []).map(linksOf));
  return links.flat();
}

async function linksOf(workspaceFolder: vscode.WorkspaceFolder): Promise<readonly Link[]> {
  const folder = { uri: workspaceFolder.uri.toString(), name: workspaceFolder.name };
  const own = settingOf(workspaceFolder, settingKeys.app);
  const setting = typeof own === "string" ? own.trim() : (JSON.stringify(own) ?? "");
  const whole = setting === "" ? [] : [{ folder, setting, appId: parseAppId(setting) }];
  const apps = settingOf(workspaceFolder, settingKeys.apps);
  if (apps === undefined) return whole;
  const { readLinkParts } = await import("../model/linkParts.ts");
  const parts = await readLinkParts(apps);
  if (!parts) return [...whole, { folder, setting: JSON.stringify(apps), appId: undefined, isUnreadable: true }];
  return [...whole, ...parts.map((one) => ({ folder, ...one, appId: parseAppId(one.setting) }))];
}

/** Only a folder's or workspace's own setting links it: one of the user's would link whatever they open. */
export function settingOf(folder: vscode.WorkspaceFolder, key: string): unknown {
  const found = settingsOf(folder).inspect<unknown>(key);
  return found?.workspaceFolderValue ?? found?.workspaceValue ?? undefined;
}

export function onDidChangeLinks(listener: () => void): Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeWorkspaceFolders(listener),
    vscode.workspace.onDidGrantWorkspaceTrust(listener),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if ([settingKeys.app, settingKeys.apps].some((key) => event.affectsConfiguration(key))) listener();
    }),
  );
}

export function settingsOf(folder: vscode.WorkspaceFolder): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(undefined, folder.uri);
}
