/** Logs as read-only files of a scheme of their own. What makes them is loaded when the first one is opened. */
import * as vscode from "vscode";
import { logScheme } from "../contributions.ts";
import type { Logs } from "./logParts.ts";

/**
 * A file system and not a provider of contents: VS Code then adds new lines to an open document instead of replacing all
 * of it, and brings the documents back after a reload.
 */
export class LogFiles implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #registered: vscode.Disposable;

  constructor(load: () => Promise<Logs>) {
    // They have to be there; of a file system that can only be read VS Code calls none.
    const refuse = () => {};
    const files: vscode.FileSystemProvider = {
      onDidChangeFile: this.#changed.event,
      // Nothing changes but what is told of.
      watch: () => ({ dispose() {} }),
      readFile: async (uri) => (await load()).readFile(uri),
      stat: async (uri) => (await load()).stat(uri),
      readDirectory: () => [],
      createDirectory: refuse,
      delete: refuse,
      rename: refuse,
      writeFile: refuse,
    };
    this.#registered = vscode.workspace.registerFileSystemProvider(logScheme, files, { isReadonly: true });
  }

  /** Tells VS Code that there is more in this file. */
  readonly tell = (uri: vscode.Uri) => this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);

  dispose(): void {
    this.#registered.dispose();
    this.#changed.dispose();
  }
}
