import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { type AppPart, appsByPart, onlyAppFrom } from "../model/appRanking.ts";
import { appsToSuggest, foldersToSuggestFor, RefusedFolders } from "../model/linkSuggestion.ts";
import { appsOf } from "../model/store.ts";
import { visible } from "../present/format.ts";
import type { AppSummary } from "../sevalla/resources.ts";
import { linkFolder, linkParts } from "../workspace/writeLinks.ts";
import { notify } from "./notify.ts";
import type { Wiring } from "./parts.ts";

/** A folder that is one app, or has several in its parts. */
interface Match {
  readonly folder: vscode.WorkspaceFolder;
  readonly apps: AppSummary | readonly AppPart[];
}

const mostNamed = 5;

/**
 * Suggests, once in a session at most, to link a folder to the only app that is made from its repository, or its parts to
 * the apps that are built from them.
 */
export class LinkSuggester {
  readonly #wiring: Wiring;
  readonly #refused: RefusedFolders;
  #isLooking = false;
  #isOver = false;
  /** The folders and apps among which was looked last. */
  #looked = "";

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    this.#refused = new RefusedFolders(wiring.globalMemory, () => wiring.clock.now());
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
      const at = [apps, repositories[index], (appId: AppSummary["id"]) => details.sourceOf(appId)] as const;
      const app = onlyAppFrom(...at);
      if (app) return { folder, apps: app };
      const parts = appsByPart(...at);
      if (parts.length > 0) return { folder, apps: parts };
    }
    return undefined;
  }

  async #suggest({ folder, apps }: Match, folders: number): Promise<void> {
    this.#isOver = true;
    const message = suggestion(visible(folder.name), apps, folders > 1);
    const link = t("Link");
    const never = t("Never for this folder");
    const answer = await notify.information(message, link, t("Not now"), never);
    if (answer !== link) return this.#refused.add(folder.uri.toString(), answer === never ? "forever" : "month");
    if (this.#isLinked(folder)) return;
    try {
      if ("id" in apps) await linkFolder(folder, apps.id);
      else await linkParts(folder, Object.fromEntries(apps.map(({ path, app }) => [path, app.id])));
    } catch {
      void notify.error(t("The folder's settings could not be written. Nothing was changed."));
    }
  }

  #isLinked({ uri }: vscode.WorkspaceFolder): boolean {
    return this.#wiring.store.state.links.some(({ folder }) => folder.uri === uri.toString());
  }
}

function suggestion(folder: string, apps: Match["apps"], isOneOfSeveral: boolean): string {
  if ("id" in apps) {
    const app = visible(apps.name);
    return isOneOfSeveral
      ? t("The folder {0} looks like {1}: its Git remote is the app's repository.", folder, app)
      : t("This folder looks like {0}: its Git remote is the app's repository.", app);
  }
  const named = apps.slice(0, mostNamed).map(({ app, path }) => `${visible(app.name)} (${visible(path)})`);
  const list = [...named, ...(apps.length > mostNamed ? ["…"] : [])].join(", ");
  return t("The folder {0} looks like the repository of several apps: {1}. Link each to its own folder?", folder, list);
}
