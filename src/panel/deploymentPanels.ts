import * as vscode from "vscode";
import { commandIds, panelType } from "../contributions.ts";
import { t } from "../l10n.ts";
import { liveDeployment } from "../model/deployment.ts";
import { type DeploymentRef, deploymentRef } from "../model/ref.ts";
import { deploymentsOf, newlyOpened, type Store } from "../model/store.ts";
import { compareUrl, repositoryUrl } from "../present/hostPages.ts";
import type { AppId, Deployment, DeploymentId } from "../sevalla/resources.ts";
import type { Copyable, Intent } from "../webview/protocol.ts";
import { copyText } from "../workspace/copyText.ts";
import { DeploymentPanel } from "./deploymentPanel.ts";

const copyable: Readonly<Record<Copyable, (deployment: Deployment) => string | undefined>> = {
  sha: ({ commitSha }) => commitSha,
  branch: ({ branch }) => branch,
  repository: ({ repoUrl }) => repoUrl,
  image: ({ image }) => image,
  id: ({ id }) => id,
};

/** How details are opened: in which panel, and whether the focus stays where it is. */
export interface Opening {
  readonly isBeside?: boolean;
  readonly leavesFocus?: boolean;
}

/** The details of deployments: one panel for what is clicked on, and those that were opened beside it or pinned. */
export class DeploymentPanels implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #store: Store;
  readonly #want: (ref: DeploymentRef) => void;
  readonly #moved: () => void;
  readonly #panels = new Set<DeploymentPanel>();
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
      for (const panel of this.#panels) panel.draw();
    });
  }

  /** Deployments whose panel is in sight. */
  visibleIds(): readonly DeploymentId[] {
    return [...this.#panels].filter(({ isVisible }) => isVisible).map(({ ref }) => ref.deploymentId);
  }

  /** The deployment whose details are in front. */
  inFront(): DeploymentRef | undefined {
    return [...this.#panels].find(({ isInFront }) => isInFront)?.ref;
  }

  open(ref: DeploymentRef, { isBeside = false, leavesFocus = false }: Opening = {}): void {
    const all = [...this.#panels];
    const open = all.find((panel) => panel.ref.deploymentId === ref.deploymentId && (panel.isKept || !isBeside));
    // Whoever chooses once more what is in front wants to go there.
    if (open) return open.reveal(leavesFocus && !open.isInFront);
    const viewColumn = isBeside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    const reused = isBeside ? undefined : all.find(({ isKept, isPinned }) => !isKept && !isPinned);
    if (reused) {
      this.#go(reused, ref);
      return reused.reveal(leavesFocus);
    }
    const place = { viewColumn, preserveFocus: leavesFocus };
    const options = { enableFindWidget: true };
    this.#fill(vscode.window.createWebviewPanel(panelType, t("Deployment"), place, options), ref, isBeside);
  }

  /** Brings back a panel that VS Code kept over a reload. */
  bringBack(panel: vscode.WebviewPanel, ref: DeploymentRef, isKept: boolean): void {
    this.#fill(panel, ref, isKept);
  }

  dispose(): void {
    // The panels stay: VS Code brings them back after a reload.
    this.#listening.dispose();
  }

  #fill(webviewPanel: vscode.WebviewPanel, ref: DeploymentRef, isKept: boolean): void {
    const want = () => this.#want(panel.ref);
    const act = (intent: Intent) => this.#act(panel, intent);
    const panel = new DeploymentPanel(webviewPanel, this.#extensionUri, ref, this.#store, isKept, want, act);
    webviewPanel.onDidChangeViewState(this.#moved);
    webviewPanel.onDidDispose(() => {
      panel.dispose();
      this.#panels.delete(panel);
      this.#left(panel.ref.deploymentId);
    });
    this.#panels.add(panel);
    this.#enter(ref);
    panel.draw();
    want();
  }

  /** Shows another deployment in the same panel. */
  #go(panel: DeploymentPanel, ref: DeploymentRef): void {
    const before = panel.ref.deploymentId;
    this.#enter(ref);
    panel.go(ref);
    this.#left(before);
    this.#want(ref);
    this.#moved();
  }

  #enter({ appId, deploymentId }: DeploymentRef): void {
    const { state } = this.#store;
    if (state.open.has(deploymentId)) return;
    const known = deploymentsOf(state, appId).find(({ id }) => id === deploymentId);
    this.#store.setOpen(deploymentId, { ...newlyOpened(appId), deployment: known });
  }

  /** What no panel shows any more is forgotten. */
  #left(id: DeploymentId): void {
    if ([...this.#panels].every(({ ref }) => ref.deploymentId !== id)) this.#store.setOpen(id, undefined);
  }

  #act(panel: DeploymentPanel, intent: Intent): void {
    const { ref } = panel;
    switch (intent.type) {
      case "open": {
        const other = deploymentRef({ ...ref, deploymentId: intent.deploymentId });
        return other && this.#go(panel, other);
      }
      case "openFile":
        return void panel.openFile(intent.error);
      case "copy":
        return this.#copy(intent.what, ref);
      case "openRepository":
      case "compare":
        return this.#openPage(intent.type, ref);
      default:
        void vscode.commands.executeCommand(...commandOf(intent, ref));
    }
  }

  #copy(what: Copyable, { deploymentId }: DeploymentRef): void {
    const shown = this.#store.state.open.get(deploymentId)?.deployment;
    const text = shown && copyable[what](shown);
    if (text) void copyText([text]);
  }

  /** Opens a page of the Git host. */
  #openPage(which: "openRepository" | "compare", { appId, deploymentId }: DeploymentRef): void {
    const shown = this.#store.state.open.get(deploymentId)?.deployment;
    const live = this.#live(appId);
    const url = shown && (which === "compare" ? live && compareUrl(live, shown) : repositoryUrl(shown));
    if (url) void vscode.env.openExternal(vscode.Uri.parse(url, true));
  }

  #live(appId: AppId): Deployment | undefined {
    return liveDeployment(deploymentsOf(this.#store.state, appId));
  }
}

/** What needs no more than to be handed on. */
type WithCommand = Exclude<Intent, { type: "open" | "openFile" | "copy" | "openRepository" | "compare" }>;

function commandOf(intent: WithCommand, ref: DeploymentRef): [string, ...unknown[]] {
  switch (intent.type) {
    case "rollBack":
      return [commandIds.rollBack, ref];
    case "rollBackLive":
      return [commandIds.rollBack, { appId: ref.appId }];
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
    case "loadMore":
      return [commandIds.loadMore, { appId: ref.appId }];
    case "signIn":
      return [commandIds.signIn];
    case "refresh":
      return [commandIds.refresh];
  }
}
