import * as vscode from "vscode";
import type { CommitPair } from "../model/clone.ts";
import type { RollbackPlan } from "../model/rollbackPlan.ts";
import type { UndoneUnknown } from "../model/undone.ts";
import { type AppClone, appClone, commitPair } from "./appClone.ts";
import { changesBetween } from "./gitClone.ts";
import { type GitApi, type GitChange, gitStatus } from "./gitExtension.ts";

/** What Git calls a commit's files before there was any; the same in every repository. */
const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
/** A thousand files make no list that anybody reads, and slow down the editor. */
const mostFiles = 500;

export interface Shown {
  readonly files: number;
  /** How many of them were opened. */
  readonly shown: number;
}

/** Opens the files that differ between what is live and the target beside each other, the later release on the right. */
export async function showUndoneFiles(
  plan: RollbackPlan,
  title: string,
  signal: AbortSignal,
): Promise<Shown | UndoneUnknown> {
  const { undone } = plan;
  const isLater = undone?.kind === "known" && undone.undone.count === 0;
  const isOneLine = isLater || (undone?.kind === "known" && undone.returning.count === 0);
  return inClone(plan, signal, async (found, pair) => {
    const [from, to] = isLater ? [pair.live, pair.target] : [pair.target, pair.live];
    return open(found, title, { from, to, isOneLine });
  });
}

/** Opens what a commit changed; of a merge, what it brought to the first of the merged. */
export async function showCommitFiles(
  plan: RollbackPlan,
  sha: string,
  title: string,
  signal: AbortSignal,
): Promise<Shown | UndoneUnknown> {
  return inClone(plan, signal, async (found) => {
    const { parents } = await found.clone.repository.getCommit(sha);
    const [from = emptyTree] = parents;
    return open(found, title, { from, to: sha, isOneLine: true });
  });
}

async function inClone(
  { live, target }: RollbackPlan,
  signal: AbortSignal,
  work: (found: AppClone, pair: CommitPair) => Promise<Shown>,
): Promise<Shown | UndoneUnknown> {
  const pair = commitPair(live, target);
  if (!pair) return "noCommit";
  try {
    const found = await appClone(pair, signal);
    return typeof found === "string" ? found : await work(found, pair);
  } catch {
    return "failed";
  }
}

interface Comparison {
  readonly from: string;
  readonly to: string;
  readonly isOneLine: boolean;
}

async function open({ api, clone }: AppClone, title: string, comparison: Comparison): Promise<Shown> {
  const { from, to, isOneLine } = comparison;
  const changes = await changesBetween(clone.repository, from, to, isOneLine);
  const rows = changes.slice(0, mostFiles).map((change) => row(api, change, from, to));
  if (rows.length > 0) await vscode.commands.executeCommand("vscode.changes", title, rows);
  return { files: changes.length, shown: rows.length };
}

type Row = readonly [file: vscode.Uri, before: vscode.Uri | undefined, after: vscode.Uri | undefined];

function row(api: GitApi, { uri, originalUri, status }: GitChange, from: string, to: string): Row {
  const before = status === gitStatus.added ? undefined : api.toGitUri(originalUri, from);
  const after = status === gitStatus.deleted ? undefined : api.toGitUri(uri, to);
  return [uri, before, after];
}
