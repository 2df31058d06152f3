import * as vscode from "vscode";
import { AfterPush } from "../model/afterPush.ts";
import { liveCommit } from "../model/headPlace.ts";
import { appsOf } from "../model/store.ts";
import type { LinkSuggester } from "./linkSuggester.ts";
import type { Wiring } from "./parts.ts";

/** What goes on around linked folders by itself. Git is left alone until there is something to compare with it. */
export function watchFolders(wiring: Wiring): vscode.Disposable {
  const { store, currentLink, onDidMove, refresher, clock, log, ending, isViewVisible, onDidShowView } = wiring;
  const afterPush = new AfterPush(
    clock,
    () => store.state.links,
    (appId) => void refresher.lookAt(appId),
  );
  let isStarted = false;
  const parts: vscode.Disposable[] = [afterPush];
  const start = async () => {
    const { workspace } = vscode;
    if (isStarted || !workspace.isTrusted || !liveCommit(store.state, currentLink())) return;
    isStarted = true;
    const { HeadWatch } = await import("../git/headWatch.ts");
    if (ending.aborted) return;
    const pushed = (folders: ReadonlySet<string>) => afterPush.pushed(folders);
    parts.push(new HeadWatch({ store, currentLink, onDidMove, pushed, note: (what) => log.warn(what) }));
  };
  let suggester: Promise<LinkSuggester> | undefined;
  const suggest = async () => {
    // It is not worth loading before there are apps, and a folder that none is linked to.
    const { workspaceFolders = [] } = vscode.workspace;
    const linked = new Set(store.state.links.map(({ folder }) => folder.uri));
    const isWorth = workspaceFolders.some(({ uri }) => !linked.has(uri.toString()));
    if (!isWorth || !isViewVisible() || appsOf(store.state).length === 0) return;
    suggester ??= import("./linkSuggester.ts").then((loaded) => new loaded.LinkSuggester(wiring));
    await (await suggester).look();
  };
  const look = () => {
    void start();
    void suggest();
  };
  parts.push(
    store.onDidChange(look),
    onDidShowView(look),
    onDidMove(() => void start()),
  );
  look();
  return {
    dispose() {
      for (const part of parts) part.dispose();
    },
  };
}
