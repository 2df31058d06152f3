import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { visible } from "../present/format.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";

const shownMs = 3_000;

/** Writes the log that an editor shows to a file. */
export async function saveLog(parts: Parts, argument: unknown): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  try {
    const isSaved = uri && (await (await parts.logs()).save(uri));
    if (isSaved) vscode.window.setStatusBarMessage(t("The log was saved"), shownMs);
  } catch (error) {
    const why = visible(error instanceof Error ? error.message : String(error));
    void notify.error(t("The log was not saved: {0}. Choose another place.", why));
  }
}
