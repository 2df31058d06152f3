import * as vscode from "vscode";
import { commandIds, statusItemId } from "../contributions.ts";
import { t } from "../l10n.ts";
import type { Clock } from "../model/clock.ts";
import type { Link } from "../model/link.ts";
import type { Store } from "../model/store.ts";
import { type Summary, statusSummary } from "../present/summary.ts";

const backgrounds: Readonly<Record<Summary["tone"], string | undefined>> = {
  normal: undefined,
  warning: "statusBarItem.warningBackground",
  error: "statusBarItem.errorBackground",
};

/** The linked app's name and state in the status bar; a click shows what can be done. */
export class StatusBar implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #currentLink: () => Link | undefined;
  readonly #listening: { dispose(): void };
  #drawn: string | undefined;
  #tooltip: string | undefined;
  #cancel = () => {};

  constructor(store: Store, clock: Clock, currentLink: () => Link | undefined) {
    this.#store = store;
    this.#clock = clock;
    this.#currentLink = currentLink;
    this.#item = vscode.window.createStatusBarItem(statusItemId, vscode.StatusBarAlignment.Left, 50);
    this.#item.name = t("Sevalla app");
    this.#item.command = commandIds.showMenu;
    this.#listening = store.onDidChange(() => this.draw());
    this.draw();
  }

  draw(): void {
    this.#cancel();
    const summary = statusSummary(this.#store.state, this.#currentLink(), this.#clock.now());
    if (summary?.changesIn !== undefined) this.#cancel = this.#clock.after(summary.changesIn, () => this.draw());
    const drawn = JSON.stringify(summary);
    // VS Code sends on whatever is set, changed or not.
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    if (!summary) return this.#item.hide();
    const background = backgrounds[summary.tone];
    this.#item.text = summary.text;
    const lines = summary.tooltip.join("\n");
    if (lines !== this.#tooltip) this.#item.tooltip = tooltip(summary);
    this.#tooltip = lines;
    this.#item.backgroundColor = background ? new vscode.ThemeColor(background) : undefined;
    this.#item.accessibilityInformation = { label: summary.spoken, role: "button" };
    this.#item.show();
  }

  dispose(): void {
    this.#cancel();
    this.#listening.dispose();
    this.#item.dispose();
  }
}

function tooltip(summary: Summary): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  for (const line of summary.tooltip) markdown.appendText(line).appendMarkdown("\n\n");
  return markdown.appendText(t("Click to see what you can do."));
}
