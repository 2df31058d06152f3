import * as vscode from "vscode";
import { viewIds } from "../contributions.ts";
import type { Node } from "./appNodes.ts";
import type { AppsTree } from "./appsTree.ts";

/** The Apps view as VS Code has to find it at the start. What draws its rows is loaded when VS Code asks for some. */
export class AppsView implements vscode.Disposable {
  /** Tells VS Code what to draw again: these rows and what is below them, or all. */
  readonly changed = new vscode.EventEmitter<Node[] | undefined>();
  readonly view: vscode.TreeView<Node>;

  constructor(load: () => Promise<AppsTree>) {
    let tree: AppsTree | undefined;
    // Of ten thousand rows each would take a turn more if all of them waited for what is there.
    const ask = <T>(question: (tree: AppsTree) => T | Promise<T>): T | Promise<T> =>
      tree
        ? question(tree)
        : load().then((loaded) => {
            tree = loaded;
            return question(loaded);
          });
    const treeDataProvider: vscode.TreeDataProvider<Node> = {
      onDidChangeTreeData: this.changed.event,
      getChildren: (node) => ask((rows) => rows.getChildren(node)),
      getTreeItem: (node) => ask((rows) => rows.getTreeItem(node)),
      resolveTreeItem: (item, node) => ask((rows) => rows.resolveTreeItem(item, node)),
      getParent: (node) => ask((rows) => rows.getParent(node)),
    };
    const options = { treeDataProvider, showCollapseAll: true, canSelectMany: true };
    this.view = vscode.window.createTreeView(viewIds.apps, options);
  }

  dispose(): void {
    this.view.dispose();
    this.changed.dispose();
  }
}
