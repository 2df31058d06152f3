import type * as vscode from "vscode";

/** Whether one place is the other or lies in it. */
export function isWithin(inner: vscode.Uri, outer: vscode.Uri): boolean {
  const root = outer.path.replace(/\/$/, "");
  return inner.scheme === outer.scheme && (inner.path === root || inner.path.startsWith(`${root}/`));
}
