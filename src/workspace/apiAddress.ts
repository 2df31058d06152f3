import * as vscode from "vscode";
import { settingKeys } from "../contributions.ts";
import type { Disposable } from "../model/signal.ts";

/** The API address as the user's settings have it. Its scope keeps workspaces from setting it. */
export function apiAddress(): string {
  const value = vscode.workspace.getConfiguration().get<unknown>(settingKeys.apiUrl);
  // Whatever else stands there is no address, and is refused as such.
  return typeof value === "string" ? value : String(value ?? "");
}

export function onDidChangeApiAddress(listener: () => void): Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(settingKeys.apiUrl)) listener();
  });
}
