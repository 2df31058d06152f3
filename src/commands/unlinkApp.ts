import * as vscode from "vscode";
import { appRef } from "../model/ref.ts";
import { unlinkFolder } from "../workspace/folderLinks.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { pickFolder } from "./pickFolder.ts";

/** Removes the link from a folder's settings. The app itself stays as it is. */
export async function unlinkApp({ store }: Parts, argument: unknown): Promise<void> {
  const ref = appRef(argument);
  const links = store.state.links.filter(({ appId }) => ref === undefined || appId === ref.appId);
  const uris = new Set(links.map(({ folder }) => folder.uri));
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uris.has(uri.toString()));
  if (folders.length === 0) {
    void notify.information("No folder of this workspace is linked to an app. Nothing was changed.");
    return;
  }
  const folder = await pickFolder(folders, "Unlink app from");
  if (folder) await unlinkFolder(folder);
}
