/** Windows that write at the same time overwrite each other: how what one of them had stored is found out and put back. */
import type { Accounts, StoredAccount } from "./accounts.ts";

/** Of those that were removed, the last ones are remembered. */
const mostGone = 20;

type Entry = Pick<StoredAccount, "id" | "revision"> & Partial<StoredAccount>;

/** The accounts after a change, with a higher revision for whatever it has changed. */
export function revised(before: Accounts, after: Accounts): Accounts {
  if (after === before) return before;
  const { gone = [] } = before;
  const revision = 1 + Math.max(0, before.chosenRevision ?? 0, ...entriesOf(before).map(revisionOf));
  const isThere = ({ id }: Entry) => after.all.some((one) => one.id === id);
  const removed = before.all.map(({ id }) => ({ id, revision }));
  return {
    all: after.all.map((one) => (before.all.includes(one) ? one : { ...one, revision })),
    chosen: after.chosen,
    chosenRevision: after.chosen === before.chosen ? before.chosenRevision : revision,
    gone: [...gone, ...removed].filter((one) => !isThere(one)).slice(-mostGone),
  };
}

/**
 * What is stored, with what this window knows to be newer. Each window that does so comes to the same: of two changes to
 * one account the later one counts, and no key that was removed comes back. Answers `stored` itself where nothing is missing.
 */
export function merged(known: Accounts, stored: Accounts): Accounts {
  const latest = new Map<string, Entry>();
  for (const entry of [...entriesOf(stored), ...entriesOf(known)]) {
    const other = latest.get(entry.id);
    if (!other || isLater(entry, other)) latest.set(entry.id, entry);
  }
  const entries = [...latest.values()];
  const all = entries.filter(isAccount);
  const choice = isLaterChoice(known, stored) ? known : stored;
  const chosen = all.find(({ id }) => id === choice.chosen)?.id;
  const isComplete = all.length === stored.all.length && all.every((one) => stored.all.includes(one));
  if (isComplete && chosen === stored.chosen) return stored;
  const gone = entries.filter((entry) => !isAccount(entry)).map(({ id, revision }) => ({ id, revision }));
  return { all, chosen, chosenRevision: choice.chosenRevision, gone: gone.slice(-mostGone) };
}

function entriesOf({ all, gone = [] }: Accounts): readonly Entry[] {
  return [...all, ...gone];
}

function isAccount(entry: Entry): entry is StoredAccount {
  return entry.token !== undefined;
}

function isLater(one: Entry, other: Entry): boolean {
  if (revisionOf(one) !== revisionOf(other)) return revisionOf(one) > revisionOf(other);
  if (!isAccount(one) || !isAccount(other)) return !isAccount(one) && isAccount(other);
  // Any order will do, as long as it is the same in every window.
  return rankOf(one) > rankOf(other);
}

function rankOf({ rejections = 0, checkedAt = 0, token }: StoredAccount): string {
  return [...[rejections, checkedAt].map((count) => String(count).padStart(16, "0")), token].join(" ");
}

function isLaterChoice(one: Accounts, other: Accounts): boolean {
  const [mine = 0, theirs = 0] = [one.chosenRevision, other.chosenRevision];
  return mine === theirs ? (one.chosen ?? "") > (other.chosen ?? "") : mine > theirs;
}

function revisionOf({ revision = 0 }: Entry): number {
  return revision;
}
