/** All that stands behind what extension.ts registers: builds the parts and joins them. */
import { setImmediate } from "node:timers/promises";
import * as vscode from "vscode";
import { LazyEffects } from "./commands/lazyEffects.ts";
import { LazyVerbs } from "./commands/lazyVerbs.ts";
import type { Wiring } from "./commands/parts.ts";
import { speak } from "./l10n.ts";
import { LazyLogs } from "./logs/lazyLogs.ts";
import type { LogFiles } from "./logs/logFiles.ts";
import type { AppDetails } from "./model/appDetails.ts";
import { systemClock } from "./model/clock.ts";
import { LastErrors } from "./model/lastErrors.ts";
import { linkedAppIds } from "./model/link.ts";
import { Pace } from "./model/pace.ts";
import { keepPausedApps } from "./model/pausedApps.ts";
import { pendingMemoryKey } from "./model/pendingMemoryKey.ts";
import { Reader } from "./model/reader.ts";
import type { DeploymentRef } from "./model/ref.ts";
import { Refresher } from "./model/refresher.ts";
import { Session } from "./model/session.ts";
import { Store } from "./model/store.ts";
import { LazyPanels } from "./panel/lazyPanels.ts";
import { addressName, connectionTo, noteError } from "./sevalla/connection.ts";
import type { SevallaError } from "./sevalla/errors.ts";
import type { AppId } from "./sevalla/ids.ts";
import type { AppsView } from "./views/appsView.ts";
import { keepContext } from "./views/context.ts";
import { LazyTree } from "./views/lazyTree.ts";
import { PlanDocuments } from "./views/planDocuments.ts";
import { RowDecorations } from "./views/rowDecorations.ts";
import { StatusBar } from "./views/statusBar.ts";
import { AnswersOfWindows } from "./workspace/answersOfWindows.ts";
import { apiAddress, onDidChangeApiAddress } from "./workspace/apiAddress.ts";
import { folderLinks, onDidChangeLinks } from "./workspace/folderLinks.ts";
import { WorkPlace } from "./workspace/workPlace.ts";

/** What VS Code's questions are handed on to. */
export interface Core {
  readonly tree: LazyTree;
  readonly verbs: LazyVerbs;
  readonly logs: LazyLogs;
}

/** Settings and secrets are read afterwards. What is to be disposed of at the end goes to the subscriptions. */
export function openCore(
  context: vscode.ExtensionContext,
  appsView: AppsView,
  logFiles: LogFiles,
  ending: AbortSignal,
): Core {
  speak(vscode.env.language, vscode.l10n.bundle);
  const clock = systemClock;
  const log = vscode.window.createOutputChannel("Sevalla", { log: true });
  const store = new Store();
  const pace = new Pace();
  const session = new Session(context.secrets, () => addressName(apiAddress()));
  const answers = new AnswersOfWindows(context.globalStorageUri.fsPath, session);
  const client = connectionTo(apiAddress, (address) => session.token(address), log, {
    onChange: (token, change, isRefused) => session.noteChange(token, change, isRefused),
    onBudget: (budget) => pace.note(budget, clock.now()),
    shared: () => answers.current(),
    ending,
  });
  const lastErrors = new LastErrors();
  const note = (error: SevallaError) => {
    if (ending.aborted) return;
    noteError(log, error);
    lastErrors.note(error, clock.now());
  };
  const reader = new Reader(client, session, store, clock, note, pace);
  const effects = new LazyEffects({ reader, session, store, clock });
  const place = new WorkPlace(() => panels.inFront());
  const link = () => place.link(store.state.links);

  const readHistory = (appId: AppId) => refresher.showHistory(appId);
  const tree = new LazyTree(appsView, store, (AppsTree) => new AppsTree(appsView, store, clock, readHistory));
  const want = (ref: DeploymentRef) => void refresher.showDeployment(ref);
  const panels = new LazyPanels(context.extensionUri, store, want, place.move);
  const statusBar = new StatusBar(store, clock, link, () => tree.isVisible);
  const watched = {
    appIds: () => [...linkedAppIds(store.state.links), ...tree.expandedAppIds()],
    openIds: () => panels.visibleIds(),
    isListShown: () => tree.isVisible,
    isWindowFocused: () => vscode.window.state.focused,
  };
  const refresher = new Refresher(reader, store, session, watched, clock, pace);
  const logs = new LazyLogs({ client, session, store, reader, clock, note }, logFiles.tell);
  let reading = Promise.resolve();
  const readLinks = () => {
    const links = folderLinks();
    // Of two readings the later one counts, whichever takes longer.
    const mine = links.then((read) => {
      if (reading === mine) store.update((state) => ({ ...state, links: read }));
    });
    reading = mine;
    return mine;
  };
  const accounts = () => import("./commands/accountWatch.ts");
  const readKey = (reading: Promise<void>) =>
    void reading.catch(async (error: unknown) => (await accounts()).tellUnreadable(log, error));

  const wiring: Wiring = {
    ...{ client, session, store, reader, refresher, effects, clock, log, lastErrors },
    workspaceMemory: context.workspaceState,
    globalMemory: context.globalState,
    storageFolder: context.globalStorageUri.fsPath,
    showPlanDocument: (name, text) => planDocuments.show(name, text),
    currentLink: link,
    inFront: () => place.inFront(),
    onDidMove: place.onDidMove,
    logs: () => logs.load(),
    openPanel: (ref, how) => panels.open(ref, how),
    ending,
    begun: begin(),
    linksRead: () => reading,
    isViewVisible: () => tree.isVisible,
    selectedRows: () => tree.selection,
    onDidShowView: tree.onDidShow,
    appDetails: () => (appDetails ??= loadAppDetails()),
  };

  let appDetails: Promise<AppDetails> | undefined;
  const loadAppDetails = async () => {
    const { AppDetails } = await import("./model/appDetails.ts");
    return new AppDetails(
      async (appId) => {
        const app = await client().getApp(appId);
        store.noteAutoDeploy(appId, app.autoDeploy);
        return app;
      },
      () => session.state,
      (signal) => reader.turn(signal),
    );
  };

  const planDocuments = new PlanDocuments();
  const verbs = new LazyVerbs(wiring);

  const pausedApps = keepPausedApps(context.globalState, store);
  context.subscriptions.push(
    log,
    session,
    tree,
    panels,
    statusBar,
    refresher,
    effects,
    logs,
    new RowDecorations(store),
    keepContext(store, session),
    pausedApps,
    planDocuments,
    // Before whatever else reacts to settings: nothing may be asked of a new address with what was known of the old one.
    onDidChangeApiAddress(() => readKey(session.restart())),
    session.onDidChange((state) => {
      reader.follow(state);
      if (state.kind !== "signedIn" || !state.isResumed) pace.forget();
      if (state.kind === "signedOut") void answers.forget();
      refresher.begin();
      const isInterrupted = context.workspaceState.get(pendingMemoryKey) !== undefined;
      if (state.kind === "signedIn" && isInterrupted) void verbs.resumeRollbacks();
    }),
    onDidChangeLinks(() => void readLinks().then(() => refresher.begin())),
    tree.onDidShow(() => refresher.catchUp()),
    tree.onDidChangeVisibility(() => statusBar.draw()),
    place,
    place.onDidMove(() => statusBar.draw()),
    vscode.window.onDidChangeWindowState(() => {
      pausedApps.look();
      refresher.windowChanged();
    }),
  );

  return { tree, verbs, logs };

  async function begin(): Promise<void> {
    await readLinks();
    if (ending.aborted) return;
    readKey(session.read());
    // What watches over what is read may come once that is asked for.
    await setImmediate();
    const [{ watchAccounts }, { watchDeployments }, { watchFolders }, { ProjectWatch }] = await Promise.all([
      accounts(),
      import("./commands/deploymentWatch.ts"),
      import("./commands/folderWatch.ts"),
      import("./commands/projectWatch.ts"),
    ]);
    if (ending.aborted) return;
    context.subscriptions.push(
      watchAccounts(wiring, context.globalState),
      watchDeployments(wiring),
      watchFolders(wiring),
      new ProjectWatch(wiring),
    );
  }
}
