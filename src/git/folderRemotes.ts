import * as vscode from "vscode";
import { GitClone } from "./gitClone.ts";
import { openGitApi, repositoriesOf } from "./gitExtension.ts";
import { isWithin } from "./place.ts";

/** The addresses of the remotes of the repositories around and in a folder; none where they cannot be read. */
export async function folderRemotes(folder: vscode.Uri, signal: AbortSignal): Promise<readonly string[]> {
  // VS Code runs no Git there.
  if (!vscode.workspace.isTrusted) return [];
  try {
    const api = await openGitApi(signal);
    const all = api ? repositoriesOf(api) : [];
    const own = all.filter(({ rootUri }) => isWithin(folder, rootUri) || isWithin(rootUri, folder));
    const addresses = await Promise.all(own.map((one) => new GitClone(one, signal).addresses().catch(() => [])));
    return [...new Set(addresses.flat())];
  } catch {
    return [];
  }
}
