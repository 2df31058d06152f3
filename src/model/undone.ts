import type { AppSummary, Deployment } from "../sevalla/resources.ts";

/** A commit, as a local clone tells it. */
export interface Commit {
  readonly sha: string;
  readonly subject: string;
  readonly author: string | undefined;
  /** ms since the epoch */
  readonly at: number | undefined;
}

/** Commits of one release that are not in the other. */
export interface CommitList {
  readonly count: number;
  /** There are more than were counted. */
  readonly isCut: boolean;
  /** The newest of them, newest first. */
  readonly newest: readonly Commit[];
}

/** What the undone commits changed; the returning ones where none is undone. */
export interface FileChanges {
  readonly count: number;
  readonly insertions: number | undefined;
  readonly deletions: number | undefined;
  /** The first paths of changed files that match the patterns of files to mind, such as migrations. */
  readonly risky: readonly string[];
  /** How many match. */
  readonly riskyCount: number;
}

/** Why nothing can be said of what a rollback undoes. */
export type UndoneUnknown =
  /** One of the two was not made from a commit. */
  | "noCommit"
  /** VS Code's Git extension is missing, disabled or has found no Git. */
  | "noGit"
  /** VS Code runs no Git in a workspace that the user does not trust. */
  | "untrusted"
  /** No repository of this workspace is the app's. */
  | "noRepository"
  /** There is a repository around a folder of this workspace, but VS Code has not opened it. */
  | "notOpened"
  /** The repository is there, but not the commits: they may be fetched. */
  | "notFetched"
  /** The clone is shallow and its history ends before they meet. */
  | "shallow"
  /** It took longer than a rollback may wait. */
  | "late"
  | "failed";

/** What a rollback undoes: what lies between the live release and its target, as the workspace's clone tells it. */
export type Undone =
  | { readonly kind: "sameCommit" }
  | {
      readonly kind: "known";
      /** In the live release and not in the target. */
      readonly undone: CommitList;
      /** In the target and not in the live release. */
      readonly returning: CommitList;
      /** Between the two releases; undefined when it could not be read. */
      readonly files: FileChanges | undefined;
    }
  | {
      readonly kind: "unknown";
      readonly why: UndoneUnknown;
      /** Files can be compared where history cannot. */
      readonly files?: FileChanges | undefined;
    };

/** Tells what going from `live` back to `target` undoes. Never throws, and answers within five seconds. */
export type ReadUndone = (
  app: AppSummary,
  live: Deployment,
  target: Deployment,
  signal: AbortSignal | undefined,
) => Promise<Undone>;

/** Whether fetching from the app's repository may tell more. */
export function canFetch(undone: Undone | undefined): boolean {
  return undone?.kind === "unknown" && (undone.why === "notFetched" || undone.why === "shallow");
}
