import * as vscode from "vscode";
import { t } from "../l10n.ts";
import type { Parts } from "./parts.ts";
import { type AccountItem, pickAccount } from "./pickAccount.ts";
import { signIn } from "./signIn.ts";
import { useAccount } from "./useAccount.ts";

/** Lets the user pick the account to work with, or sign in with one more. */
export async function switchAccount(parts: Parts): Promise<void> {
  const { session } = parts;
  if (session.accounts.length === 0) return void (await signIn(parts));
  const another: AccountItem = { label: `$(add) ${t("Sign in with another account…")}`, account: undefined };
  const separator = { label: "", kind: vscode.QuickPickItemKind.Separator, account: undefined };
  const picked = await pickAccount(parts, t("Switch account"), [separator, another]);
  if (!picked) return;
  if (!picked.account) return void (await signIn(parts));
  const isInUse = picked.account.isChosen && session.state.kind === "signedIn";
  if (!isInUse) await useAccount(parts, picked.account.id);
}
