import * as vscode from "vscode";
import { settingKeys } from "../contributions.ts";
import type { Link } from "../model/link.ts";
import type { AppId } from "../sevalla/ids.ts";
import { settingOf, settingsOf } from "./folderLinks.ts";

/** Links a folder to an app, in the folder's own settings. */
export async function linkFolder(folder: vscode.WorkspaceFolder, appId: AppId): Promise<void> {
  await settingsOf(folder).update(settingKeys.app, appId, vscode.ConfigurationTarget.WorkspaceFolder);
}

/** Links parts of a folder, by their paths, beside what `sevalla.apps` has already, and where that is written. */
export async function linkParts(folder: vscode.WorkspaceFolder, parts: Readonly<Record<string, AppId>>): Promise<void> {
  const { apps } = settingKeys;
  const known = settingOf(folder, apps);
  const others = typeof known === "object" && !Array.isArray(known) ? known : {};
  await settingsOf(folder).update(apps, { ...others, ...parts }, targetOf(folder, apps));
}

/** Removes a link where it is written: in the folder's settings or the workspace's. */
export async function removeLink({ folder: { uri }, part, isUnreadable }: Link): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.find((one) => one.uri.toString() === uri);
  if (!folder) return;
  const key = part || isUnreadable ? settingKeys.apps : settingKeys.app;
  await settingsOf(folder).update(key, part && without(settingOf(folder, key), part.glob), targetOf(folder, key));
}

/** Where a setting is written: the workspace's settings, if there alone, else the folder's. */
function targetOf(folder: vscode.WorkspaceFolder, key: string): vscode.ConfigurationTarget {
  const found = settingsOf(folder).inspect<unknown>(key);
  const { WorkspaceFolder, Workspace } = vscode.ConfigurationTarget;
  const isOfWorkspace = found?.workspaceFolderValue === undefined && found?.workspaceValue !== undefined;
  return isOfWorkspace ? Workspace : WorkspaceFolder;
}

/** The setting without one of its entries; undefined when none is left. */
function without(setting: unknown, glob: string): object | undefined {
  const entries = Object.entries(setting ?? {}).filter(([key]) => key !== glob);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
