import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { phaseOf } from "../model/deployment.ts";
import { overviewOf } from "../model/history.ts";
import { historiesOf, type State, type Store } from "../model/store.ts";
import type { AppId, DeploymentId } from "../sevalla/resources.ts";

const scheme = "sevalla-deployment";

/** The address by which the row of a deployment is decorated. */
export function deploymentUri(appId: AppId, deploymentId: DeploymentId): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${appId}/${deploymentId}` });
}

/**
 * Marks the live deployments, and the newest where it failed, at the right end of their rows, where no long commit message
 * can push it out of sight.
 */
export class RowDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri[]>();
  readonly #disposables: { dispose(): void }[];
  #marks: ReadonlyMap<string, Mark> = new Map();
  #drawn: unknown;

  readonly onDidChangeFileDecorations = this.#changed.event;

  constructor(store: Store) {
    this.#disposables = [
      this.#changed,
      vscode.window.registerFileDecorationProvider(this),
      store.onDidChange((state) => this.#take(state)),
    ];
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const mark = this.#marks.get(uri.toString());
    return mark && new vscode.FileDecoration(mark.badge, mark.tooltip(), new vscode.ThemeColor(mark.color));
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #take(state: State): void {
    const histories = historiesOf(state);
    if (histories === this.#drawn) return;
    this.#drawn = histories;
    const before = this.#marks;
    this.#marks = new Map(marksOf(histories));
    const all = new Set([...before.keys(), ...this.#marks.keys()]);
    const changed = [...all].filter((uri) => before.get(uri) !== this.#marks.get(uri));
    if (changed.length > 0) this.#changed.fire(changed.map((uri) => vscode.Uri.parse(uri)));
  }
}

interface Mark {
  readonly badge: string;
  readonly tooltip: () => string;
  readonly color: string;
}

const live: Mark = { badge: "●", tooltip: () => t("Live"), color: "charts.green" };
const failed: Mark = { badge: "!", tooltip: () => t("The last deployment failed"), color: "list.errorForeground" };

function marksOf(histories: ReturnType<typeof historiesOf>): (readonly [uri: string, mark: Mark])[] {
  return [...histories].flatMap(([appId, history]) => {
    const serving = overviewOf(history).live;
    const newest = history.kind === "ready" ? history.deployments[0] : undefined;
    const marked = (id: DeploymentId, mark: Mark) => [deploymentUri(appId, id).toString(), mark] as const;
    return [
      ...(serving ? [marked(serving.id, live)] : []),
      ...(newest && phaseOf(newest.status) === "failed" ? [marked(newest.id, failed)] : []),
    ];
  });
}
