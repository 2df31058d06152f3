/** What the user has to know of the key and of where it is kept, although nobody has just asked. */
import * as vscode from "vscode";
import { commandIds } from "../contributions.ts";
import type { Session } from "../model/session.ts";
import type { Disposable } from "../model/signal.ts";
import { notify } from "./notify.ts";

/** Tells the user, once, when Sevalla turns the key down while nobody was waiting for an answer. */
export function announceRejection(session: Session): Disposable {
  const signIn = "Sign in again";
  const message =
    "Sevalla no longer accepts the stored API key. It may have been revoked or may have expired. Nothing was changed.";
  return session.onDidChange(async (state) => {
    if (state.kind !== "rejected" || state.isTold) return;
    const answer = await notify.error(message, signIn);
    if (answer === signIn) await vscode.commands.executeCommand(commandIds.signIn);
  });
}

/** Tells the user that VS Code's secret storage, where the key is, cannot be read. */
export function tellUnreadable(log: vscode.LogOutputChannel, error: unknown): void {
  log.error(`The secret storage could not be read: ${String(error)}`);
  const message =
    "VS Code's secret storage could not be read, so you are signed out of Sevalla. Nothing was changed. Sign in again, or restart VS Code.";
  void notify.error(message);
}

/**
 * Tells the user that VS Code's secret storage cannot be changed.
 * @param unchanged what stays as it is, as the end of a sentence
 */
export function tellUnchangeable(log: vscode.LogOutputChannel, error: unknown, unchanged: string): void {
  log.error(`The secret storage could not be changed: ${String(error)}`);
  const message = `VS Code's secret storage could not be changed, so ${unchanged}. Unlock your keyring, then try again.`;
  void notify.error(message);
}
