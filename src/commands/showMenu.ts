import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { appRef } from "../model/ref.ts";
import { findApp } from "../model/store.ts";
import { inert, visible } from "../present/format.ts";
import { readApp } from "./knownApps.ts";
import { askForApp, menuItems } from "./menuItems.ts";
import type { Parts } from "./parts.ts";
import { pickApp } from "./pickApp.ts";

/** What makes sense now, for the app that is being worked on or another one; opened from the status bar. */
export async function showMenu(parts: Parts, argument: unknown): Promise<void> {
  const { session, store } = parts;
  const title = t("Choose an action");
  if (argument === askForApp) {
    const picked = await pickApp(parts, title);
    return picked && picked !== "link" ? showMenu(parts, { appId: picked.id }) : undefined;
  }
  const ref = appRef(argument);
  const link = ref ? undefined : parts.currentLink();
  const app = ref ? await readApp(parts, ref.appId) : link?.appId && findApp(store.state, link.appId);
  const { isTrusted, workspaceFolders = [] } = vscode.workspace;
  const facts = { state: store.state, session: session.state.kind, accounts: session.accounts.length, link };
  const items = menuItems({ ...facts, app: app || undefined, canLink: isTrusted && workspaceFolders.length > 0 });
  const picked = await vscode.window.showQuickPick(
    items.map((item) => (item.command ? item : { ...item, kind: vscode.QuickPickItemKind.Separator })),
    { title: app ? inert(visible(app.name)) : "Sevalla", placeHolder: title },
  );
  if (picked?.command) await vscode.commands.executeCommand(picked.command, picked.argument);
}
