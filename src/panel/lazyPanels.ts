import * as vscode from "vscode";
import { panelType } from "../contributions.ts";
import { type DeploymentRef, deploymentRef } from "../model/ref.ts";
import type { Store } from "../model/store.ts";
import type { DeploymentId } from "../sevalla/resources.ts";
import type { DeploymentPanels, Opening } from "./deploymentPanels.ts";

/** The details of deployments, of which nothing is loaded before the first is opened. */
export class LazyPanels implements vscode.Disposable {
  readonly #load: () => Promise<DeploymentPanels>;
  readonly #registered: vscode.Disposable;
  #loading: Promise<DeploymentPanels> | undefined;
  #panels: DeploymentPanels | undefined;

  /**
   * @param want asks for a deployment and its log; the answer arrives through the store
   * @param moved is told when others are in front
   */
  constructor(extensionUri: vscode.Uri, store: Store, want: (ref: DeploymentRef) => void, moved: () => void) {
    this.#load = () => {
      this.#loading ??= import("./deploymentPanels.ts").then(({ DeploymentPanels }) => {
        this.#panels = new DeploymentPanels(extensionUri, store, want, moved);
        return this.#panels;
      });
      return this.#loading;
    };
    // Until this is there, VS Code waits with the panels of the time before a reload.
    this.#registered = vscode.window.registerWebviewPanelSerializer(panelType, {
      deserializeWebviewPanel: (panel, state) => this.#bringBack(panel, state),
    });
  }

  /** Deployments whose panel is in sight. */
  visibleIds(): readonly DeploymentId[] {
    return this.#panels?.visibleIds() ?? [];
  }

  /** The deployment whose details are in front. */
  inFront(): DeploymentRef | undefined {
    return this.#panels?.inFront();
  }

  async open(ref: DeploymentRef, how?: Opening): Promise<void> {
    (await this.#load()).open(ref, how);
  }

  dispose(): void {
    this.#registered.dispose();
    this.#panels?.dispose();
  }

  /** Brings a panel back after a reload. Its state is the webview's own and so is not to be trusted. */
  async #bringBack(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const ref = deploymentRef(state);
    if (!ref) return panel.dispose();
    const isKept = typeof state === "object" && state !== null && "isKept" in state && state.isKept === true;
    (await this.#load()).bringBack(panel, ref, isKept);
  }
}
