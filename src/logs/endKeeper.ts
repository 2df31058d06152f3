import * as vscode from "vscode";
import { logScheme } from "../contributions.ts";

/** How a log is to be shown once its new text is there. */
interface Place {
  /** The cursor was at the end, and goes with it. */
  readonly movesCursor: boolean;
  /** The end was in sight. */
  readonly showsEnd: boolean;
}

/** Keeps the end of a growing log in view for those who look at it, and leaves all others where they are. */
export class EndKeeper implements vscode.Disposable {
  readonly #places = new Map<vscode.TextEditor, Place>();
  readonly #listening = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    if (document.uri.scheme === logScheme) this.#afterChange(document);
  });

  /**
   * Notes which editors show the end, before the text changes.
   * @param goesToEnd whether those that show all there is go along to the end
   * @param keeps false for a first text, after which the cursor belongs at the start or the end and nowhere between
   */
  beforeChange(uri: vscode.Uri, goesToEnd: boolean, keeps: boolean): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const { document, selection, visibleRanges } = editor;
      // A change that is not there yet was noted when the place was still known.
      if (document.uri.toString() !== uri.toString() || this.#places.has(editor)) continue;
      const last = document.lineCount - 1;
      const isCursorAtEnd = selection.isEmpty && selection.active.line >= last;
      const isEndVisible = visibleRanges.some(({ end }) => end.line >= last - 1);
      if (!keeps) this.#places.set(editor, { movesCursor: true, showsEnd: goesToEnd });
      else if (goesToEnd && (isCursorAtEnd || isEndVisible)) {
        this.#places.set(editor, { movesCursor: isCursorAtEnd, showsEnd: true });
      }
    }
  }

  dispose(): void {
    this.#listening.dispose();
  }

  #afterChange(document: vscode.TextDocument): void {
    for (const [editor, { movesCursor, showsEnd }] of this.#places) {
      if (editor.document !== document) continue;
      this.#places.delete(editor);
      const line = showsEnd ? document.lineCount - 1 : 0;
      const at = new vscode.Position(line, 0);
      if (movesCursor) editor.selection = new vscode.Selection(at, at);
      editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.Default);
    }
    for (const editor of this.#places.keys()) {
      if (!vscode.window.visibleTextEditors.includes(editor)) this.#places.delete(editor);
    }
  }
}
