import type * as vscode from "vscode";
import { deploymentUnderWay } from "../model/deployment.ts";
import { linkedAppIds } from "../model/link.ts";
import type { Disposable } from "../model/signal.ts";
import { deploymentsOf } from "../model/store.ts";
import type { LogParts, Logs } from "./logParts.ts";

/** The logs, of which nothing is loaded before there is one to show or to watch. */
export class LazyLogs implements Disposable {
  readonly #open: () => Promise<Logs>;
  readonly #watching: Disposable;
  #loading: Promise<Logs> | undefined;

  /** @param tell is told whose contents are others */
  constructor(parts: LogParts, tell: (uri: vscode.Uri) => void) {
    this.#open = () => import("./logDocuments.ts").then(({ LogDocuments }) => new LogDocuments(parts, tell));
    // The errors of a deployment that fails while somebody looks on belong in the Problems panel.
    this.#watching = parts.store.onDidChange((state) => {
      const isUnderWay = linkedAppIds(state.links).some((id) => deploymentUnderWay(deploymentsOf(state, id)));
      if (state.open.size > 0 || isUnderWay) void this.load();
    });
  }

  load(): Promise<Logs> {
    this.#loading ??= this.#open();
    return this.#loading;
  }

  dispose(): void {
    this.#watching.dispose();
    void this.#loading?.then((loaded) => loaded.dispose());
  }
}
