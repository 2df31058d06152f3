import * as vscode from "vscode";
import { t } from "../l10n.ts";
import type { Account } from "../model/session.ts";
import { accountNames } from "../present/account.ts";
import { inert } from "../present/format.ts";
import { expiryWords } from "../present/keyExpiry.ts";
import type { Parts } from "./parts.ts";

export interface AccountItem extends vscode.QuickPickItem {
  /** Undefined for the row that leads to another account. */
  readonly account: Account | undefined;
}

/** The accounts, the one in use first. */
export async function pickAccount(
  { session, clock }: Parts,
  title: string,
  more: readonly AccountItem[] = [],
): Promise<AccountItem | undefined> {
  const names = accountNames(session.accounts);
  const items = [...session.accounts]
    .sort((a, b) => Number(b.isChosen) - Number(a.isChosen))
    .map((account): AccountItem => {
      const isRejected = account.isChosen && session.state.kind === "rejected";
      const state = account.isChosen ? (isRejected ? t("no longer accepted") : t("in use")) : undefined;
      const end = account.expiresAt === undefined ? undefined : expiryWords(account.expiresAt, clock.now());
      const icon = account.isChosen ? (isRejected ? "warning" : "check") : "account";
      return {
        label: `$(${icon}) ${inert(names.get(account.id) ?? account.id)}`,
        description: [state, end].filter(Boolean).join(" · "),
        account,
      };
    });
  return vscode.window.showQuickPick([...items, ...more], { title, placeHolder: t("Choose an account") });
}
