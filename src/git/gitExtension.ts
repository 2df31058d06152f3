/** The way to VS Code's built-in Git extension: as much of its API as is used here, checked before it is used. */
import * as vscode from "vscode";

export interface GitCommit {
  readonly hash: string;
  readonly message: string;
  readonly parents: readonly string[];
  readonly authorName?: string;
  readonly authorDate?: Date;
}

export interface GitChange {
  readonly uri: vscode.Uri;
  readonly originalUri: vscode.Uri;
  readonly renameUri: vscode.Uri | undefined;
  readonly status: number;
  readonly insertions?: number;
  readonly deletions?: number;
}

interface LogOptions {
  readonly maxEntries?: number;
  readonly range?: string;
  readonly refNames?: readonly string[];
}

/** What the extension has last read of a repository. */
export interface GitRepositoryState {
  readonly HEAD: GitHead | undefined;
  readonly onDidChange: vscode.Event<void>;
}

interface GitHead {
  readonly name?: string;
  readonly commit?: string;
  readonly upstream?: { readonly remote: string; readonly name: string; readonly commit?: string };
}

export interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly state?: GitRepositoryState;
  getConfigs(): Promise<readonly { readonly key: string; readonly value: string }[]>;
  getCommit(ref: string): Promise<GitCommit>;
  log(options: LogOptions, cancellation?: vscode.CancellationToken): Promise<readonly GitCommit[]>;
  /** What changed in `to` since the two parted. */
  diffBetween(from: string, to: string): Promise<readonly GitChange[]>;
  /** The same with the number of lines; newer than VS Code 1.95. */
  diffBetweenWithStats?(from: string, to: string): Promise<readonly GitChange[]>;
  /** For whatever range `git diff` takes; newer than VS Code 1.95. */
  diffBetweenWithStats2?(range: string): Promise<readonly GitChange[]>;
  /** The changes of a file since a commit; nothing when there are none. */
  diffWith?(ref: string, path: string): Promise<string>;
  getBranches?(query: { readonly remote: boolean }): Promise<readonly { readonly name?: string }[]>;
  fetch(remote?: string, ref?: string, depth?: number): Promise<void>;
}

export interface GitApi {
  readonly state: string;
  readonly onDidChangeState: vscode.Event<string>;
  readonly repositories: readonly unknown[];
  readonly onDidOpenRepository?: vscode.Event<unknown>;
  readonly onDidCloseRepository?: vscode.Event<unknown>;
  toGitUri(uri: vscode.Uri, ref: string): vscode.Uri;
  getRepositoryRoot?(uri: vscode.Uri): Promise<vscode.Uri | null>;
}

/** Status numbers that the API gives changes. */
export const gitStatus = { added: 1, deleted: 6 } as const;

/** Undefined when the extension is missing or off, or has found no Git. Waits until it has looked for repositories. */
export async function openGitApi(signal: AbortSignal): Promise<GitApi | undefined> {
  const extension = vscode.extensions.getExtension<unknown>("vscode.git");
  if (!extension) return undefined;
  const exported = await extension.activate();
  if (!hasMethods(exported, "getAPI") || Reflect.get(exported, "enabled") !== true) return undefined;
  const api: unknown = Reflect.apply(exported.getAPI, exported, [1]);
  if (!isApi(api)) return undefined;
  await initialized(api, signal);
  return api;
}

/** Tells when Git is turned on or off; undefined where nobody can know. */
export async function gitSwitch(): Promise<vscode.Event<boolean> | undefined> {
  const exported = await vscode.extensions.getExtension<unknown>("vscode.git")?.activate();
  return isSwitch(exported) ? exported.onDidChangeEnablement : undefined;
}

/** The repositories that are open in VS Code. */
export function repositoriesOf(api: GitApi): readonly GitRepository[] {
  return api.repositories.filter(isRepository);
}

/** By what the Git extension names an error. Its message may hold an address with a password in it. */
export function gitErrorCode(error: unknown): string | undefined {
  const code: unknown = isObject(error) ? Reflect.get(error, "gitErrorCode") : undefined;
  return typeof code === "string" ? code : undefined;
}

function initialized(api: GitApi, signal: AbortSignal): Promise<void> {
  if (api.state === "initialized") return Promise.resolve();
  return new Promise((resolve, reject) => {
    const listening = api.onDidChangeState((state) => {
      if (state === "initialized") end(resolve);
    });
    const onAbort = () => end(() => reject(signal.reason));
    const end = (settle: () => void) => {
      listening.dispose();
      signal.removeEventListener("abort", onAbort);
      settle();
    };
    signal.addEventListener("abort", onAbort);
    if (signal.aborted) onAbort();
  });
}

function isSwitch(value: unknown): value is { readonly onDidChangeEnablement: vscode.Event<boolean> } {
  return hasMethods(value, "onDidChangeEnablement");
}

function isApi(value: unknown): value is GitApi {
  return hasMethods(value, "toGitUri", "onDidChangeState") && Array.isArray(Reflect.get(value, "repositories"));
}

function isRepository(value: unknown): value is GitRepository {
  return (
    hasMethods(value, "getConfigs", "getCommit", "log", "diffBetween", "fetch") &&
    Reflect.get(value, "rootUri") instanceof vscode.Uri
  );
}

type Methods<Name extends string> = Readonly<Record<Name, (...args: readonly unknown[]) => unknown>>;

function hasMethods<Name extends string>(value: unknown, ...names: readonly Name[]): value is Methods<Name> {
  return isObject(value) && names.every((name) => typeof Reflect.get(value, name) === "function");
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
