import * as vscode from "vscode";
import type { Clone, FileChange } from "../model/clone.ts";
import type { Commit } from "../model/undone.ts";
import { type GitChange, type GitCommit, type GitRepository, gitStatus } from "./gitExtension.ts";
import { shallowCommits } from "./shallowCommits.ts";

const longestSubject = 300;

export interface Remote {
  readonly name: string;
  readonly address: string;
}

/** A repository that is open in VS Code, asked through its Git extension. */
export class GitClone implements Clone {
  readonly repository: GitRepository;
  readonly #signal: AbortSignal;
  /** Those that are there stay, and each question takes a process. */
  readonly #found = new Map<string, Commit>();

  /** @param signal when aborted, Git is told to stop */
  constructor(repository: GitRepository, signal: AbortSignal) {
    this.repository = repository;
    this.#signal = signal;
  }

  async addresses(): Promise<readonly string[]> {
    return (await this.remotes()).map(({ address }) => address);
  }

  /** From Git's configuration: what the Git extension has read of it lags behind. */
  async remotes(): Promise<readonly Remote[]> {
    const configs = await this.repository.getConfigs();
    return configs.flatMap(({ key, value }) => {
      const name = /^remote\.(.+)\.(?:url|pushurl)$/.exec(key)?.[1];
      return name === undefined ? [] : [{ name, address: value }];
    });
  }

  async commit(sha: string): Promise<Commit | undefined> {
    const known = this.#found.get(sha);
    if (known) return known;
    const commit = await this.repository.getCommit(sha).catch(() => undefined);
    // A short SHA may be the name of a branch, too.
    if (!commit?.hash.startsWith(sha.toLowerCase())) return undefined;
    const found = plain(commit);
    this.#found.set(sha, found);
    return found;
  }

  async log(of: string, without: string, most: number): Promise<readonly Commit[]> {
    const cancellation = new vscode.CancellationTokenSource();
    const stop = () => cancellation.cancel();
    this.#signal.addEventListener("abort", stop);
    try {
      // Names are the only way to a bounded list: with a range, the Git extension reads it whole.
      const bounded = { refNames: [of, `^${without}`], maxEntries: most };
      const commits = await this.repository.log(bounded, cancellation.token);
      return commits.map(plain);
    } finally {
      this.#signal.removeEventListener("abort", stop);
      cancellation.dispose();
    }
  }

  async changes(from: string, to: string, isOneLine: boolean): Promise<readonly FileChange[]> {
    const changes = await changesBetween(this.repository, from, to, isOneLine);
    return changes.map((change) => this.#fileChange(change));
  }

  shallowCommits(): Promise<ReadonlySet<string>> {
    return shallowCommits(this.repository.rootUri);
  }

  #fileChange({ uri, originalUri, insertions, deletions }: GitChange): FileChange {
    const path = this.#pathOf(uri);
    const oldPath = this.#pathOf(originalUri);
    return { path, oldPath: oldPath === path ? undefined : oldPath, insertions, deletions };
  }

  #pathOf(uri: vscode.Uri): string {
    const root = this.repository.rootUri.path.replace(/\/$/, "");
    return uri.path.startsWith(`${root}/`) ? uri.path.slice(root.length + 1) : uri.path;
  }
}

/**
 * The files that differ between two commits. Where VS Code can only tell what changed since the two parted, those of
 * both sides are taken, so that none is missing.
 */
export async function changesBetween(
  repository: GitRepository,
  from: string,
  to: string,
  isOneLine: boolean,
): Promise<readonly GitChange[]> {
  if (repository.diffBetweenWithStats2) return repository.diffBetweenWithStats2(`${from}..${to}`);
  if (isOneLine) {
    return repository.diffBetweenWithStats
      ? repository.diffBetweenWithStats(from, to)
      : repository.diffBetween(from, to);
  }
  const [there, back] = await Promise.all([repository.diffBetween(from, to), repository.diffBetween(to, from)]);
  const sides = [...back.map(reversed), ...there];
  return [...new Map(sides.map((change) => [change.uri.toString(), change])).values()];
}

function reversed({ uri, originalUri, renameUri, status }: GitChange): GitChange {
  const { added, deleted } = gitStatus;
  const turned = status === added ? deleted : status === deleted ? added : status;
  return { uri: originalUri, originalUri: uri, renameUri: renameUri && originalUri, status: turned };
}

function plain({ hash, message, authorName, authorDate }: GitCommit): Commit {
  const at = authorDate?.getTime();
  return {
    sha: hash,
    subject: (message.trimStart().split("\n", 1)[0] ?? "").slice(0, longestSubject),
    author: authorName,
    at: at === undefined || Number.isNaN(at) ? undefined : at,
  };
}
