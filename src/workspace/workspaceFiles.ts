import * as vscode from "vscode";
import { workspacePaths } from "../model/logReferences.ts";
import type { State } from "../model/store.ts";
import type { AppId } from "../sevalla/resources.ts";

/** A log names a few dozen files; one that names thousands is made to keep us busy. */
const mostPaths = 500;

/** Finds the file that a path in a log means, if there is one in a folder of the workspace. */
export type FindFile = (path: string) => Promise<vscode.Uri | undefined>;

/** Finds what the log of an app names. It looks for each path once, so it is made anew for each round of questions. */
export function workspaceFiles(appId: AppId, { links }: State): FindFile {
  const folders = foldersOf(appId, links);
  const known = new Map<string, Promise<vscode.Uri | undefined>>();
  return async (path) => {
    if (!known.has(path) && known.size < mostPaths) known.set(path, firstFile(folders, workspacePaths(path)));
    return known.get(path);
  };
}

/** The folders linked to the app; where none is, those that are not another app's. */
function foldersOf(appId: AppId, links: State["links"]): readonly vscode.Uri[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const linkOf = (uri: vscode.Uri) => links.find(({ folder }) => folder.uri === uri.toString());
  const own = folders.filter((uri) => linkOf(uri)?.appId === appId);
  return own.length > 0 ? own : folders.filter((uri) => !linkOf(uri));
}

async function firstFile(folders: readonly vscode.Uri[], paths: readonly string[]): Promise<vscode.Uri | undefined> {
  for (const path of paths) {
    for (const folder of folders) {
      const uri = vscode.Uri.joinPath(folder, path);
      const found = await vscode.workspace.fs.stat(uri).then(
        ({ type }) => (type & vscode.FileType.File) !== 0,
        () => false,
      );
      if (found) return uri;
    }
  }
  return undefined;
}
