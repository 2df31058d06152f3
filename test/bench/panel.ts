import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { commandIds, panelType } from "../../src/contributions.ts";
import type { Scene } from "../integration/scene.ts";
import { blockFigure, type Figure, figure } from "./figure.ts";
import { longestBlock, timesOf } from "./stopwatch.ts";

const turns = 7;

/** The details of a deployment: their first paint, and what a change in Sevalla costs. */
export async function panelFigures(scene: Scene): Promise<readonly Figure[]> {
  return [...(await paint(scene)), await update(scene)];
}

async function paint(scene: Scene): Promise<readonly Figure[]> {
  const { id, deployments } = scene.sandbox.account.app("storefront");
  const floor = await timesOf(turns, () => ready(openEmptyPanel));
  const open = (turn: number) => () => {
    const argument = { appId: id, deploymentId: deployments[turn + 1]?.id };
    void vscode.commands.executeCommand(commandIds.openDeployment, argument);
  };
  const values = await timesOf(turns, (turn) => ready(open(turn)));
  const floorBlock = await longestBlock(() => ready(openEmptyPanel));
  const block = await longestBlock(() => ready(open(turns)));
  const name = "Details: from the click to the page that runs";
  return [
    figure(name, "ms", values, floor, "an empty panel", { mostFloors: 2 }),
    blockFigure(name, [block], [floorBlock], "an empty panel"),
  ];
}

/** From the question to Sevalla to the page that has got what changed, with one running deployment of 50. */
async function update(scene: Scene): Promise<Figure> {
  const app = scene.sandbox.account.app("storefront");
  const newest = app.deployments.at(-1);
  if (!newest) throw new Error("no deployment");
  const life = { waitingMs: 0, buildMs: 3_600_000, rolloutMs: 0 };
  const running = { ...newest, id: randomUUID(), createdAt: Date.now(), life };
  app.deployments.push(running);
  const url = `${scene.sandbox.url}/applications/${app.id}/deployments/${running.id}`;
  const headers = { authorization: `Bearer ${scene.sandbox.keys.valid}` };

  const empty = await nextPanel(openEmptyPanel);
  const floor = await timesOf(turns, async () => {
    await empty.webview.postMessage(await (await fetch(url, { headers })).json());
  });
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");

  const panel = await nextPanel(() => {
    const argument = { appId: app.id, deploymentId: running.id };
    void vscode.commands.executeCommand(commandIds.openDeployment, argument);
  });
  let noteArrival = (_message: string) => {};
  const post = panel.webview.postMessage.bind(panel.webview);
  Object.defineProperty(panel.webview, "postMessage", {
    value: async (message: unknown) => {
      const hasArrived = await post(message);
      noteArrival(JSON.stringify(message));
      return hasArrived;
    },
  });
  const values = await timesOf(turns, async (turn) => {
    running.commitMessage = `Change ${turn}.`;
    const arrived = new Promise<void>((resolve) => {
      noteArrival = (message) => message.includes(`Change ${turn}.`) && resolve();
    });
    void vscode.commands.executeCommand(commandIds.refresh);
    await arrived;
  });
  app.deployments.pop();
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  return figure(
    "Details: a change in Sevalla, read and sent to the page",
    "ms",
    values,
    floor,
    "the one request, and a message to an empty panel",
  );
}

/** Resolves when the page of the next panel that is opened has said something. */
async function ready(open: () => void): Promise<void> {
  await nextPanel(open);
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** The next panel that is opened, once its page has said something. */
async function nextPanel(open: () => void): Promise<vscode.WebviewPanel> {
  const { window } = vscode;
  const create = window.createWebviewPanel;
  const replace = (value: typeof create) =>
    Object.defineProperty(window, "createWebviewPanel", { value, configurable: true, writable: true });
  const panel = await new Promise<vscode.WebviewPanel>((resolve) => {
    replace((...args) => {
      const made = create(...args);
      made.webview.onDidReceiveMessage(() => resolve(made));
      return made;
    });
    open();
  });
  replace(create);
  return panel;
}

function openEmptyPanel(): void {
  const panel = vscode.window.createWebviewPanel(`${panelType}.floor`, "Floor", vscode.ViewColumn.Active, {
    enableScripts: true,
  });
  panel.webview.html = "<!DOCTYPE html><script>acquireVsCodeApi().postMessage({})</script>";
}
