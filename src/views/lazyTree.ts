import type * as vscode from "vscode";
import type { State, Store } from "../model/store.ts";
import { troubles } from "../present/troubles.ts";
import type { AppId } from "../sevalla/resources.ts";
import type { AppsTree } from "./appsTree.ts";
import type { AppsView } from "./appsView.ts";

/** The Apps view, of which nothing is loaded before it is in sight but what its badge says. */
export class LazyTree implements vscode.Disposable {
  readonly #view: AppsView["view"];
  readonly #open: (tree: typeof AppsTree) => AppsTree;
  readonly #disposables: vscode.Disposable[];
  #loading: Promise<AppsTree> | undefined;
  #tree: AppsTree | undefined;
  #isDisposed = false;

  /** @param open makes the tree, once */
  constructor({ view }: AppsView, store: Store, open: (tree: typeof AppsTree) => AppsTree) {
    this.#view = view;
    this.#open = open;
    this.#disposables = [
      store.onDidChange((state) => this.#draw(state)),
      this.onDidShow(() => void this.load()),
      { dispose: () => this.#tree?.dispose() },
    ];
    this.#draw(store.state);
    if (view.visible) void this.load();
  }

  get isVisible(): boolean {
    return this.#view.visible;
  }

  get selection(): readonly unknown[] {
    return this.#view.selection;
  }

  /** Apps whose deployments are on screen. */
  expandedAppIds(): readonly AppId[] {
    return this.#tree?.expandedAppIds() ?? [];
  }

  onDidChangeVisibility = (listener: () => void) => this.#view.onDidChangeVisibility(listener);

  onDidShow = (listener: () => void) => this.#view.onDidChangeVisibility(({ visible }) => visible && listener());

  /** What draws the rows. */
  load(): Promise<AppsTree> {
    this.#loading ??= import("./appsTree.ts").then(({ AppsTree: loaded }) => {
      const tree = this.#open(loaded);
      this.#tree = tree;
      if (this.#isDisposed) tree.dispose();
      return tree;
    });
    return this.#loading;
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const disposable of this.#disposables) disposable.dispose();
  }

  /** VS Code sends on whatever is set, changed or not. */
  #draw(state: State): void {
    const trouble = troubles(state);
    if (this.#view.badge?.tooltip === trouble?.words && this.#view.badge?.value === trouble?.count) return;
    this.#view.badge = trouble && { value: trouble.count, tooltip: trouble.words };
  }
}
