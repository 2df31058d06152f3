import type { AppId } from "../sevalla/resources.ts";
import type { Clone } from "./clone.ts";
import { liveDeployment } from "./deployment.ts";
import { type HeadPlace, mostAhead } from "./head.ts";
import type { Link } from "./link.ts";
import { deploymentsOf, type State } from "./store.ts";

/** What the commit that is checked out is compared with. */
export interface LiveCommit {
  readonly appId: AppId;
  readonly sha: string;
  readonly repoUrl: string | undefined;
  /** Address of the linked folder. */
  readonly folder: string;
}

/** The live commit of a linked app, as far as it is known. It is handed to Git, so it must be nothing else. */
export function liveCommit(state: State, link: Link | undefined): LiveCommit | undefined {
  if (!link?.appId) return undefined;
  const live = liveDeployment(deploymentsOf(state, link.appId));
  if (!live?.commitSha || !/^[0-9a-f]{7,64}$/i.test(live.commitSha)) return undefined;
  return { appId: live.appId, sha: live.commitSha, repoUrl: live.repoUrl, folder: link.folder.uri };
}

/** Counts the commits that only one of the two has. Rejects when the clone does. */
export async function placeOfHead(clone: Clone, head: string, live: string): Promise<HeadPlace> {
  const commit = await clone.commit(live);
  if (!commit) return { kind: "notFetched" };
  if (commit.sha === head) return { kind: "known", ahead: 0, behind: 0 };
  const [ahead, behind, ends] = await Promise.all([
    clone.log(head, commit.sha, mostAhead + 1),
    clone.log(commit.sha, head, mostAhead + 1),
    clone.shallowCommits(),
  ]);
  if ([...ahead, ...behind].some(({ sha }) => ends.has(sha))) return { kind: "shallow" };
  return { kind: "known", ahead: ahead.length, behind: behind.length };
}

/** What is checked out in a repository, and where its branch stands at its remote. */
export interface CheckedOut {
  readonly commit: string;
  readonly branch: string | undefined;
  /** The remote's branch that it follows, "origin/main". */
  readonly upstream: string | undefined;
  readonly upstreamCommit: string | undefined;
}

/** Whether the remote has got other commits of the branch in between: somebody has pushed. */
export function isPushed(before: CheckedOut | undefined, now: CheckedOut): boolean {
  if (!before || before.branch !== now.branch || now.upstreamCommit === undefined) return false;
  const isFirst = before.upstream === undefined;
  return (isFirst || before.upstream === now.upstream) && before.upstreamCommit !== now.upstreamCommit;
}
