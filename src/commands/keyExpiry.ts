import * as vscode from "vscode";
import { commandIds } from "../contributions.ts";
import { t } from "../l10n.ts";
import { expirySentence } from "../present/keyExpiry.ts";
import { notify } from "./notify.ts";
import { openApiKeys } from "./openApiKeys.ts";

/** Tells the user when a key expires and what to do. Times are ms since the epoch. */
export async function tellExpiry(name: string, expiresAt: number, now: number): Promise<void> {
  const create = t("Create a new key");
  const answer = await notify.warning(
    [expirySentence(name, expiresAt, now), t("After that you are signed out. Create a new one, then sign in.")].join(
      " ",
    ),
    create,
  );
  if (answer !== create) return;
  await openApiKeys();
  await vscode.commands.executeCommand(commandIds.signIn);
}
