import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { commandIds, panelType } from "../../src/contributions.ts";
import { enableGit } from "../integration/gitHost.ts";
import { openGitScene } from "../integration/gitScene.ts";
import { eventually, openScene, type Scene, signIn } from "../integration/scene.ts";
import type { Figure } from "./figure.ts";
import { longestBlock, timesOf } from "./stopwatch.ts";

const turns = 7;

/** What takes time once the extension runs, each beside the least that it could take. */
export async function work(): Promise<readonly Figure[]> {
  // Waiting for Sevalla's limit to end is not what is measured.
  const scene = await openScene({ limits: { read: 100_000 } });
  await signIn(scene);
  const figures = [
    await firstRows(scene),
    ...(await refreshes(scene)),
    await confirmToPost(scene),
    await panelPaint(scene),
    await longLog(scene),
  ];
  await scene.close();
  return [...figures, await plan()];
}

async function firstRows(scene: Scene): Promise<Figure> {
  const { account } = scene.sandbox;
  const values = await timesOf(turns, () => vscode.commands.executeCommand(commandIds.refresh));
  const floor = await timesOf(turns, () => pages(scene, account.apps.length));
  return figure("Refresh of 12 apps", "ms", values, floor, "the same requests by themselves");
}

/** Cost against size. */
async function refreshes(scene: Scene): Promise<readonly Figure[]> {
  const { account } = scene.sandbox;
  const before = [...account.apps];
  const [model] = before;
  if (!model) throw new Error("no app");
  const figures: Figure[] = [];
  for (const size of [100, 1_000, 10_000]) {
    while (account.apps.length < size) {
      account.apps.push({ ...model, id: randomUUID(), name: `app-${account.apps.length}`, deployments: [] });
    }
    const floor = await timesOf(3, () => pages(scene, size));
    let block = 0;
    const values = await timesOf(3, async () => {
      block = Math.max(block, await longestBlock(() => vscode.commands.executeCommand(commandIds.refresh)));
    });
    const floorBlock = await longestBlock(() => pages(scene, size));
    const count = size.toLocaleString("en");
    figures.push(
      figure(`Refresh of ${count} apps`, "ms", values, floor, "the same requests by themselves"),
      figure(`Longest block of a refresh of ${count} apps`, "ms", [block], [floorBlock], "the same requests"),
    );
  }
  account.apps.splice(0, account.apps.length, ...before);
  await vscode.commands.executeCommand(commandIds.refresh);
  return figures;
}

/** The pages of the list of apps, as the refresh asks for them, read as JSON and thrown away. */
async function pages({ sandbox }: Scene, size: number): Promise<void> {
  for (let offset = 0; offset < size; offset += 100) {
    const answer = await fetch(`${sandbox.url}/applications?limit=100&offset=${offset}`, {
      headers: { authorization: `Bearer ${sandbox.keys.valid}` },
    });
    await answer.json();
  }
}

async function confirmToPost(scene: Scene): Promise<Figure> {
  const { id } = scene.sandbox.account.app("storefront");
  const posts = () => scene.sandbox.requests.filter(({ method }) => method === "POST").length;
  const values = await timesOf(turns, async () => undefined);
  for (let turn = 0; turn < turns; turn++) {
    const before = posts();
    let agreed = 0;
    scene.user.meanwhile(() => {
      agreed = performance.now();
    }, "Roll back");
    const done = vscode.commands.executeCommand(commandIds.rollBack, { appId: id });
    await eventually(() => posts() > before);
    values[turn] = performance.now() - agreed;
    await done;
  }
  const url = `${scene.sandbox.url}/applications/${id}/deployments?limit=100&offset=0`;
  const headers = { authorization: `Bearer ${scene.sandbox.keys.valid}` };
  const floor = await timesOf(turns, async () => (await fetch(url, { headers })).json());
  return figure("From “Roll back” to the request", "ms", values, floor, "the one look at what is live before it");
}

async function panelPaint(scene: Scene): Promise<Figure> {
  const { id, deployments } = scene.sandbox.account.app("storefront");
  const floor = await timesOf(turns, () => ready(() => openEmptyPanel()));
  const values = await timesOf(turns, (turn) =>
    ready(() => {
      const argument = { appId: id, deploymentId: deployments[turn + 1]?.id };
      void vscode.commands.executeCommand(commandIds.openDeployment, argument);
    }),
  );
  return figure("Details: from the click to the page that runs", "ms", values, floor, "an empty panel", undefined, 2);
}

/** Resolves when the page of the next panel that is opened has said something. */
async function ready(open: () => void): Promise<void> {
  const { window } = vscode;
  const create = window.createWebviewPanel;
  await new Promise<void>((resolve) => {
    const replacement: typeof create = (...args) => {
      const panel = create(...args);
      panel.webview.onDidReceiveMessage(() => resolve());
      return panel;
    };
    Object.defineProperty(window, "createWebviewPanel", { value: replacement, configurable: true, writable: true });
    open();
  });
  Object.defineProperty(window, "createWebviewPanel", { value: create, configurable: true, writable: true });
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

function openEmptyPanel(): void {
  const panel = vscode.window.createWebviewPanel(`${panelType}.floor`, "Floor", vscode.ViewColumn.Active, {
    enableScripts: true,
  });
  panel.webview.html = "<!DOCTYPE html><script>acquireVsCodeApi().postMessage({})</script>";
}

async function longLog(scene: Scene): Promise<Figure> {
  const { id, deployments } = scene.sandbox.account.app("storefront");
  const start = Date.now();
  const entries = Array.from({ length: 100_000 }, (_, index) => ({
    id: String(index),
    message: `line ${index} of src/a/file${index % 7}.ts:${index + 1}:1 and more text as it is in logs`,
    severity: "INFO",
    timestamp: new Date(start + index).toISOString(),
  }));
  scene.sandbox.fault({ path: /logs$/ }, { kind: "malformed", mutate: () => entries });
  const content = entries.map(({ message }) => message).join("\n");
  const floor = await timesOf(3, async () => {
    const document = await vscode.workspace.openTextDocument({ content, language: "log" });
    await vscode.window.showTextDocument(document);
  });
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  const values = await timesOf(3, async (turn) => {
    const argument = { appId: id, deploymentId: deployments.at(-1 - turn)?.id };
    await vscode.commands.executeCommand(commandIds.openLog, argument);
    await eventually(() => vscode.window.activeTextEditor?.document.getText().includes("line 99999 ") ?? false);
  });
  scene.sandbox.clearFaults();
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  return figure("Log of 100,000 lines, read and opened", "ms", values, floor, "the same text without reading it");
}

/** The question before a rollback that undoes 5,000 commits, against one that undoes a single one. */
async function plan(): Promise<Figure> {
  await enableGit();
  const scene = await openGitScene();
  const repository = scene.create("shop");
  const target = repository.commit("First");
  const one = repository.commit("Second");
  const many = repository.manyCommits(5_000);
  await scene.open(repository);
  const ask = (live: string) => {
    scene.deploy(live, target);
    return timesOf(turns, () => scene.question());
  };
  await ask(one);
  const floor = await ask(one);
  const values = await ask(many);
  await scene.close();
  return figure("Plan that undoes 5,000 commits", "ms", values, floor, "a plan that undoes one", 2_000);
}

function figure(
  name: string,
  unit: Figure["unit"],
  values: readonly number[],
  floor: readonly number[],
  floorIs: string,
  most?: number,
  mostFloors?: number,
): Figure {
  return { name, unit, values, floor, floorIs, most, mostFloors };
}
