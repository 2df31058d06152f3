import * as vscode from "vscode";
import { formatCount, plural, t } from "../l10n.ts";
import { inert, visible } from "../present/format.ts";

const shownMs = 3_000;

/** Puts these on the clipboard, a line each, and says so in the status bar; of none it does nothing. */
export async function copyText(values: readonly string[]): Promise<void> {
  const [only] = values;
  if (only === undefined) return;
  await vscode.env.clipboard.writeText(values.join("\n"));
  const copied = values.length === 1 ? t("Copied {0}", visible(only)) : copiedLines(values.length);
  vscode.window.setStatusBarMessage(inert(copied), shownMs);
}

function copiedLines(count: number): string {
  return plural(count, t("Copied {0} line", formatCount(count)), t("Copied {0} lines", formatCount(count)));
}
