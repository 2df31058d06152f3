import * as vscode from "vscode";
import { describeProblem } from "../present/problem.ts";
import { SevallaError } from "../sevalla/errors.ts";
import type { Parts } from "./parts.ts";

const apiKeysPage = vscode.Uri.parse("https://app.sevalla.com/api-keys");

/** Asks for an API key until Sevalla accepts one or the user gives up. Only an accepted key is stored. */
export async function signIn(parts: Parts): Promise<void> {
  const input = vscode.window.createInputBox();
  input.title = "Sign in to Sevalla";
  input.placeholder = "API key";
  input.prompt = "Paste an API key from the Sevalla dashboard. It is kept in VS Code's secret storage.";
  input.password = true;
  // The key has to be fetched from the browser in the meantime.
  input.ignoreFocusOut = true;
  const createKey = {
    iconPath: new vscode.ThemeIcon("link-external"),
    tooltip: "Create an API key in the Sevalla dashboard",
  };
  input.buttons = [createKey];
  const givenUp = new AbortController();
  input.onDidTriggerButton(() => void vscode.env.openExternal(apiKeysPage));
  input.onDidChangeValue(() => {
    input.validationMessage = undefined;
  });
  await new Promise<void>((resolve) => {
    input.onDidHide(() => {
      givenUp.abort();
      resolve();
    });
    input.onDidAccept(async () => {
      if (input.busy) return;
      input.busy = true;
      input.enabled = false;
      const problem = await accept(parts, input.value.trim(), givenUp.signal);
      input.busy = false;
      input.enabled = true;
      input.validationMessage = problem;
      if (problem === undefined) resolve();
    });
    input.show();
  });
  input.dispose();
}

/** Stores the token if Sevalla accepts it; else answers why it was not stored. */
async function accept(parts: Parts, token: string, signal: AbortSignal): Promise<string | undefined> {
  if (token === "") return "Enter an API key.";
  if (!/^[\x21-\x7e]+$/.test(token))
    return "An API key is one word of letters, digits and signs. Check what was pasted.";
  try {
    const key = await parts.client().checkKey(token, signal);
    if (!key.isValid)
      return "Sevalla does not accept this API key, so it was not stored. Check it, or create a new one.";
    if (signal.aborted) return undefined;
    await parts.session.signIn(token);
    return undefined;
  } catch (error) {
    if (signal.aborted) return undefined;
    if (!(error instanceof SevallaError)) throw error;
    return describeProblem(error, "The key was not stored.").message;
  }
}
