/** Reads and changes the accounts in SecretStorage: one item for each API address. */
import { isToken } from "../sevalla/token.ts";
import { type Accounts, accountOf, noAccounts, withAccount } from "./accounts.ts";
import type { Disposable } from "./signal.ts";

/** The part of VS Code's SecretStorage that a session needs. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  onDidChange(listener: (event: { readonly key: string }) => void): Disposable;
}

/** Whether a key of the SecretStorage is about the accounts of an API address. */
export function isAbout(key: string, address: string): boolean {
  return key === envelopeKey(address) || key === tokenKey(address);
}

interface Found {
  readonly accounts: Accounts;
  /** The single key that was stored before there could be several accounts; an older window may still do so. */
  readonly old: string | undefined;
}

/**
 * The accounts of an API address, and whether one is still stored as it was before there could be several: the next
 * change moves it. Throws as SecretStorage does.
 */
export async function readStored(secrets: Secrets, address: string): Promise<Accounts & { readonly isOld: boolean }> {
  const { accounts, old } = await find(secrets, address);
  return { ...accounts, isOld: isToken(old) };
}

/** Changes what is stored now, which another window may have written. Throws as SecretStorage does. */
export async function changeStored(
  secrets: Secrets,
  address: string,
  change: (accounts: Accounts) => Accounts,
): Promise<Accounts> {
  const { accounts, old } = await find(secrets, address);
  const changed = change(accounts);
  if (changed !== accounts || old !== undefined) await write(secrets, address, changed, old);
  return changed;
}

async function find(secrets: Secrets, address: string): Promise<Found> {
  // The old item first: another window that is moving it removes it last.
  const old = await secrets.get(tokenKey(address));
  const stored = await secrets.get(envelopeKey(address));
  const accounts = stored === undefined ? noAccounts : (await import("./accountEnvelope.ts")).parseAccounts(stored);
  if (!isToken(old)) return { accounts, old };
  const known = accounts.all.find(({ token }) => token === old);
  return { accounts: withAccount(accounts, known ?? accountOf(old)), old };
}

async function write(secrets: Secrets, address: string, accounts: Accounts, old: string | undefined): Promise<void> {
  const { formatAccounts } = await import("./accountEnvelope.ts");
  if (accounts.all.length > 0) await secrets.store(envelopeKey(address), formatAccounts(accounts));
  else await secrets.delete(envelopeKey(address));
  if (old !== undefined) await secrets.delete(tokenKey(address));
}

function envelopeKey(address: string): string {
  return `sevalla.accounts@${address}`;
}

function tokenKey(address: string): string {
  return `sevalla.token@${address}`;
}
