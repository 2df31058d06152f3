import * as vscode from "vscode";
import { settingKeys } from "../contributions.ts";
import type { Link } from "../model/link.ts";
import type { AppId } from "../sevalla/ids.ts";
import { settingOf, settingsOf } from "./folderLinks.ts";

/** Links a folder to an app, in the folder's own settings. */
export async function linkFolder(folder: vscode.WorkspaceFolder, appId: AppId): Promise<void> {
  await settingsOf(folder).update(settingKeys.app, appId, vscode.ConfigurationTarget.WorkspaceFolder);
}

/** Removes a link where it is written: in the folder's settings or the workspace's. */
export async function removeLink({ folder: { uri }, part, isUnreadable }: Link): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.find((one) => one.uri.toString() === uri);
  if (!folder) return;
  const key = part || isUnreadable ? settingKeys.apps : settingKeys.app;
  const found = settingsOf(folder).inspect<unknown>(key);
  const { WorkspaceFolder, Workspace } = vscode.ConfigurationTarget;
  const target = found?.workspaceFolderValue !== undefined ? WorkspaceFolder : Workspace;
  await settingsOf(folder).update(key, part && without(settingOf(folder, key), part.glob), target);
}

/** The setting without one of its entries; undefined when none is left. */
function without(setting: unknown, glob: string): object | undefined {
  const entries = Object.entries(setting ?? {}).filter(([key]) => key !== glob);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
