import * as vscode from "vscode";
import { commandIds, panelType } from "../contributions.ts";
import { t } from "../l10n.ts";
import { liveDeployment } from "../model/deployment.ts";
import type { DeploymentRef } from "../model/ref.ts";
import { deploymentsOf, newlyOpened, type Store } from "../model/store.ts";
import type { DeploymentId } from "../sevalla/resources.ts";
import type { Copyable } from "../webview/protocol.ts";
import { DeploymentPanel, type Intent } from "./deploymentPanel.ts";

const copyCommands: Readonly<Record<Copyable, string>> = {
  sha: commandIds.copyCommitSha,
  image: commandIds.copyImage,
  id: commandIds.copyDeploymentId,
};

/** The details of deployments, a panel each. */
export class DeploymentPanels implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #store: Store;
  readonly #want: (ref: DeploymentRef) => void;
  readonly #moved: () => void;
  readonly #panels = new Map<DeploymentId, DeploymentPanel>();
  readonly #listening: { dispose(): void };

  /**
   * @param want asks for a deployment and its log; the answer arrives through the store
   * @param moved is told when others are in front
   */
  constructor(extensionUri: vscode.Uri, store: Store, want: (ref: DeploymentRef) => void, moved: () => void) {
    this.#extensionUri = extensionUri;
    this.#store = store;
    this.#want = want;
    this.#moved = moved;
    this.#listening = store.onDidChange(() => {
      for (const panel of this.#panels.values()) panel.draw();
    });
  }

  /** Deployments whose panel is in sight. */
  visibleIds(): readonly DeploymentId[] {
    return [...this.#panels].filter(([, panel]) => panel.isVisible).map(([id]) => id);
  }

  /** The deployment whose details are in front. */
  inFront(): DeploymentRef | undefined {
    return [...this.#panels.values()].find(({ isInFront }) => isInFront)?.ref;
  }

  open(ref: DeploymentRef): void {
    const open = this.#panels.get(ref.deploymentId);
    if (open) return open.reveal();
    this.#fill(vscode.window.createWebviewPanel(panelType, t("Deployment"), vscode.ViewColumn.Active, {}), ref);
  }

  /** Brings back a panel that VS Code kept over a reload. */
  bringBack(panel: vscode.WebviewPanel, ref: DeploymentRef): void {
    if (this.#panels.has(ref.deploymentId)) panel.dispose();
    else this.#fill(panel, ref);
  }

  dispose(): void {
    // The panels stay: VS Code brings them back after a reload.
    this.#listening.dispose();
  }

  #fill(webviewPanel: vscode.WebviewPanel, ref: DeploymentRef): void {
    const id = ref.deploymentId;
    const want = () => this.#want(ref);
    const act = (intent: Intent) => void vscode.commands.executeCommand(...commandOf(intent, ref, this.#isLive(ref)));
    const panel = new DeploymentPanel(webviewPanel, this.#extensionUri, ref, this.#store, want, act);
    webviewPanel.onDidChangeViewState(this.#moved);
    webviewPanel.onDidDispose(() => {
      panel.dispose();
      this.#panels.delete(id);
      this.#store.setOpen(id, undefined);
    });
    this.#panels.set(id, panel);
    const known = deploymentsOf(this.#store.state, ref.appId).find((deployment) => deployment.id === id);
    this.#store.setOpen(id, { ...newlyOpened(ref.appId), deployment: known });
    panel.draw();
    want();
  }

  #isLive(ref: DeploymentRef): boolean {
    return liveDeployment(deploymentsOf(this.#store.state, ref.appId))?.id === ref.deploymentId;
  }
}

function commandOf(intent: Intent, ref: DeploymentRef, isLive: boolean): [string, ...unknown[]] {
  switch (intent.type) {
    case "rollBack":
      return [commandIds.rollBack, isLive ? { appId: ref.appId } : ref];
    case "undoRollback":
      return [commandIds.undoRollback, { appId: ref.appId }];
    case "preview":
      return [commandIds.previewRollback, ref];
    case "planDocument":
      return [commandIds.planRollback, ref];
    case "showCommits":
      return [commandIds.showUndoneCommits, ref];
    case "showChanges":
      return [commandIds.showUndoneChanges, ref];
    case "fetchCommits":
      return [commandIds.fetchUndone, ref];
    case "cancel":
      return [commandIds.cancelDeployment, ref];
    case "deployAgain":
      return [commandIds.deploy, ref];
    case "openApp":
      return [commandIds.openApp, { appId: ref.appId }];
    case "openCommit":
      return [commandIds.openCommit, ref];
    case "openLog":
      return [commandIds.openLog, ref];
    case "open":
      return [commandIds.openDeployment, { appId: ref.appId, deploymentId: intent.deploymentId }];
    case "loadMore":
      return [commandIds.loadMore, { appId: ref.appId }];
    case "copy":
      return [copyCommands[intent.what], ref];
    case "signIn":
      return [commandIds.signIn];
    case "refresh":
      return [commandIds.refresh];
  }
}
