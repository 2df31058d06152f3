import * as vscode from "vscode";
import { commandIds, statusItemId } from "../contributions.ts";
import { t } from "../l10n.ts";
import type { Clock } from "../model/clock.ts";
import type { Link } from "../model/link.ts";
import type { Store } from "../model/store.ts";
import { unnamed } from "../present/format.ts";
import { invitation, type Summary, statusSummary } from "../present/summary.ts";

const backgrounds: Readonly<Record<Summary["tone"], string | undefined>> = {
  normal: undefined,
  warning: "statusBarItem.warningBackground",
  error: "statusBarItem.errorBackground",
};

/** The linked app's name and state in the status bar; a click shows what can be done. */
export class StatusBar implements vscode.Disposable {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #currentLink: () => Link | undefined;
  readonly #isListShown: () => boolean;
  readonly #listening: { dispose(): void };
  #made: vscode.StatusBarItem | undefined;
  #drawn: string | undefined;
  #tooltip: string | undefined;
  #cancel = () => {};

  /** @param isListShown whether the Apps view is in sight, and so somebody may want to link an app */
  constructor(store: Store, clock: Clock, currentLink: () => Link | undefined, isListShown: () => boolean) {
    this.#store = store;
    this.#clock = clock;
    this.#currentLink = currentLink;
    this.#isListShown = isListShown;
    this.#listening = store.onDidChange(() => this.draw());
    this.draw();
  }

  draw(): void {
    this.#cancel();
    const summary = this.#summary();
    if (summary?.changesIn !== undefined) this.#cancel = this.#clock.after(summary.changesIn, () => this.draw());
    const drawn = JSON.stringify(summary);
    // VS Code sends on whatever is set, changed or not.
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    if (!summary) return this.#made?.hide();
    const item = this.#item();
    const background = backgrounds[summary.tone];
    item.text = summary.text;
    const lines = summary.tooltip.join("\n");
    if (lines !== this.#tooltip) item.tooltip = tooltip(summary);
    this.#tooltip = lines;
    item.backgroundColor = background ? new vscode.ThemeColor(background) : undefined;
    item.accessibilityInformation = { label: summary.spoken, role: "button" };
    item.show();
  }

  /** Made when there is something to show, which without a linked app is never. */
  #item(): vscode.StatusBarItem {
    if (this.#made) return this.#made;
    this.#made = vscode.window.createStatusBarItem(statusItemId, vscode.StatusBarAlignment.Left, 50);
    this.#made.name = t("Sevalla app");
    this.#made.command = commandIds.showMenu;
    return this.#made;
  }

  #summary(): Summary | undefined {
    const { state } = this.#store;
    const { isTrusted, workspaceFolders = [] } = vscode.workspace;
    const isInviting = this.#isListShown() && isTrusted && workspaceFolders.length > 0;
    return statusSummary(state, this.#currentLink(), this.#clock.now()) ?? (isInviting ? invitation(state) : undefined);
  }

  dispose(): void {
    this.#cancel();
    this.#listening.dispose();
    this.#made?.dispose();
  }
}

function tooltip(summary: Summary): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  for (const line of summary.tooltip) markdown.appendText(unnamed(line)).appendMarkdown("\n\n");
  return markdown.appendText(t("Click to see what you can do."));
}
