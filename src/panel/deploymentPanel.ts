import * as vscode from "vscode";
import { settingKeys } from "../contributions.ts";
import { language } from "../l10n.ts";
import type { DeploymentRef } from "../model/ref.ts";
import type { Store } from "../model/store.ts";
import { panelTitle, panelView } from "../present/details.ts";
import { type Failure, failuresOf } from "../present/failure.ts";
import { logUpdate } from "../present/panelLog.ts";
import type { LogEntry } from "../sevalla/resources.ts";
import type { FromPanel, Intent, ToPanel } from "../webview/protocol.ts";
import { workspaceFiles } from "../workspace/workspaceFiles.ts";
import { panelHtml } from "./html.ts";

/** The details of a deployment in a webview: sends it what it does not show yet, and hands on what the user wants. */
export class DeploymentPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly isKept: boolean;
  #ref: DeploymentRef;
  readonly #store: Store;
  readonly #listening: vscode.Disposable;
  readonly #arePicturesAllowed: boolean;
  #sent = "";
  #sentLog: readonly LogEntry[] | undefined;
  /** The files that the errors name, by what they are called there; none are those that were looked for in vain. */
  #files = new Map<string, vscode.Uri | undefined>();
  #wasVisible: boolean;
  /** Whether there is a page that has said so and is still there: VS Code throws it away when it is hidden. */
  #isReady = false;

  /**
   * @param isKept whether it is not for what is clicked on next
   * @param want asks for the deployment to be read
   * @param act carries out what the user wants
   */
  constructor(
    panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    ref: DeploymentRef,
    store: Store,
    isKept: boolean,
    want: () => void,
    act: (intent: Intent) => void,
  ) {
    this.#panel = panel;
    this.isKept = isKept;
    this.#ref = ref;
    this.#store = store;
    this.#wasVisible = panel.visible;
    this.#arePicturesAllowed = vscode.workspace.getConfiguration().get<unknown>(settingKeys.authorPictures) === true;
    this.#listening = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage((message: FromPanel) => {
        if (message.type === "ready") this.#begin();
        // Something else may have been clicked on since it was said.
        else if (message.deploymentId === this.#ref.deploymentId) act(message.intent);
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

  /**
   * Whether the user has pinned its tab, of which VS Code tells nothing but in the list of all: there the one in sight of
   * a group is certain, and others are known by their title.
   */
  get isPinned(): boolean {
    const { title, viewColumn, visible } = this.#panel;
    const group = vscode.window.tabGroups.all.find((one) => one.viewColumn === viewColumn);
    const tab = visible
      ? group?.activeTab
      : group?.tabs.find(({ label, input }) => label === title && input instanceof vscode.TabInputWebview);
    return tab?.isPinned === true;
  }

  /** @param leavesFocus leave the focus where it is */
  reveal(leavesFocus: boolean): void {
    this.#panel.reveal(undefined, leavesFocus);
  }

  /** Shows another deployment. */
  go(ref: DeploymentRef): void {
    this.#ref = ref;
    this.#files = new Map();
    this.#sentLog = undefined;
    this.draw();
  }

  draw(): void {
    const { state } = this.#store;
    const { deploymentId } = this.#ref;
    this.#panel.title = panelTitle(state, deploymentId);
    this.#isReady &&= this.#panel.visible;
    // What is sent before would arrive before the language in which it is to be shown.
    if (!this.#isReady) return;
    this.#lookForFiles();
    const options = {
      arePicturesAllowed: this.#arePicturesAllowed,
      hasFile: (path: string) => this.#files.get(path) !== undefined,
    };
    const view = panelView(state, deploymentId, options);
    const message: ToPanel = { type: "view", view, ref: { ...this.#ref, isKept: this.isKept } };
    const text = JSON.stringify(message);
    if (text !== this.#sent) this.#post(message);
    this.#sent = text;
    this.#drawLog();
  }

  /** Opens the file that one of the errors names, counted from 0. */
  async openFile(error: number): Promise<void> {
    const place = this.#failures()[error]?.place;
    const file = place && this.#files.get(place.path);
    if (!file) return;
    const start = new vscode.Position(place.line - 1, Math.max(0, (place.column ?? 1) - 1));
    await vscode.window.showTextDocument(file, { selection: new vscode.Range(start, start) });
  }

  dispose(): void {
    this.#listening.dispose();
  }

  #failures(): readonly Failure[] {
    const open = this.#store.state.open.get(this.#ref.deploymentId);
    return open ? failuresOf(open) : [];
  }

  #lookForFiles(): void {
    const paths = this.#failures().flatMap(({ place }) => (place && !this.#files.has(place.path) ? place.path : []));
    if (paths.length === 0) return;
    const find = workspaceFiles(this.#ref.appId, this.#store.state);
    const files = this.#files;
    for (const path of new Set(paths)) {
      files.set(path, undefined);
      void find(path).then((file) => {
        files.set(path, file);
        if (file && files === this.#files) this.draw();
      });
    }
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
