import * as vscode from "vscode";
import type { Parts } from "./parts.ts";
import { signIn } from "./signIn.ts";

/** Whether there is a token to act with; where there is none, the user is offered to sign in first. */
export async function requireSession(parts: Parts): Promise<boolean> {
  if (parts.session.state.kind === "starting") await parts.session.read();
  if (parts.session.state.kind === "signedIn") return true;
  const again = parts.session.state.kind === "rejected" ? "Sign in again" : "Sign in";
  const message =
    parts.session.state.kind === "rejected"
      ? "Sevalla no longer accepts the stored API key. Nothing was changed."
      : "You are signed out of Sevalla. Nothing was changed.";
  if ((await vscode.window.showWarningMessage(message, again)) !== again) return false;
  await signIn(parts);
  return parts.session.token() !== undefined;
}
