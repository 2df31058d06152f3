/** The details of a deployment in a webview: sends it the whole view, turns what it asks for into commands. */
import * as vscode from "vscode";
import { commandIds, panelType } from "../contributions.ts";
import type { Clock } from "../model/clock.ts";
import { liveDeployment } from "../model/deployment.ts";
import { type DeploymentRef, deploymentRef } from "../model/ref.ts";
import { deploymentsOf, newlyOpened, type Store } from "../model/store.ts";
import type { DeploymentId } from "../sevalla/resources.ts";
import type { Copyable, FromPanel, ToPanel } from "../webview/protocol.ts";
import { panelHtml } from "./html.ts";

const copyCommands: Readonly<Record<Copyable, string>> = {
  sha: commandIds.copyCommitSha,
  image: commandIds.copyImage,
  id: commandIds.copyDeploymentId,
};

interface OpenPanel {
  readonly panel: vscode.WebviewPanel;
  readonly draw: () => void;
}

export class DeploymentPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #want: (ref: DeploymentRef) => void;
  readonly #panels = new Map<DeploymentId, OpenPanel>();
  /** Loaded with the first panel. */
  #words: typeof import("../present/details.ts") | undefined;
  readonly #disposables: { dispose(): void }[];

  /** @param want asks for a deployment and its log; the answer arrives through the store */
  constructor(extensionUri: vscode.Uri, store: Store, clock: Clock, want: (ref: DeploymentRef) => void) {
    this.#extensionUri = extensionUri;
    this.#store = store;
    this.#clock = clock;
    this.#want = want;
    this.#disposables = [
      vscode.window.registerWebviewPanelSerializer(panelType, this),
      store.onDidChange(() => this.#draw()),
    ];
  }

  /** Deployments whose panel is in sight. */
  visibleIds(): readonly DeploymentId[] {
    return [...this.#panels].filter(([, { panel }]) => panel.visible).map(([id]) => id);
  }

  open(ref: DeploymentRef): void {
    const open = this.#panels.get(ref.deploymentId);
    if (open) return open.panel.reveal();
    const panel = vscode.window.createWebviewPanel(panelType, "Deployment", vscode.ViewColumn.Active, {});
    this.#fill(panel, ref);
  }

  /** Brings a panel back after a reload. Its state is the webview's own and so is not to be trusted. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const ref = deploymentRef(state);
    if (!ref || this.#panels.has(ref.deploymentId)) return panel.dispose();
    this.#fill(panel, ref);
  }

  dispose(): void {
    // The panels stay: VS Code brings them back after a reload.
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #fill(panel: vscode.WebviewPanel, ref: DeploymentRef): void {
    const id = ref.deploymentId;
    let sent = "";
    const draw = () => {
      if (!this.#words) return;
      panel.title = this.#words.panelTitle(this.#store.state, id);
      const message: ToPanel = {
        type: "view",
        view: this.#words.panelView(this.#store.state, id, this.#clock.now()),
        ref,
      };
      const text = JSON.stringify(message);
      if (text === sent || !panel.visible) return;
      sent = text;
      void panel.webview.postMessage(message);
    };
    const intents = panel.webview.onDidReceiveMessage((message: FromPanel) => {
      // A page that has just been made, also when the panel is shown again, knows nothing yet.
      if (message.type === "ready") sent = "";
      if (message.type === "ready") draw();
      else void vscode.commands.executeCommand(...commandOf(message, ref, this.#isLive(ref)));
    });
    let wasVisible = panel.visible;
    const visibility = panel.onDidChangeViewState(() => {
      if (panel.visible && !wasVisible) this.#want(ref);
      wasVisible = panel.visible;
      draw();
    });
    panel.onDidDispose(() => {
      intents.dispose();
      visibility.dispose();
      this.#panels.delete(id);
      this.#store.setOpen(id, undefined);
    });
    this.#panels.set(id, { panel, draw });
    const known = deploymentsOf(this.#store.state, ref.appId).find((deployment) => deployment.id === id);
    this.#store.setOpen(id, { ...newlyOpened(ref.appId), deployment: known });
    panel.iconPath = {
      light: vscode.Uri.joinPath(this.#extensionUri, "media", "sevalla-light.svg"),
      dark: vscode.Uri.joinPath(this.#extensionUri, "media", "sevalla-dark.svg"),
    };
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: ["dist", "media"].map((folder) => vscode.Uri.joinPath(this.#extensionUri, folder)),
    };
    panel.webview.html = panelHtml(panel.webview, this.#extensionUri);
    if (this.#words) draw();
    else void this.#loadWords();
    this.#want(ref);
  }

  async #loadWords(): Promise<void> {
    this.#words = await import("../present/details.ts");
    this.#draw();
  }

  #isLive(ref: DeploymentRef): boolean {
    return liveDeployment(deploymentsOf(this.#store.state, ref.appId))?.id === ref.deploymentId;
  }

  #draw(): void {
    for (const { draw } of this.#panels.values()) draw();
  }
}

function commandOf(
  message: Exclude<FromPanel, { type: "ready" }>,
  ref: DeploymentRef,
  isLive: boolean,
): [string, ...unknown[]] {
  switch (message.type) {
    case "rollBack":
      return [commandIds.rollBack, isLive ? { appId: ref.appId } : ref];
    case "preview":
      return [commandIds.previewRollback, ref];
    case "planDocument":
      return [commandIds.planRollback, ref];
    case "openCommit":
      return [commandIds.openCommit, ref];
    case "copy":
      return [copyCommands[message.what], ref];
    case "signIn":
      return [commandIds.signIn];
    case "refresh":
      return [commandIds.refresh];
  }
}
