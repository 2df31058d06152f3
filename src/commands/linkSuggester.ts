import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { onlyAppFrom } from "../model/appRanking.ts";
import { appsToSuggest, foldersToSuggestFor, RefusedFolders } from "../model/linkSuggestion.ts";
import { appsOf } from "../model/store.ts";
import { visible } from "../present/format.ts";
import type { AppSummary } from "../sevalla/resources.ts";
import { linkFolder } from "../workspace/writeLinks.ts";
import { notify } from "./notify.ts";
import type { Wiring } from "./parts.ts";

interface Match {
  readonly folder: vscode.WorkspaceFolder;
  readonly app: AppSummary;
}

/** Suggests, once in a session at most, to link a folder to the only app that is made from its repository. */
export class LinkSuggester {
  readonly #wiring: Wiring;
  readonly #refused: RefusedFolders;
  #isLooking = false;
  #isOver = false;
  /** The folders and apps among which was looked last. */
  #looked = "";

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    this.#refused = new RefusedFolders(wiring.globalMemory);
  }

  /** Looks for such an app if it has not been done. Sevalla is asked only while the Apps view is in sight. */
  async look(): Promise<void> {
    const { store, session, isViewVisible, ending } = this.#wiring;
    if (this.#isOver || this.#isLooking || !isViewVisible() || !vscode.workspace.isTrusted) return;
    const { workspaceFolders = [] } = vscode.workspace;
    const folders = foldersToSuggestFor(workspaceFolders, store.state.links, this.#refused);
    const { account } = store.state;
    // Of apps that were not read yet another may be made from the same repository.
    if (account.kind === "ready" && account.isPartial) return;
    const apps = appsToSuggest(appsOf(store.state));
    const looked = JSON.stringify([folders.map(({ uri }) => uri.toString()), apps.map(({ id }) => id)]);
    if (folders.length === 0 || apps.length === 0 || looked === this.#looked) return;
    const asked = session.state;
    this.#isLooking = true;
    const found = await this.#find(folders, apps).finally(() => {
      this.#isLooking = false;
    });
    if (ending.aborted || session.state !== asked || found === "hidden") return;
    this.#looked = looked;
    if (found && !this.#isLinked(found.folder)) await this.#suggest(found, workspaceFolders.length);
  }

  async #find(
    folders: readonly vscode.WorkspaceFolder[],
    apps: readonly AppSummary[],
  ): Promise<Match | "hidden" | undefined> {
    const { ending, isViewVisible } = this.#wiring;
    const { enclosingRepository } = await import("../git/folderRemotes.ts");
    const repositories = await Promise.all(folders.map(({ uri }) => enclosingRepository(uri, ending)));
    if (repositories.every((one) => !one || one.remotes.length === 0)) return undefined;
    const details = await this.#wiring.appDetails();
    const hidden = new AbortController();
    const heed = () => {
      if (!isViewVisible() || ending.aborted) hidden.abort();
    };
    heed();
    const areAllKnown = await details.readRepositories(apps, hidden.signal, heed);
    // Of those that are not known another may be made from the same repository.
    if (!areAllKnown) return hidden.signal.aborted ? "hidden" : undefined;
    for (const [index, folder] of folders.entries()) {
      const app = onlyAppFrom(apps, repositories[index], (appId) => details.sourceOf(appId));
      if (app) return { folder, app };
    }
    return undefined;
  }

  async #suggest({ folder, app }: Match, folders: number): Promise<void> {
    this.#isOver = true;
    const [name, appName] = [visible(folder.name), visible(app.name)];
    const message =
      folders > 1
        ? t("The folder {0} looks like {1}: its Git remote is the app's repository.", name, appName)
        : t("This folder looks like {0}: its Git remote is the app's repository.", appName);
    const link = t("Link");
    const never = t("Never for this folder");
    const answer = await notify.information(message, link, t("Not now"), never);
    if (answer === never) this.#refused.add(folder.uri.toString());
    if (answer !== link || this.#isLinked(folder)) return;
    try {
      await linkFolder(folder, app.id);
    } catch {
      void notify.error(t("The folder's settings could not be written. Nothing was changed."));
    }
  }

  #isLinked({ uri }: vscode.WorkspaceFolder): boolean {
    return this.#wiring.store.state.links.some(({ folder }) => folder.uri === uri.toString());
  }
}
