/** The accounts of one API address as they are kept in SecretStorage: a versioned envelope. */
import * as v from "valibot";
import { count } from "../sevalla/items.ts";
import { tokenPattern } from "../sevalla/token.ts";
import { type Accounts, noAccounts } from "./accounts.ts";
import { UnknownVersion } from "./unknownVersion.ts";

const version = 1;
const text = v.pipe(v.string(), v.regex(/^.{1,1000}$/s));
const storedAccount = v.object({
  id: text,
  name: v.fallback(v.optional(text), undefined),
  token: v.pipe(v.string(), v.regex(tokenPattern)),
  expiresAt: count,
  rejections: count,
  checkedAt: count,
  revision: count,
});
const envelope = v.object({
  accounts: v.array(v.unknown()),
  chosen: v.fallback(v.optional(v.string()), undefined),
  chosenRevision: count,
  gone: v.fallback(v.array(v.object({ id: text, revision: count })), []),
});
const foreign = v.looseObject({ version: v.unknown() });

/**
 * Reads an envelope. Of garbage nothing is left; a bad account goes alone. Throws UnknownVersion where somebody else's
 * accounts may be in it.
 */
export function parseAccounts(stored: string): Accounts {
  const found = json(stored);
  if (v.is(foreign, found) && found.version !== version) throw new UnknownVersion();
  const read = v.safeParse(envelope, found);
  if (!read.success) return noAccounts;
  const all = read.output.accounts.flatMap((item) => {
    const account = v.safeParse(storedAccount, item);
    return account.success ? [account.output] : [];
  });
  const { chosenRevision, gone } = read.output;
  return { all, chosen: all.find(({ id }) => id === read.output.chosen)?.id, chosenRevision, gone };
}

export function formatAccounts({ all, ...more }: Accounts): string {
  return JSON.stringify({ version, accounts: all, ...more });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
