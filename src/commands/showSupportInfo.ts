import * as vscode from "vscode";
import { extensionId, settingKeys } from "../contributions.ts";
import { supportInformation } from "../present/support.ts";
import type { Parts } from "./parts.ts";

/** Opens what a bug report needs as a document, to be read before it is shared. */
export async function showSupportInfo({ session, store, lastErrors }: Parts): Promise<void> {
  const content = supportInformation(
    {
      versions: versions(),
      place: place(),
      session: session.state.kind,
      accountCount: session.accounts.length,
      changedSettings: Object.values(settingKeys).filter(isChanged),
      isOtherAddress: isChanged(settingKeys.apiUrl),
      errors: lastErrors.all,
    },
    store.state,
  );
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
  await vscode.window.showTextDocument(document);
}

function versions(): Readonly<Record<string, string>> {
  const ofExtension = (id: string) => {
    const version: unknown = vscode.extensions.getExtension(id)?.packageJSON?.version;
    return typeof version === "string" ? version : "not there";
  };
  return {
    Extension: ofExtension(extensionId),
    "VS Code": vscode.version,
    "Git extension": ofExtension("vscode.git"),
    "Node.js": process.version,
    System: `${process.platform} ${process.arch}`,
  };
}

function place(): string {
  const { remoteName, uiKind, appHost } = vscode.env;
  const trust = vscode.workspace.isTrusted ? "trusted" : "restricted mode";
  const program = uiKind === vscode.UIKind.Web ? "a browser" : "the desktop program";
  // Elsewhere than on the desktop it may be the name of a computer.
  const kind = /^[a-z-]+$/.test(remoteName ?? "") ? `: ${remoteName}` : "";
  return [program, appHost, remoteName ? `remote${kind}` : "not remote", trust].join(", ");
}

function isChanged(key: string): boolean {
  const found = vscode.workspace.getConfiguration().inspect(key);
  const values = [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue];
  return values.some((value) => value !== undefined);
}
