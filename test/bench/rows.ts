import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { commandIds, viewIds } from "../../src/contributions.ts";
import type { Scene } from "../integration/scene.ts";
import { type Figure, figure } from "./figure.ts";
import { timesOf } from "./stopwatch.ts";

type Rows = vscode.TreeDataProvider<unknown>;

/** Takes hold of what draws the Apps view; to be called before the extension starts. */
export function holdRows(): () => Rows {
  const { window } = vscode;
  const create = window.createTreeView;
  let rows: Rows | undefined;
  const value: typeof create = (id, options) => {
    if (id === viewIds.apps) rows = options.treeDataProvider;
    return create(id, options);
  };
  Object.defineProperty(window, "createTreeView", { value, configurable: true, writable: true });
  return () => {
    if (!rows) throw new Error("the Apps view was not made");
    return rows;
  };
}

/** The first rows, and apps that are expanded for the first time, as VS Code asks for them. */
export async function rowFigures({ sandbox }: Scene, rows: Rows): Promise<readonly Figure[]> {
  const headers = { authorization: `Bearer ${sandbox.keys.valid}` };
  await vscode.commands.executeCommand(commandIds.refresh);
  const first = await timesOf(7, () => draw(rows));
  const floor = await timesOf(7, async () => sandbox.account.apps.map(({ name }) => new vscode.TreeItem(name)));
  const many = await manyRows(sandbox, rows);
  const ids = sandbox.account.apps.slice(-7).map(({ id }) => id);
  const expandFloor = await timesOf(ids.length, async (turn) => {
    const url = `${sandbox.url}/applications/${ids[turn]}/deployments?limit=25&offset=0`;
    await (await fetch(url, { headers })).json();
  });
  const expand = await timesOf(ids.length, (turn) => draw(rows, ids[turn]));
  return [
    figure("First rows: those of twelve apps", "ms", first, floor, "as many rows that say nothing"),
    many,
    figure("An app expanded for the first time", "ms", expand, expandFloor, "the one request"),
  ];
}

/** What VS Code has to wait for in one go when an account has as many apps as Sevalla lists. */
async function manyRows({ account }: Scene["sandbox"], rows: Rows): Promise<Figure> {
  const before = [...account.apps];
  const [model] = before;
  if (!model) throw new Error("no app");
  for (let count = before.length; count < 10_000; count++) {
    account.apps.push({ ...model, id: randomUUID(), name: `app-${count}`, deployments: [] });
  }
  await vscode.commands.executeCommand(commandIds.refresh);
  const values = await timesOf(5, () => draw(rows));
  const floor = await timesOf(5, async () => account.apps.map(({ name }) => new vscode.TreeItem(name)));
  account.apps.splice(0, account.apps.length, ...before);
  await vscode.commands.executeCommand(commandIds.refresh);
  return figure("Rows of 10,000 apps", "ms", values, floor, "as many rows that say nothing");
}

/** Has the rows of all apps made, or those below one app, as VS Code does. */
async function draw(rows: Rows, appId?: string): Promise<void> {
  const apps = (await rows.getChildren()) ?? [];
  const parent = apps.find((row) => Reflect.get(Object(row), "appId") === appId);
  const children = parent === undefined ? apps : ((await rows.getChildren(parent)) ?? []);
  if (children.length === 0) throw new Error("there are no rows");
  for (const row of children) await rows.getTreeItem(row);
}
