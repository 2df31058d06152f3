import * as vscode from "vscode";
import { type CommitPair, chooseClone } from "../model/clone.ts";
import type { UndoneUnknown } from "../model/undone.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { GitClone } from "./gitClone.ts";
import { type GitApi, openGitApi, repositoriesOf } from "./gitExtension.ts";

/** Where the commits of an app are to be found. */
export interface AppClone {
  readonly api: GitApi;
  readonly clone: GitClone;
}

/** The commits of two deployments; undefined when one names none. They are handed to Git, so they must be nothing else. */
export function commitPair(live: Deployment, target: Deployment): CommitPair | undefined {
  const [from, to] = [live.commitSha, target.commitSha];
  if (!from || !to || ![from, to].every((sha) => /^[0-9a-f]{7,64}$/i.test(sha))) return undefined;
  const repoUrls = [live.repoUrl, target.repoUrl].filter((url) => url !== undefined);
  return { live: from, target: to, repoUrls };
}

/** The repository of this workspace that is the app's, or why there is none. */
export async function appClone(pair: CommitPair, signal: AbortSignal): Promise<AppClone | UndoneUnknown> {
  if (!vscode.workspace.isTrusted) return "untrusted";
  const api = await openGitApi(signal);
  if (!api) return "noGit";
  const clones = repositoriesOf(api).map((repository) => new GitClone(repository, signal));
  const clone = await chooseClone(clones, pair);
  if (clone) return { api, clone };
  return (await hasUnopened(api, clones)) ? "notOpened" : "noRepository";
}

/** Whether a folder of the workspace lies in a repository that VS Code has not opened, as it asks first for those around it. */
async function hasUnopened(api: GitApi, clones: readonly GitClone[]): Promise<boolean> {
  const open = new Set(clones.map(({ repository }) => repository.rootUri.toString()));
  const folders = vscode.workspace.workspaceFolders ?? [];
  const roots = await Promise.all(folders.map(({ uri }) => api.getRepositoryRoot?.(uri).catch(() => undefined)));
  return roots.some((root) => root && !open.has(root.toString()));
}
