import { turns } from "../sevalla/slices.ts";
import { atATime } from "./atATime.ts";
import { sameRepository } from "./sameRepository.ts";
import type { Commit, CommitList, FileChanges, Undone } from "./undone.ts";

/** A repository of this workspace, as far as it is asked. Any answer may reject. */
export interface Clone {
  /** The addresses of its remotes. */
  addresses(): Promise<readonly string[]>;
  /** Undefined when the clone does not hold it. */
  commit(sha: string): Promise<Commit | undefined>;
  /** The newest `most` commits of one history that are not in the other, newest first. */
  log(of: string, without: string, most: number): Promise<readonly Commit[]>;
  /** @param isOneLine whether `from` is among the ancestors of `to` */
  changes(from: string, to: string, isOneLine: boolean): Promise<readonly FileChange[]>;
  /** The commits at which the history of a shallow clone ends; none in a whole one. */
  shallowCommits(): Promise<ReadonlySet<string>>;
}

export interface FileChange {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  /** What it was called before, if something else. */
  readonly oldPath: string | undefined;
  readonly insertions: number | undefined;
  readonly deletions: number | undefined;
}

/** The two commits that are compared. */
export interface CommitPair {
  readonly live: string;
  readonly target: string;
  /** The addresses at which Sevalla found them. */
  readonly repoUrls: readonly string[];
}

export interface Comparing {
  readonly isRisky: (path: string) => boolean;
  /** Aborted when the files have taken too long: what is known of the commits is told without them. */
  readonly filesLimit: AbortSignal;
}

const mostCounted = 10_000;
const mostKept = 100;
const mostPaths = 100;
/** Each answer takes a process, and to start one keeps the extension host from all else for milliseconds. */
const mostAsked = 4;

/**
 * The clone to ask: the app's own or, as a commit is the same everywhere, any other that holds both. Undefined when
 * none is the app's and none holds both.
 */
export async function chooseClone<T extends Clone>(clones: readonly T[], pair: CommitPair): Promise<T | undefined> {
  const own = await ownClones(clones, pair.repoUrls);
  const others = clones.filter((clone) => !own.includes(clone));
  const holds = (clone: T) => holdsBoth(clone, pair);
  const found = (await those(own, holds))[0] ?? (await those(others, holds))[0];
  return found ?? own[0];
}

/** Those with a remote at one of these addresses. */
export async function ownClones<T extends Clone>(clones: readonly T[], repoUrls: readonly string[]): Promise<T[]> {
  return those(clones, async (clone) => {
    const addresses = await clone.addresses().catch(() => []);
    return addresses.some((one) => repoUrls.some((url) => sameRepository(one, url)));
  });
}

async function those<T>(all: readonly T[], isMeant: (one: T) => Promise<boolean>): Promise<T[]> {
  const inTurn = atATime(mostAsked);
  const answers = await Promise.all(all.map((one) => inTurn(() => isMeant(one))));
  return all.filter((_, index) => answers[index]);
}

export async function holdsBoth(clone: Clone, { live, target }: CommitPair): Promise<boolean> {
  const found = await Promise.all([live, target].map((sha) => clone.commit(sha).catch(() => undefined)));
  return found.every((commit) => commit !== undefined);
}

/** What lies between the two commits. Rejects when the clone does. */
export async function compare(clone: Clone, pair: CommitPair, { isRisky, filesLimit }: Comparing): Promise<Undone> {
  const [live, target] = await Promise.all([clone.commit(pair.live), clone.commit(pair.target)]);
  if (!live || !target) return { kind: "unknown", why: "notFetched" };
  if (live.sha === target.sha) return { kind: "sameCommit" };
  const [undone, returning, ends] = await Promise.all([
    clone.log(live.sha, target.sha, mostCounted + 1),
    clone.log(target.sha, live.sha, mostCounted + 1),
    clone.shallowCommits(),
  ]);
  const [from, to] = undone.length === 0 ? [live.sha, target.sha] : [target.sha, live.sha];
  const isOneLine = undone.length === 0 || returning.length === 0;
  const changes = clone.changes(from, to, isOneLine);
  const files = await inTime(
    changes.then((all) => summed(all, isRisky)),
    filesLimit,
  );
  // What such a commit was made from is not known, so neither is what else belongs to the list, or does not.
  if ([...undone, ...returning].some(({ sha }) => ends.has(sha))) return { kind: "unknown", why: "shallow", files };
  return { kind: "known", undone: counted(undone), returning: counted(returning), files };
}

function counted(commits: readonly Commit[]): CommitList {
  return {
    count: Math.min(commits.length, mostCounted),
    isCut: commits.length > mostCounted,
    newest: commits.slice(0, mostKept),
  };
}

/** A rollback may change ten thousand files, and all patterns are held against each. */
async function summed(changes: readonly FileChange[], isRisky: (path: string) => boolean): Promise<FileChanges> {
  const turn = turns();
  const risky: string[] = [];
  for (const { path, oldPath } of changes) {
    await turn();
    if (isRisky(path) || (oldPath !== undefined && isRisky(oldPath))) risky.push(path);
  }
  return {
    count: changes.length,
    insertions: sum(changes.map(({ insertions }) => insertions)),
    deletions: sum(changes.map(({ deletions }) => deletions)),
    risky: risky.slice(0, mostPaths),
    riskyCount: risky.length,
  };
}

function sum(numbers: readonly (number | undefined)[]): number | undefined {
  return numbers.reduce((all, one) => (all === undefined || one === undefined ? undefined : all + one), 0);
}

/** Undefined when the work fails or its time is up. */
async function inTime<T>(work: Promise<T>, limit: AbortSignal): Promise<T | undefined> {
  const settled = new AbortController();
  const timeUp = new Promise<undefined>((resolve) => {
    if (limit.aborted) resolve(undefined);
    else limit.addEventListener("abort", () => resolve(undefined), { once: true, signal: settled.signal });
  });
  return Promise.race([work.catch(() => undefined), timeUp]).finally(() => settled.abort());
}
