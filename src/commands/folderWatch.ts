import * as vscode from "vscode";
import { AfterPush } from "../model/afterPush.ts";
import { liveCommit } from "../model/head.ts";
import type { Wiring } from "./parts.ts";

/** What goes on around linked folders by itself. Git is left alone until there is something to compare with it. */
export function watchFolders(wiring: Wiring): vscode.Disposable {
  const { store, currentLink, refresher, clock, log, ending } = wiring;
  const afterPush = new AfterPush(
    clock,
    () => store.state.links,
    (appId) => void refresher.showHistory(appId),
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
    parts.push(new HeadWatch({ store, currentLink, pushed, note: (what) => log.warn(what) }));
  };
  const listening = store.onDidChange(() => void start());
  void start();
  return {
    dispose() {
      for (const part of [listening, ...parts]) part.dispose();
    },
  };
}
