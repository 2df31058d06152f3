/** Reads and changes the accounts in SecretStorage: one item for each API address. */
import { isToken } from "../sevalla/token.ts";
import { type Accounts, noAccounts } from "./accounts.ts";
import type { Disposable } from "./signal.ts";

/** The part of VS Code's SecretStorage that a session needs. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  onDidChange(listener: (event: { readonly key: string }) => void): Disposable;
}

/** Makes other accounts of those that are stored, by what may be done to them. */
export type AccountChange = (stored: Accounts, changes: typeof import("./accountChanges.ts")) => Accounts;

/** Whether a key of the SecretStorage is about the accounts of an API address. */
export function isAbout(key: string, address: string): boolean {
  return key === envelopeKey(address) || key === tokenKey(address);
}

interface Found {
  readonly accounts: Accounts;
  /** Whether they are stored as they are here. */
  readonly isStored: boolean;
  /** The single key that was stored before there could be several accounts; an older window may still do so. */
  readonly old: string | undefined;
}

/**
 * The accounts of an API address, and whether the next change has to store them: one is still stored as it was before
 * there could be several, or another window has overwritten what this one knows. Throws as SecretStorage does, and
 * UnknownVersion.
 * @param known what this window knows of that address
 */
export async function readStored(
  secrets: Secrets,
  address: string,
  known: Accounts,
): Promise<Pick<Found, "accounts" | "isStored">> {
  const { accounts, isStored, old } = await find(secrets, address, known);
  return { accounts, isStored: isStored && !isToken(old) };
}

/** Changes what is stored now, which another window may have written. Throws as `readStored` does, and then leaves all as it is. */
export async function changeStored(
  secrets: Secrets,
  address: string,
  known: Accounts,
  change: AccountChange,
): Promise<Accounts> {
  const { accounts, isStored, old } = await find(secrets, address, known);
  const [{ revised }, { formatAccounts }, changes] = await changing();
  const changed = revised(accounts, change(accounts, changes));
  if (isStored && changed === accounts && old === undefined) return changed;
  await secrets.store(envelopeKey(address), formatAccounts(changed));
  if (old !== undefined) await secrets.delete(tokenKey(address));
  return changed;
}

async function find(secrets: Secrets, address: string, known: Accounts): Promise<Found> {
  // The old item first: another window that is moving it removes it last.
  const old = await secrets.get(tokenKey(address));
  const stored = await secrets.get(envelopeKey(address));
  const { accounts, isStored } = stored === undefined ? nothing : await read(stored, known);
  if (!isToken(old)) return { accounts, isStored, old };
  const [{ revised }, _, { withAccount, accountOf }] = await changing();
  const same = accounts.all.find(({ token }) => token === old);
  return { accounts: revised(accounts, withAccount(accounts, same ?? accountOf(old))), isStored, old };
}

const nothing = { accounts: noAccounts, isStored: true };

async function read(stored: string, known: Accounts): Promise<Pick<Found, "accounts" | "isStored">> {
  const [{ merged }, { parseAccounts }] = await changing();
  const found = parseAccounts(stored);
  const accounts = merged(known, found);
  return { accounts, isStored: accounts === found };
}

/** Nobody who is signed out pays for it. */
function changing() {
  return Promise.all([import("./mergeAccounts.ts"), import("./accountEnvelope.ts"), import("./accountChanges.ts")]);
}

function envelopeKey(address: string): string {
  return `sevalla.accounts@${address}`;
}

function tokenKey(address: string): string {
  return `sevalla.token@${address}`;
}
