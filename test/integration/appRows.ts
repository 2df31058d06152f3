import * as vscode from "vscode";
import { viewIds } from "../../src/contributions.ts";

type Rows = vscode.TreeDataProvider<unknown>;

/** Each test file is a program of its own; what they share is kept where all of them look. */
const place = Symbol.for("sevalla-deployments.test.appRows");

/** Takes hold of what draws the Apps view. Has to be called before the extension starts: it makes its one view then. */
export function holdRows(): void {
  if (Reflect.has(globalThis, place)) return;
  const { window } = vscode;
  const create = window.createTreeView;
  const value: typeof create = (id, options) => {
    if (id === viewIds.apps) Reflect.set(globalThis, place, options.treeDataProvider);
    return create(id, options);
  };
  Object.defineProperty(window, "createTreeView", { value, configurable: true, writable: true });
}

/** What draws the Apps view. */
export function appRows(): Rows {
  const rows: Rows | undefined = Reflect.get(globalThis, place);
  if (!rows) throw new Error("the Apps view was not made");
  return rows;
}

/** What a row is about, or "all" for no row in particular. */
function aboutOf(row: unknown): string {
  const get = (name: string) => Reflect.get(Object(row), name);
  return row === undefined ? "all" : String(get("deploymentId") ?? get("appId") ?? get("id"));
}

/** Notes from now on which rows VS Code is told to draw anew. */
export function watchRows(): { readonly told: string[] } & vscode.Disposable {
  const told: string[] = [];
  const listening = appRows().onDidChangeTreeData?.((event) => {
    for (const row of Array.isArray(event) ? event : [event]) told.push(aboutOf(row));
  });
  return { told, dispose: () => listening?.dispose() };
}

/** Has the rows of all apps made, or those below one app, as VS Code does; answers what each is about. */
export async function drawRows(appId?: string): Promise<readonly string[]> {
  const rows = appRows();
  const apps = (await rows.getChildren()) ?? [];
  const parent = apps.find((row) => Reflect.get(Object(row), "appId") === appId);
  const children = parent === undefined ? apps : ((await rows.getChildren(parent)) ?? []);
  if (children.length === 0) throw new Error("there are no rows");
  for (const row of children) await rows.getTreeItem(row);
  return children.map(aboutOf);
}
