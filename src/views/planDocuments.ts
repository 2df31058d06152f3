import * as vscode from "vscode";
import { t } from "../l10n.ts";

const scheme = "sevalla-plan";
const gone = () =>
  t(
    'This plan was made before the window was last closed or reloaded, and nothing of it is kept. Plan again with "Sevalla: Plan rollback (dry run)".',
  );

/** Read-only documents that say what a rollback would do. */
export class PlanDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #disposables: readonly vscode.Disposable[];
  #shown = 0;

  constructor() {
    this.#disposables = [
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
    ];
  }

  /** @param name how the document's tab is called */
  async show(name: string, text: string): Promise<void> {
    // A plan is of one moment: each has a document of its own.
    const uri = vscode.Uri.from({ scheme, path: `/${++this.#shown}/${name}` });
    this.#texts.set(uri.toString(), text);
    await vscode.window.showTextDocument(uri, { preview: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? `${gone()}\n`;
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
