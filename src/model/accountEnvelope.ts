/** The accounts of one API address as they are kept in SecretStorage: a versioned envelope. */
import * as v from "valibot";
import { count } from "../sevalla/items.ts";
import { tokenPattern } from "../sevalla/token.ts";
import { type Accounts, noAccounts } from "./accounts.ts";

const version = 1;
const text = v.pipe(v.string(), v.regex(/^.{1,1000}$/s));
const storedAccount = v.object({
  id: text,
  name: v.fallback(v.optional(text), undefined),
  token: v.pipe(v.string(), v.regex(tokenPattern)),
  expiresAt: count,
  rejections: count,
});
const envelope = v.object({
  version: v.number(),
  accounts: v.array(v.unknown()),
  chosen: v.fallback(v.optional(v.string()), undefined),
});

/** Reads an envelope. Of garbage, or of a version that is not ours, nothing is left; a bad account goes alone. */
export function parseAccounts(stored: string): Accounts {
  const read = v.safeParse(envelope, json(stored));
  if (!read.success || read.output.version !== version) return noAccounts;
  const all = read.output.accounts.flatMap((item) => {
    const account = v.safeParse(storedAccount, item);
    return account.success ? [account.output] : [];
  });
  return { all, chosen: all.find(({ id }) => id === read.output.chosen)?.id };
}

export function formatAccounts({ all, chosen }: Accounts): string {
  return JSON.stringify({ version, accounts: all, chosen });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
