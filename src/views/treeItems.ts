import * as vscode from "vscode";
import { byRow } from "../contributions.ts";
import { unnamed } from "../present/format.ts";
import type { Row } from "../present/rows.ts";
import type { Node } from "./appNodes.ts";

/** All of a row that VS Code is given beforehand. */
export function lookOf({ label, description, icon, context, spoken }: Row): string {
  return [label, description, icon.id, icon.color, context, spoken].join("\n");
}

export function expansion(isOpen: boolean): vscode.TreeItemCollapsibleState {
  return isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

export function rowCommand(command: string, title: string, node: Node): vscode.Command {
  return { command, title, arguments: [node, byRow] };
}

export function treeItem(row: Row): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label);
  item.description = row.description;
  item.iconPath = new vscode.ThemeIcon(row.icon.id, row.icon.color ? new vscode.ThemeColor(row.icon.color) : undefined);
  item.contextValue = row.context;
  item.accessibilityInformation = { label: row.spoken };
  return item;
}

export function tooltip(row: Row): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  for (const [name, value] of row.tooltip()) {
    text.appendMarkdown(`**${name}:** `).appendText(unnamed(value)).appendMarkdown("\n\n");
  }
  return text;
}
