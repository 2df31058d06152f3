import * as vscode from "vscode";
import { settingKeys } from "../contributions.ts";

/** Globs of the names of protected apps, from the user's settings and the workspace's: neither can take one away. */
export function protectedAppPatterns(): readonly string[] {
  const found = vscode.workspace.getConfiguration().inspect<unknown>(settingKeys.protectedApps);
  return [found?.globalValue, found?.workspaceValue].flatMap((value) =>
    Array.isArray(value) ? value.filter((pattern) => typeof pattern === "string") : [],
  );
}
