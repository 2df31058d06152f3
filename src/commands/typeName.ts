import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { inert, visible } from "../present/format.ts";
import type { AppSummary } from "../sevalla/resources.ts";
import { protectedAppPatterns } from "../workspace/protectedApps.ts";

/** Whether an app may be rolled back: of a protected one the name must be typed first. */
export async function isReleased({ name }: AppSummary): Promise<boolean> {
  const { readGlobs } = await import("../model/globs.ts");
  if (!readGlobs(protectedAppPatterns(), "name").matches(name)) return true;
  const typed = await vscode.window.showInputBox({
    title: t("Roll back {0}", visible(name)),
    prompt: t("This app is protected. Type its name to roll it back."),
    placeHolder: visible(name),
    ignoreFocusOut: true,
    // An empty box is no mistake yet, but it must not be taken either.
    validateInput: (text) => {
      if (text === name) return undefined;
      return text === ""
        ? { message: t("Nothing has been sent yet."), severity: vscode.InputBoxValidationSeverity.Info }
        : // VS Code makes links of what looks like one here, too, and these run commands.
          inert(`${t('That is not "{0}".', visible(name))} ${t("Nothing has been sent yet.")}`);
    },
  });
  return typed === name;
}
