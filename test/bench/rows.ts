import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { drawRows } from "../integration/appRows.ts";
import type { Scene } from "../integration/scene.ts";
import { type Figure, figure } from "./figure.ts";
import { counted, sizes } from "./growth.ts";
import { timesOf } from "./stopwatch.ts";

const floorIs = "as many rows that say nothing";
/** VS Code asks for all rows below one in one go. */
const atOnce = { most: 50 };

/** The rows of many apps and deployments, and apps that are expanded for the first time, as VS Code asks for them. */
export async function rowFigures({ sandbox }: Scene): Promise<readonly Figure[]> {
  const headers = { authorization: `Bearer ${sandbox.keys.valid}` };
  await vscode.commands.executeCommand(commandIds.refresh);
  const apps = await rowsOfApps(sandbox);
  const ids = sandbox.account.apps.slice(-7).map(({ id }) => id);
  const expandFloor = await timesOf(ids.length, async (turn) => {
    const url = `${sandbox.url}/applications/${ids[turn]}/deployments?limit=25&offset=0`;
    await (await fetch(url, { headers })).json();
  });
  const expand = await timesOf(ids.length, (turn) => drawRows(ids[turn]));
  return [
    figure("An app expanded for the first time", "ms", expand, expandFloor, "the one request"),
    ...apps,
    ...(await rowsOfDeployments(sandbox)),
  ];
}

async function rowsOfApps({ account }: Scene["sandbox"]): Promise<readonly Figure[]> {
  const before = [...account.apps];
  const [model] = before;
  if (!model) throw new Error("no app");
  const figures: Figure[] = [];
  account.apps.length = 0;
  for (const size of sizes) {
    while (account.apps.length < size) {
      account.apps.push({ ...model, id: randomUUID(), name: `app-${account.apps.length}`, deployments: [] });
    }
    await vscode.commands.executeCommand(commandIds.refresh);
    figures.push(await rows("apps", size));
  }
  account.apps.splice(0, account.apps.length, ...before);
  await vscode.commands.executeCommand(commandIds.refresh);
  return figures;
}

/** The rows of one app whose pages were loaded one after the other. */
async function rowsOfDeployments({ account }: Scene["sandbox"]): Promise<readonly Figure[]> {
  const app = account.app("mail-relay");
  const before = [...app.deployments];
  const [model] = before;
  if (!model) throw new Error("no deployment");
  const figures: Figure[] = [];
  for (const size of sizes) {
    while (app.deployments.length < size) {
      const createdAt = model.createdAt - app.deployments.length * 60_000;
      app.deployments.unshift({ ...model, id: randomUUID(), createdAt });
    }
    const { length: known } = await drawRows(app.id);
    for (let shown = known; shown < size; shown += 25) {
      await vscode.commands.executeCommand(commandIds.loadMore, { appId: app.id });
    }
    figures.push(await rows("deployments", size, app.id));
  }
  app.deployments.splice(0, app.deployments.length, ...before);
  return figures;
}

async function rows(what: "apps" | "deployments", size: number, appId?: string): Promise<Figure> {
  const values = await timesOf(7, () => drawRows(appId));
  const names = Array.from({ length: size }, (_, index) => `${what} ${index}`);
  const floor = await timesOf(7, async () => names.map((name) => new vscode.TreeItem(name)));
  return figure(counted("Rows", size, what), "ms", values, floor, floorIs, atOnce);
}
