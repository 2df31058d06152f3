/** What may be done to the accounts of one API address. Loaded with the first of them: the start only reads. */
import { createHash } from "node:crypto";
import type { Accounts, KeyFacts, StoredAccount } from "./accounts.ts";

/** The account of a token of which nothing else needs to be known. */
export function accountOf(token: string, key?: KeyFacts): StoredAccount {
  const id = key?.id ?? `token-${createHash("sha256").update(token).digest("hex").slice(0, 16)}`;
  if (!key) return { id, token };
  return { id, name: key.name ?? "API key", token, expiresAt: key.expiresAt, checkedAt: key.checkedAt };
}

/** Adds an account, in the place of the one with the same key, and makes it the one in use. */
export function withAccount(accounts: Accounts, added: StoredAccount): Accounts {
  return { all: [...others(accounts.all, added), added], chosen: added.id };
}

/** Makes another account the one in use, and forgets that its key was ever turned down. */
export function withChosen(accounts: Accounts, id: string): Accounts {
  const account = accounts.all.find((one) => one.id === id);
  if (!account) return accounts;
  const { rejections: _, ...fresh } = account;
  return { all: accounts.all.map((one) => (one.id === id ? fresh : one)), chosen: id };
}

/** Without the account that was in use nobody is signed in: no other key is used unasked. */
export function withoutAccount({ all, chosen }: Accounts, id: string): Accounts {
  return { all: all.filter((one) => one.id !== id), chosen: chosen === id ? undefined : chosen };
}

/** Writes down what Sevalla says of a key, if that is still there. */
export function withFacts(accounts: Accounts, token: string, key: KeyFacts): Accounts {
  const known = accounts.all.find((one) => one.token === token);
  if (!known) return accounts;
  const described = { ...known, ...accountOf(token, { ...key, id: key.id ?? known.id }) };
  const all = accounts.all.map((one) => (one === known ? described : one));
  return { all, chosen: accounts.chosen === known.id ? described.id : accounts.chosen };
}

/** Writes down that Sevalla turned a key down. */
export function withRejection(accounts: Accounts, token: string): Accounts {
  const all = accounts.all.map((one) =>
    one.token === token ? { ...one, rejections: (one.rejections ?? 0) + 1 } : one,
  );
  return { ...accounts, all };
}

function others(all: readonly StoredAccount[], { id, token }: StoredAccount): readonly StoredAccount[] {
  return all.filter((one) => one.id !== id && one.token !== token);
}
