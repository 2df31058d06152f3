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

function patterns(root: vscode.Uri, note: (what: string) => void): readonly unknown[] {
  const settings = vscode.workspace.getConfiguration(undefined, root);
  const value = settings.get<unknown>(settingKeys.riskPatterns);
  if (Array.isArray(value)) return value;
  note(`The setting ${settingKeys.riskPatterns} is no list of patterns. Its default is used.`);
  const standard = settings.inspect<unknown>(settingKeys.riskPatterns)?.defaultValue;
  return Array.isArray(standard) ? standard : [];
}
