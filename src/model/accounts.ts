/** The accounts of one API address, and what may be done to them. */
import { createHash } from "node:crypto";
import { t } from "../l10n.ts";

/** An API key with what is known of it. */
export interface StoredAccount {
  /** Sevalla's id of the key, or one made from the token where Sevalla names none. */
  readonly id: string;
  /** The key's name; undefined until Sevalla was asked for it. */
  readonly name?: string | undefined;
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number | undefined;
  /** How often Sevalla has turned the key down since somebody signed in with it. Tells other windows. */
  readonly rejections?: number | undefined;
  /** When Sevalla was last asked about the key, ms since the epoch. */
  readonly checkedAt?: number | undefined;
  /** Tells which of two that were written at the same time is the later one. */
  readonly revision?: number | undefined;
}

export interface Accounts {
  readonly all: readonly StoredAccount[];
  /** The id of the account in use; undefined when signed out. */
  readonly chosen: string | undefined;
  readonly chosenRevision?: number | undefined;
  /** Those that were removed last, without their keys. */
  readonly gone?: readonly Pick<StoredAccount, "id" | "revision">[];
}

/** The accounts were stored by a version of the extension that knows better: they must be left as they are. */
export class UnknownVersion extends Error {
  override readonly name = "UnknownVersion";

  constructor() {
    super(
      t(
        "Your API keys were stored by a newer version of this extension, so this one can neither read nor change them. Nothing was changed. Update the extension, then reload the window.",
      ),
    );
  }
}

/** What Sevalla says of a key. */
export interface KeyFacts {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly expiresAt: number | undefined;
  /** When it was asked, ms since the epoch; left out where it was not. */
  readonly checkedAt?: number;
}

export const noAccounts: Accounts = { all: [], chosen: undefined };

/** The account of a token of which nothing else needs to be known. */
export function accountOf(token: string, key?: KeyFacts): StoredAccount {
  const id = key?.id ?? `token-${createHash("sha256").update(token).digest("hex").slice(0, 16)}`;
  if (!key) return { id, token };
  return { id, name: key.name ?? "API key", token, expiresAt: key.expiresAt, checkedAt: key.checkedAt };
}

export function chosenAccount({ all, chosen }: Accounts): StoredAccount | undefined {
  return all.find(({ id }) => id === chosen);
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
