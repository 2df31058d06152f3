import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { inert } from "../present/format.ts";
import { acceptKey } from "./acceptKey.ts";
import { openApiKeys } from "./openApiKeys.ts";
import type { Parts } from "./parts.ts";

/** Asks for an API key until Sevalla accepts one or the user gives up. Whether one was accepted, and so stored. */
export async function pasteKey(parts: Parts): Promise<boolean> {
  const input = vscode.window.createInputBox();
  input.title = t("Sign in to Sevalla");
  input.placeholder = t("API key");
  input.prompt = t("Paste an API key from the Sevalla dashboard. It is kept in VS Code's secret storage.");
  input.password = true;
  // The key has to be fetched from the browser in the meantime.
  input.ignoreFocusOut = true;
  const createKey = {
    iconPath: new vscode.ThemeIcon("link-external"),
    tooltip: t("Create an API key in the Sevalla dashboard"),
  };
  input.buttons = [createKey];
  const givenUp = new AbortController();
  input.onDidTriggerButton(() => void openApiKeys());
  input.onDidChangeValue(() => {
    input.validationMessage = undefined;
  });
  const isAccepted = await new Promise<boolean>((resolve) => {
    input.onDidHide(() => {
      givenUp.abort();
      resolve(false);
    });
    input.onDidAccept(async () => {
      if (input.busy) return;
      input.busy = true;
      input.enabled = false;
      const problem = await acceptKey(parts, input.value.trim(), givenUp.signal);
      input.busy = false;
      input.enabled = true;
      input.validationMessage = problem && inert(problem);
      if (problem === undefined) resolve(!givenUp.signal.aborted);
    });
    input.show();
  });
  // VS Code would keep what was typed in the hidden box.
  input.value = "";
  input.hide();
  input.dispose();
  return isAccepted;
}
