import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { commandIds, panelType } from "../../src/contributions.ts";
import type { Scene } from "../integration/scene.ts";
import { blockFigure, type Figure, figure } from "./figure.ts";
import { longestBlock, timesOf } from "./stopwatch.ts";

const turns = 7;
const logTurns = 3;
const lines = 100_000;

/** The details of a deployment: when they are drawn, and what a change in Sevalla costs. */
export async function panelFigures(scene: Scene): Promise<readonly Figure[]> {
  return [...(await paint(scene)), ...(await paintWithLog(scene)), await update(scene)];
}

async function paint(scene: Scene): Promise<readonly Figure[]> {
  const { id, deployments } = scene.sandbox.account.app("storefront");
  const floor = await timesOf(turns, () => drawn(openEmptyPanel, "p"));
  const open = (turn: number) => drawn(() => openDetails(id, deployments[turn + 1]?.id), "#view .status");
  const values = await timesOf(turns, open);
  const floorBlock = await longestBlock(() => drawn(openEmptyPanel, "p"));
  const block = await longestBlock(() => open(turns));
  const name = "Details: from the click to what is drawn";
  return [
    figure(name, "ms", values, floor, "an empty panel", { mostFloors: 2 }),
    blockFigure(name, [block], [floorBlock], "an empty panel"),
  ];
}

async function paintWithLog(scene: Scene): Promise<readonly Figure[]> {
  const { id, deployments } = scene.sandbox.account.app("storefront");
  const entries = Array.from({ length: lines }, (_, index) => ({
    id: String(index),
    message: `line ${index} and more text as it is in logs`,
    severity: "INFO",
    timestamp: new Date(index).toISOString(),
  }));
  // The server runs in the extension host, too: making the answer is not what is measured.
  const remove = scene.sandbox.fault({ path: /logs$/ }, { kind: "html", status: 200, body: JSON.stringify(entries) });
  const open = (turn: number) => drawn(() => openDetails(id, deployments.at(-1 - turn)?.id), ".log .line");
  const values = await timesOf(logTurns, open);
  const block = await longestBlock(() => open(logTurns));
  const url = `${scene.sandbox.url}/applications/${id}/deployments/${deployments.at(-1)?.id}/logs`;
  const headers = { authorization: `Bearer ${scene.sandbox.keys.valid}` };
  const openFloor = async () => {
    await drawn(openEmptyPanel, "p");
    await (await fetch(url, { headers })).json();
  };
  const floor = await timesOf(logTurns, openFloor);
  const floorBlock = await longestBlock(openFloor);
  remove();
  const name = "Details: from the click to the end of a log of 100,000 entries";
  const floorIs = "an empty panel, and the one request";
  return [figure(name, "ms", values, floor, floorIs), blockFigure(name, [block], [floorBlock], floorIs)];
}

function openDetails(appId: string, deploymentId: string | undefined): void {
  void vscode.commands.executeCommand(commandIds.openDeployment, { appId, deploymentId });
}

/** From the question to Sevalla to the page that has drawn another status, with one running deployment of 50. */
async function update(scene: Scene): Promise<Figure> {
  const app = scene.sandbox.account.app("storefront");
  const newest = app.deployments.at(-1);
  if (!newest) throw new Error("no deployment");
  const hour = 3_600_000;
  const waiting = { waitingMs: hour, buildMs: hour, rolloutMs: 0 };
  const running = { ...newest, id: randomUUID(), createdAt: Date.now(), life: waiting };
  app.deployments.push(running);
  const url = `${scene.sandbox.url}/applications/${app.id}/deployments/${running.id}`;
  const headers = { authorization: `Bearer ${scene.sandbox.keys.valid}` };

  const empty = await nextPanel(openEmptyPanel, "p");
  const floor = await timesOf(turns, async (turn) => {
    const answer: unknown = await (await fetch(url, { headers })).json();
    const isDrawn = empty.says(String(turn));
    await empty.panel.webview.postMessage({ answer, turn });
    await isDrawn;
  });
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");

  const details = await nextPanel(() => openDetails(app.id, running.id), "#view .status");
  const values = await timesOf(turns, async (turn) => {
    const isWaiting = turn % 2 === 1;
    running.life = isWaiting ? waiting : { ...waiting, waitingMs: 0 };
    const isDrawn = details.says(isWaiting ? "Waiting" : "Deploying");
    void vscode.commands.executeCommand(commandIds.refresh);
    await isDrawn;
  });
  app.deployments.pop();
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  return figure(
    "Details: another status in Sevalla, read and drawn",
    "ms",
    values,
    floor,
    "the one request, and its answer drawn in an empty panel",
  );
}

async function drawn(open: () => void, what: string): Promise<void> {
  await nextPanel(open, what);
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

interface Watched {
  readonly panel: vscode.WebviewPanel;
  /** Resolves when what is watched has been drawn with this text. */
  says(text: string): Promise<void>;
}

/** The next panel that is opened, once its page has drawn what the selector names. */
async function nextPanel(open: () => void, what: string): Promise<Watched> {
  const { window } = vscode;
  const create = window.createWebviewPanel;
  const replace = (value: typeof create) =>
    Object.defineProperty(window, "createWebviewPanel", { value, configurable: true, writable: true });
  let note = (_text: string) => {};
  const panel = await new Promise<vscode.WebviewPanel>((resolve) => {
    replace((...args) => {
      const made = create(...args);
      letItReport(made.webview, what, (text) => {
        resolve(made);
        note(text);
      });
      return made;
    });
    open();
  });
  replace(create);
  const says = (text: string) =>
    new Promise<void>((resolve) => {
      note = (said) => said === text && resolve();
    });
  return { panel, says };
}

interface Report {
  readonly drawn: string;
}

/** Puts a script before those of the page, which tells us after the frame in which something was drawn. */
function letItReport(webview: vscode.Webview, what: string, tell: (text: string) => void): void {
  const listen = webview.onDidReceiveMessage;
  listen((message: Partial<Report>) => {
    if (message.drawn !== undefined) tell(message.drawn);
  });
  Object.defineProperty(webview, "onDidReceiveMessage", {
    value: (listener: (message: Partial<Report>) => unknown) =>
      listen((message: Partial<Report>) => {
        if (message.drawn === undefined) listener(message);
      }),
  });
  const page = Object.getPrototypeOf(webview);
  Object.defineProperty(webview, "html", {
    set(html: string) {
      const nonce = /nonce="([^"]+)"/.exec(html)?.[1] ?? "";
      const script = `<script nonce="${nonce}">(${report})(${JSON.stringify(what)})</script>`;
      Reflect.set(
        page,
        "html",
        html.replace("<script", () => `${script}<script`),
        webview,
      );
    },
  });
}

/** Runs in the page. */
const report = `(what) => {
  const api = acquireVsCodeApi();
  globalThis.acquireVsCodeApi = () => api;
  let last;
  const look = () => {
    const text = document.querySelector(what)?.textContent.trim();
    if (text === undefined || text === last) return;
    last = text;
    requestAnimationFrame(() => setTimeout(() => api.postMessage({ drawn: text })));
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}`;

function openEmptyPanel(): void {
  const panel = vscode.window.createWebviewPanel(`${panelType}.floor`, "Floor", vscode.ViewColumn.Active, {
    enableScripts: true,
  });
  panel.webview.html = `<!DOCTYPE html><p>Empty</p><script>
    addEventListener("message", ({ data }) => { document.querySelector("p").textContent = data.turn; });
  </script>`;
}
