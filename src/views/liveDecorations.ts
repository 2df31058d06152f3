import * as vscode from "vscode";
import { liveDeployment } from "../model/deployment.ts";
import { deploymentsOf, type State, type Store } from "../model/store.ts";
import type { AppId, DeploymentId } from "../sevalla/resources.ts";

const scheme = "sevalla-deployment";

/** The address by which the row of a deployment is decorated. */
export function deploymentUri(appId: AppId, deploymentId: DeploymentId): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${appId}/${deploymentId}` });
}

/** Marks the live deployments at the right end of their rows, where no long commit message can push it out of sight. */
export class LiveDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri[]>();
  readonly #disposables: { dispose(): void }[];
  #live: ReadonlySet<string> = new Set();

  readonly onDidChangeFileDecorations = this.#changed.event;

  constructor(store: Store) {
    this.#disposables = [
      this.#changed,
      vscode.window.registerFileDecorationProvider(this),
      store.onDidChange((state) => this.#take(state)),
    ];
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    if (!this.#live.has(uri.toString())) return undefined;
    return new vscode.FileDecoration("●", "Live", new vscode.ThemeColor("charts.green"));
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #take(state: State): void {
    const before = this.#live;
    this.#live = new Set(liveUris(state));
    const changed = [...before, ...this.#live].filter((uri) => before.has(uri) !== this.#live.has(uri));
    if (changed.length > 0) this.#changed.fire(changed.map((uri) => vscode.Uri.parse(uri)));
  }
}

function liveUris(state: State): string[] {
  if (state.account.kind !== "ready") return [];
  return [...state.account.histories.keys()].flatMap((appId) => {
    const live = liveDeployment(deploymentsOf(state, appId));
    return live ? [deploymentUri(appId, live.id).toString()] : [];
  });
}
