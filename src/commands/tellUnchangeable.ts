import type * as vscode from "vscode";
import { t } from "../l10n.ts";
import { UnknownVersion } from "../model/unknownVersion.ts";
import { notify } from "./notify.ts";

/**
 * Tells the user that VS Code's secret storage cannot be changed.
 * @param unchanged a sentence on what stays as it is
 */
export function tellUnchangeable(log: vscode.LogOutputChannel, error: unknown, unchanged: string): void {
  log.error(`The secret storage could not be changed: ${String(error)}`);
  if (error instanceof UnknownVersion) return void notify.error(error.message);
  const what = t("VS Code's secret storage could not be changed.");
  void notify.error(`${what} ${unchanged} ${t("Unlock your keyring, then try again.")}`);
}
