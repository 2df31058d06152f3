import * as vscode from "vscode";
import { inert } from "../present/format.ts";
import { describeProblem } from "../present/problem.ts";
import { SevallaError } from "../sevalla/errors.ts";
import type { Parts } from "./parts.ts";

const notAccepted = "Sevalla does not accept this API key, so it was not stored. Check it, or create a new one.";
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
      input.validationMessage = problem && inert(problem);
      if (problem === undefined) resolve();
    });
    input.show();
  });
  input.dispose();
}

/** Stores the token if Sevalla accepts it; else answers why it was not stored. Never throws. */
async function accept(parts: Parts, token: string, signal: AbortSignal): Promise<string | undefined> {
  if (token === "") return "Enter an API key.";
  if (!/^[\x21-\x7e]+$/.test(token))
    return "An API key is one word of letters, digits and signs. Check what was pasted.";
  const { address } = parts.session;
  try {
    const key = await parts.client().checkKey(token, signal);
    if (!key.isValid || !key.isEnabled) return notAccepted;
  } catch (error) {
    return signal.aborted ? undefined : describeProblem(SevallaError.from(error), "The key was not stored.").message;
  }
  if (signal.aborted) return undefined;
  try {
    await parts.session.signIn(token, address);
    return undefined;
  } catch (error) {
    parts.log.error(`The secret storage did not take the key: ${String(error)}`);
    return "VS Code's secret storage did not take the key, so it was not stored. Unlock your keyring, then try again.";
  }
}
