import { t } from "../l10n.ts";
import type { Account } from "../model/session.ts";
import { accountNames } from "../present/account.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { pickAccount } from "./pickAccount.ts";
import { switchAccount } from "./switchAccount.ts";
import { tellUnchangeable } from "./tellUnchangeable.ts";

/** Removes an account's key: of several accounts, the one that the user picks. */
export async function signOut(parts: Parts): Promise<void> {
  const { session, log } = parts;
  const { accounts } = session;
  const account = accounts.length > 1 ? (await pickAccount(parts, t("Sign out")))?.account : accounts[0];
  if (accounts.length > 1 && !account) return;
  try {
    await session.signOut(account?.id);
  } catch (error) {
    tellUnchangeable(log, error, t("You are still signed in."));
    return;
  }
  void tellSignedOut(parts, accounts, account);
}

async function tellSignedOut(parts: Parts, before: readonly Account[], gone: Account | undefined): Promise<void> {
  const removed = t("The API key was removed from VS Code.");
  const isOneOfSeveral = gone !== undefined && before.length > 1;
  if (!isOneOfSeveral) return void notify.information(`${t("Signed out of Sevalla.")} ${removed}`);
  const another = t("Use another account");
  const buttons = gone.isChosen ? [another] : [];
  const name = accountNames(before).get(gone.id);
  const answer = await notify.information(`${t("Signed out of {0}.", name ?? gone.id)} ${removed}`, ...buttons);
  if (answer === another) await switchAccount(parts);
}
