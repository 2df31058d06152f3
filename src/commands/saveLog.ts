import * as vscode from "vscode";
import { visible } from "../present/format.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";

const shownMs = 3_000;

/** Writes the log that an editor shows to a file. */
export async function saveLog(parts: Parts, argument: unknown): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  try {
    const isSaved = uri && (await (await parts.logs()).save(uri));
    if (isSaved) vscode.window.setStatusBarMessage("The log was saved", shownMs);
  } catch (error) {
    const why = visible(error instanceof Error ? error.message : String(error));
    void notify.error(`The log was not saved: ${why}. Choose another place.`);
  }
}
