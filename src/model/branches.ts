/** The branches of a clone of the app's repository. */
export interface CloneBranches {
  /** The one that is checked out; undefined when none is. */
  readonly head: string | undefined;
  /** Those that the app's repository had when it was last fetched, without the name of the remote. */
  readonly remote: readonly string[];
  readonly local: readonly string[];
}

/** Where a branch is known from. */
export type BranchOrigin = "default" | "deployed" | "head" | "remote" | "local";

export interface BranchChoice {
  readonly name: string;
  readonly origin: BranchOrigin;
  /** The app's repository did not have it when it was last fetched, so Sevalla cannot deploy it. */
  readonly isUnpushed: boolean;
}

const mostBranches = 500;

/** Every branch once: the one Sevalla deploys by itself, those it has deployed, then those of the clone. */
export function branchChoices(
  defaultBranch: string | undefined,
  deployed: readonly string[],
  clone: CloneBranches | undefined,
): readonly BranchChoice[] {
  const remote = new Set(clone?.remote);
  const all: readonly (readonly [BranchOrigin, readonly string[]])[] = [
    ["default", defaultBranch ? [defaultBranch] : []],
    ["head", clone?.head ? [clone.head] : []],
    ["deployed", deployed],
    ["remote", inOrder(remote)],
    ["local", inOrder(clone?.local ?? [])],
  ];
  const found = new Map<string, BranchChoice>();
  for (const [origin, names] of all) {
    const isOfClone = origin === "head" || origin === "local";
    for (const name of names) {
      if (!found.has(name)) found.set(name, { name, origin, isUnpushed: isOfClone && !remote.has(name) });
    }
  }
  return [...found.values()].slice(0, mostBranches);
}

function inOrder(names: Iterable<string>): readonly string[] {
  return [...names].sort((one, other) => one.localeCompare(other));
}
