/** What the editor knows of a log: steps to fold and to jump to, and links to the files that it names. */

import * as vscode from "vscode";
import { logScheme } from "../contributions.ts";
import { t } from "../l10n.ts";
import { logReferences } from "../model/logReferences.ts";
import { turns } from "../sevalla/slices.ts";
import type { FindFile } from "../workspace/workspaceFiles.ts";
import type { LogFile } from "./logFile.ts";

const selector = { scheme: logScheme };
const mostLinks = 5_000;

export function provideLanguage(
  fileOf: (uri: vscode.Uri) => LogFile | undefined,
  finderFor: (file: LogFile) => FindFile,
): vscode.Disposable {
  const { languages } = vscode;
  return vscode.Disposable.from(
    languages.registerFoldingRangeProvider(selector, {
      provideFoldingRanges: ({ uri }) =>
        fileOf(uri)?.document.sections.map(({ first, last }) => new vscode.FoldingRange(first, last)),
    }),
    languages.registerDocumentSymbolProvider(
      selector,
      { provideDocumentSymbols: (document) => symbols(document, fileOf(document.uri)) },
      { label: t("Sevalla log") },
    ),
    languages.registerDocumentLinkProvider(selector, {
      provideDocumentLinks: async (document, cancellation) => {
        const log = fileOf(document.uri);
        const links: vscode.DocumentLink[] = [];
        if (!log) return links;
        const find = finderFor(log);
        const turn = turns();
        for (const [index, text] of document.getText().split("\n").entries()) {
          const others = turn();
          if (others) await others;
          for (const { start, end, path, line, column = 1 } of logReferences(text)) {
            if (cancellation.isCancellationRequested || links.length >= mostLinks) return links;
            const file = await find(path);
            if (!file) continue;
            const link = new vscode.DocumentLink(
              new vscode.Range(index, start, index, end),
              file.with({ fragment: `L${line},${column}` }),
            );
            link.tooltip = t("Open file");
            links.push(link);
          }
        }
        return links;
      },
    }),
  );
}

function symbols(document: vscode.TextDocument, file: LogFile | undefined): vscode.DocumentSymbol[] {
  const top: vscode.DocumentSymbol[] = [];
  const all: vscode.DocumentSymbol[] = [];
  for (const { title, level, first, last } of file?.document.sections ?? []) {
    if (last >= document.lineCount) break;
    const range = new vscode.Range(document.lineAt(first).range.start, document.lineAt(last).range.end);
    const kind = level === 1 ? vscode.SymbolKind.Module : vscode.SymbolKind.Function;
    const symbol = new vscode.DocumentSymbol(title, "", kind, range, document.lineAt(first).range);
    (level === 1 ? top : (top.at(-1)?.children ?? top)).push(symbol);
    all.push(symbol);
  }
  for (const { line, text } of file?.document.errors ?? []) {
    if (line >= document.lineCount) break;
    const { range } = document.lineAt(line);
    const symbol = new vscode.DocumentSymbol(text, "error", vscode.SymbolKind.Event, range, range);
    (all.findLast((one) => one.range.contains(range))?.children ?? top).push(symbol);
  }
  return top;
}
