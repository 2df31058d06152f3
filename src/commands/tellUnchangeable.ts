import type * as vscode from "vscode";
import { notify } from "./notify.ts";

/**
 * Tells the user that VS Code's secret storage cannot be changed.
 * @param unchanged what stays as it is, as the end of a sentence
 */
export function tellUnchangeable(log: vscode.LogOutputChannel, error: unknown, unchanged: string): void {
  log.error(`The secret storage could not be changed: ${String(error)}`);
  const message = `VS Code's secret storage could not be changed, so ${unchanged}. Unlock your keyring, then try again.`;
  void notify.error(message);
}
