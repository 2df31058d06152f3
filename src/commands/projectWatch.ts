import * as vscode from "vscode";
import { viewIds } from "../contributions.ts";
import { takeUpList } from "../model/listMemory.ts";
import { appsOf } from "../model/store.ts";
import type { Wiring } from "./parts.ts";

/** Learns which projects the apps belong to, while the Apps view lists them so and is in sight. */
export class ProjectWatch implements vscode.Disposable {
  readonly #wiring: Wiring;
  readonly #listening: vscode.Disposable;
  #isReading = false;
  /** The apps that were asked for: what was not told is asked for when there are others or the view is shown again, no sooner. */
  #readFor: readonly unknown[] | undefined;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    const look = () => void this.#look();
    takeUpList(wiring.workspaceMemory, wiring.store);
    const lookAgain = () => {
      this.#readFor = undefined;
      look();
    };
    this.#listening = vscode.Disposable.from(wiring.store.onDidChange(look), wiring.onDidShowView(lookAgain));
    look();
  }

  dispose(): void {
    this.#listening.dispose();
  }

  async #look(): Promise<void> {
    const { account, grouping } = this.#wiring.store.state;
    if (!grouping.isByProject || account.kind !== "ready" || this.#isReading || !this.#wiring.isViewVisible()) return;
    if (this.#readFor === account.apps || account.apps.every(({ id }) => grouping.projects.has(id))) return;
    this.#readFor = account.apps;
    this.#isReading = true;
    try {
      await vscode.window.withProgress({ location: { viewId: viewIds.apps } }, () => this.#read());
    } finally {
      this.#isReading = false;
    }
  }

  async #read(): Promise<void> {
    const { store, appDetails, isViewVisible, ending } = this.#wiring;
    const details = await appDetails();
    const left = new AbortController();
    const heed = () => {
      if (!isViewVisible() || !store.state.grouping.isByProject || ending.aborted) left.abort();
    };
    await details.read(appsOf(store.state), left.signal, heed);
    store.update((state) => {
      const known = appsOf(state).filter(({ id }) => details.has(id));
      const projects = new Map(known.map(({ id }) => [id, details.projectOf(id)]));
      return { ...state, grouping: { ...state.grouping, projects } };
    });
  }
}
