import * as vscode from "vscode";
import { GitClone } from "./gitClone.ts";
import { type GitRepository, openGitApi, repositoriesOf } from "./gitExtension.ts";
import { isWithin } from "./place.ts";

/** The repository that a folder is in, the innermost of several. */
export interface EnclosingRepository {
  readonly remotes: readonly string[];
  /** The folder's path in it; empty where it is its root. */
  readonly path: string;
}

/** Undefined where a folder is in no repository, or it cannot be read. */
export async function enclosingRepository(
  folder: vscode.Uri,
  signal: AbortSignal,
): Promise<EnclosingRepository | undefined> {
  const [found] = around(folder, await openRepositories(signal));
  if (!found) return undefined;
  const path = folder.path.slice(found.rootUri.path.length).replace(/^\/|\/$/g, "");
  return { remotes: await remotesOf([found], signal), path };
}

/**
 * The addresses of the remotes of the repository that a folder is in, else of those in it; none where they cannot be
 * read.
 */
export async function folderRemotes(folder: vscode.Uri, signal: AbortSignal): Promise<readonly string[]> {
  const all = await openRepositories(signal);
  const [enclosing] = around(folder, all);
  return remotesOf(enclosing ? [enclosing] : all.filter(({ rootUri }) => isWithin(rootUri, folder)), signal);
}

async function openRepositories(signal: AbortSignal): Promise<readonly GitRepository[]> {
  // VS Code runs no Git there.
  if (!vscode.workspace.isTrusted) return [];
  const api = await openGitApi(signal).catch(() => undefined);
  return api ? repositoriesOf(api) : [];
}

function around(folder: vscode.Uri, all: readonly GitRepository[]): readonly GitRepository[] {
  return all
    .filter(({ rootUri }) => isWithin(folder, rootUri))
    .sort((a, b) => b.rootUri.path.length - a.rootUri.path.length);
}

async function remotesOf(repositories: readonly GitRepository[], signal: AbortSignal): Promise<readonly string[]> {
  const read = repositories.map((one) => new GitClone(one, signal).addresses().catch(() => []));
  return [...new Set((await Promise.all(read)).flat())];
}
