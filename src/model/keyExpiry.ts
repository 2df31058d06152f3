import type { Account } from "./session.ts";

const noticeMs = 7 * 24 * 60 * 60_000;

/**
 * What names the end of a key, so that it is warned of once, if that is within a week and nobody was warned of it; a key
 * that was renewed has another. Times are ms since the epoch.
 */
export function expiryToWarnOf(account: Account, now: number, warned: readonly unknown[]): string | undefined {
  const { id, expiresAt } = account;
  if (expiresAt === undefined || expiresAt <= now || expiresAt - now > noticeMs) return undefined;
  const mark = `${id}@${expiresAt}`;
  return warned.includes(mark) ? undefined : mark;
}
