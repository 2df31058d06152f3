import { t } from "../l10n.ts";
import type { Account, Session } from "../model/session.ts";
import type { KeyInUse } from "../model/store.ts";
import { visible } from "./format.ts";

/** What each account is called, by its id. No two are called alike: VS Code tells accounts apart by that. */
export function accountNames(accounts: readonly Account[]): ReadonlyMap<string, string> {
  const plain = (account: Account) => visible(account.name ?? t("API key"));
  return new Map(
    accounts.map((account) => {
      const name = plain(account);
      const isShared = accounts.some((other) => other.id !== account.id && plain(other) === name);
      return [account.id, isShared ? `${name} (${visible(account.id).slice(-8)})` : name];
    }),
  );
}

/** What the views show of the key in use. */
export function keyInUse({ accounts, refused }: Pick<Session, "accounts" | "refused">): KeyInUse {
  const chosen = accounts.find(({ isChosen }) => isChosen);
  const name = chosen && accountNames(accounts).get(chosen.id);
  const end = name && chosen.expiresAt !== undefined ? { end: { name, at: chosen.expiresAt } } : {};
  return { name: accounts.length > 1 ? name : undefined, ...end, refused };
}
