import * as vscode from "vscode";
import { settingKeys } from "../contributions.ts";
import { language } from "../l10n.ts";
import type { DeploymentRef } from "../model/ref.ts";
import type { Store } from "../model/store.ts";
import { panelTitle, panelView } from "../present/details.ts";
import { logUpdate } from "../present/panelLog.ts";
import type { LogEntry } from "../sevalla/resources.ts";
import type { FromPanel, ToPanel } from "../webview/protocol.ts";
import { panelHtml } from "./html.ts";

export type Intent = Exclude<FromPanel, { type: "ready" }>;

/** One deployment's details in a webview: sends it what it does not show yet, and hands on what the user wants. */
export class DeploymentPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #ref: DeploymentRef;
  readonly #store: Store;
  readonly #listening: vscode.Disposable;
  readonly #arePicturesAllowed: boolean;
  #sent = "";
  #sentLog: readonly LogEntry[] | undefined;
  #wasVisible: boolean;
  /** Whether there is a page that has said so and is still there: VS Code throws it away when it is hidden. */
  #isReady = false;

  /**
   * @param want asks for the deployment to be read
   * @param act carries out what the user wants
   */
  constructor(
    panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    ref: DeploymentRef,
    store: Store,
    want: () => void,
    act: (intent: Intent) => void,
  ) {
    this.#panel = panel;
    this.#ref = ref;
    this.#store = store;
    this.#wasVisible = panel.visible;
    this.#arePicturesAllowed = vscode.workspace.getConfiguration().get<unknown>(settingKeys.authorPictures) === true;
    this.#listening = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage((message: FromPanel) => {
        if (message.type === "ready") this.#begin();
        else act(message);
      }),
      panel.onDidChangeViewState(() => {
        if (panel.visible && !this.#wasVisible) want();
        this.#wasVisible = panel.visible;
        this.draw();
      }),
    );
    const { webview } = panel;
    const at = (...path: string[]) => vscode.Uri.joinPath(extensionUri, ...path);
    panel.iconPath = { light: at("media", "sevalla-light.svg"), dark: at("media", "sevalla-dark.svg") };
    webview.options = { enableScripts: true, localResourceRoots: [at("dist"), at("media")] };
    const address = (...path: string[]) => webview.asWebviewUri(at(...path)).toString();
    webview.html = panelHtml(address, webview.cspSource, this.#arePicturesAllowed);
  }

  get isVisible(): boolean {
    return this.#panel.visible;
  }

  get isInFront(): boolean {
    return this.#panel.active;
  }

  get ref(): DeploymentRef {
    return this.#ref;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  draw(): void {
    const { state } = this.#store;
    const { deploymentId } = this.#ref;
    this.#panel.title = panelTitle(state, deploymentId);
    this.#isReady &&= this.#panel.visible;
    // What is sent before would arrive before the language in which it is to be shown.
    if (!this.#isReady) return;
    const options = { arePicturesAllowed: this.#arePicturesAllowed };
    const view = panelView(state, deploymentId, options);
    const message: ToPanel = { type: "view", view, ref: this.#ref };
    const text = JSON.stringify(message);
    if (text !== this.#sent) this.#post(message);
    this.#sent = text;
    this.#drawLog();
  }

  dispose(): void {
    this.#listening.dispose();
  }

  #drawLog(): void {
    const log = this.#store.state.open.get(this.#ref.deploymentId)?.log;
    const entries = log?.kind === "ready" ? log.entries : [];
    const update = logUpdate(this.#sentLog, entries);
    if (update) this.#post(update);
    this.#sentLog = entries;
  }

  /** A page that has just been made, also when the panel is shown again, knows nothing yet. */
  #begin(): void {
    this.#isReady = true;
    this.#sent = "";
    this.#sentLog = undefined;
    this.#post({ type: "language", language: language(), messages: vscode.l10n.bundle });
    this.draw();
  }

  #post(message: ToPanel): void {
    void this.#panel.webview.postMessage(message);
  }
}
