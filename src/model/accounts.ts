/** The accounts of one API address. */

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

/** What Sevalla says of a key. */
export interface KeyFacts {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly expiresAt: number | undefined;
  /** When it was asked, ms since the epoch; left out where it was not. */
  readonly checkedAt?: number;
}

export const noAccounts: Accounts = { all: [], chosen: undefined };

export function chosenAccount({ all, chosen }: Accounts): StoredAccount | undefined {
  return all.find(({ id }) => id === chosen);
}
