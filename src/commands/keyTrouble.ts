/** What the user has to know of the key and of where it is kept, although nobody has just asked. */

import * as vscode from "vscode";
import { commandIds } from "../contributions.ts";
import { t } from "../l10n.ts";
import { notify } from "./notify.ts";

/** Tells the user that Sevalla has turned the key down while nobody was waiting for an answer. */
export async function announceRejection(): Promise<void> {
  const signIn = t("Sign in again");
  const message = t(
    "Sevalla no longer accepts the stored API key. It may have been revoked or may have expired. Nothing was changed.",
  );
  const answer = await notify.error(message, signIn);
  if (answer === signIn) await vscode.commands.executeCommand(commandIds.signIn);
}
