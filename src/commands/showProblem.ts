import * as vscode from "vscode";
import { commandIds, settingKeys } from "../contributions.ts";
import { t } from "../l10n.ts";
import { describeProblem, type ProblemAction } from "../present/problem.ts";
import type { SevallaError } from "../sevalla/errors.ts";
import { notify } from "./notify.ts";

export const problemActions: Readonly<
  Record<ProblemAction, { readonly label: () => string; readonly run: () => void }>
> = {
  signIn: { label: () => t("Sign in again"), run: () => void vscode.commands.executeCommand(commandIds.signIn) },
  showLog: { label: () => t("Show log"), run: () => void vscode.commands.executeCommand(commandIds.showLog) },
  openSettings: {
    label: () => t("Open settings"),
    run: () => void vscode.commands.executeCommand("workbench.action.openSettings", settingKeys.apiUrl),
  },
};

/** Shows an error with the one thing that is useful to do about it. */
export async function showProblem(error: SevallaError, unchanged: string): Promise<void> {
  const { message, action } = describeProblem(error, unchanged);
  const { label, run } = problemActions[action];
  const button = label();
  if ((await notify.error(message, button)) === button) run();
}
