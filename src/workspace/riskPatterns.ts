import * as vscode from "vscode";
import { settingKeys } from "../contributions.ts";

/**
 * Whether a file is one to mind before a rollback, by the patterns that the settings have for its repository.
 * @param note takes a sentence on what in the settings is of no use
 */
export async function riskyFiles(root: vscode.Uri, note: (what: string) => void): Promise<(path: string) => boolean> {
  const { readGlobs } = await import("../model/globs.ts");
  const { matches, unusable } = readGlobs(patterns(root, note), "path");
  if (unusable.length > 0) {
    note(`${unusable.length} of the entries of the setting ${settingKeys.riskPatterns} are no patterns: passed over.`);
  }
  return matches;
}

/** The user's patterns, or the default ones, with those that the workspace adds: it can take none away. */
function patterns(root: vscode.Uri, note: (what: string) => void): readonly unknown[] {
  const found = vscode.workspace.getConfiguration(undefined, root).inspect<unknown>(settingKeys.riskPatterns);
  const isList = found?.globalValue === undefined || Array.isArray(found.globalValue);
  if (!isList) note(`The setting ${settingKeys.riskPatterns} is no list of patterns. Its default is used.`);
  const own = list(isList ? (found?.globalValue ?? found?.defaultValue) : found?.defaultValue);
  const ofWorkspace = [...list(found?.workspaceValue), ...list(found?.workspaceFolderValue)];
  const added = ofWorkspace.filter((pattern) => typeof pattern === "string" && !pattern.trim().startsWith("!"));
  if (added.length < ofWorkspace.length) {
    note(
      `What the workspace takes out of the setting ${settingKeys.riskPatterns} is passed over: only user settings can.`,
    );
  }
  return [...own, ...added];
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
