import type { Clock } from "./clock.ts";
import type { Lock } from "./lock.ts";
import type { Memory } from "./pendingRollbacks.ts";
import type { Account, Session } from "./session.ts";

const dayMs = 24 * 60 * 60_000;
const noticeMs = 7 * dayMs;
const warnedKey = "sevalla.expiryWarnings";
const mostWarned = 50;

export interface ExpiryPorts {
  readonly session: Session;
  readonly clock: Clock;
  /** Remembers of which keys the user was warned, for all windows: what one has written the others see late. */
  readonly memory: Memory;
  /** Keeps the others from warning meanwhile. */
  readonly lock: Lock;
  /** Resolves when the user has answered. `expiresAt` is in ms since the epoch. */
  readonly tell: (account: Account, expiresAt: number) => PromiseLike<void>;
}

/** Warns if the key in use expires within a week, and once more within a day, once each for each key. */
export async function warnOfExpiry({ session, clock, memory, lock, tell }: ExpiryPorts): Promise<void> {
  const warned = () => listOf(memory.get(warnedKey));
  const chosen = () => {
    const isSignedIn = session.state.kind === "signedIn";
    return isSignedIn ? session.accounts.find(({ isChosen }) => isChosen) : undefined;
  };
  const markOf = (account: Account | undefined) => account && expiryToWarnOf(account, clock.now(), warned());
  if (!markOf(chosen())) return;
  const release = await lock("expiry");
  const account = chosen();
  const mark = markOf(account);
  if (!release || !mark || account?.expiresAt === undefined) return release?.();
  // Without a memory the next start warns again.
  memory.update(warnedKey, [...warned(), mark].slice(-mostWarned)).then(undefined, () => undefined);
  void tell(account, account.expiresAt).then(release, release);
}

/**
 * What names the end of a key, so that it is warned of once, if that is within a week and nobody was warned of it; the
 * last day has a name of its own, and a key that was renewed has another. Times are ms since the epoch.
 */
export function expiryToWarnOf(account: Account, now: number, warned: readonly unknown[]): string | undefined {
  const { id, expiresAt } = account;
  if (expiresAt === undefined || !isEndNear(expiresAt, now)) return undefined;
  const mark = `${id}@${expiresAt}${expiresAt - now > dayMs ? "" : " last day"}`;
  return warned.includes(mark) ? undefined : mark;
}

/** Whether a key that is good now expires within a week. Times are ms since the epoch. */
export function isEndNear(expiresAt: number, now: number): boolean {
  return expiresAt > now && expiresAt - now <= noticeMs;
}

function listOf(kept: unknown): readonly unknown[] {
  return Array.isArray(kept) ? kept : [];
}
