/** Logs as read-only files of a scheme of their own. What makes them is loaded when the first one is opened. */
import * as vscode from "vscode";
import { logScheme } from "../contributions.ts";
import { deploymentUnderWay } from "../model/deployment.ts";
import { linkedAppIds } from "../model/link.ts";
import { deploymentsOf } from "../model/store.ts";
import type { LogParts, Logs } from "./logParts.ts";

/**
 * A file system and not a provider of contents: VS Code then adds new lines to an open document instead of replacing all
 * of it, and brings the documents back after a reload.
 */
export function serveLogs(parts: LogParts): vscode.Disposable & { readonly logs: () => Promise<Logs> } {
  let loading: Promise<Logs> | undefined;
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const logs = () => {
    const tell = (uri: vscode.Uri) => changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    loading ??= import("./logDocuments.ts").then(({ LogDocuments }) => new LogDocuments(parts, tell));
    return loading;
  };
  // They have to be there; of a file system that can only be read VS Code calls none.
  const refuse = () => {};
  const files: vscode.FileSystemProvider = {
    onDidChangeFile: changed.event,
    // Nothing changes but what is told of.
    watch: () => ({ dispose() {} }),
    readFile: async (uri) => (await logs()).readFile(uri),
    stat: async (uri) => (await logs()).stat(uri),
    readDirectory: () => [],
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
    writeFile: refuse,
  };
  // The errors of a deployment that fails while somebody looks on belong in the Problems panel.
  const watching = parts.store.onDidChange((state) => {
    const isUnderWay = linkedAppIds(state.links).some((id) => deploymentUnderWay(deploymentsOf(state, id)));
    if (state.open.size > 0 || isUnderWay) void logs();
  });
  const registered = vscode.workspace.registerFileSystemProvider(logScheme, files, { isReadonly: true });
  return {
    logs,
    dispose() {
      watching.dispose();
      registered.dispose();
      void loading?.then((loaded) => loaded.dispose());
    },
  };
}
