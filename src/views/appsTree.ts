/** The Apps view: draws the state as a tree and tells what is expanded. It reads nothing from Sevalla itself. */
import type * as vscode from "vscode";
import { commandIds } from "../contributions.ts";
import { t } from "../l10n.ts";
import type { Clock } from "../model/clock.ts";
import { targetObstacle } from "../model/deployment.ts";
import { isFiltering } from "../model/filter.ts";
import { type AppsOfProject, groupedApps } from "../model/grouping.ts";
import { overviewOf } from "../model/history.ts";
import { foldersLinkedTo, linkedAppIds } from "../model/link.ts";
import { appsOf, findApp, historiesOf, historyOf, type State, type Store } from "../model/store.ts";
import { appsInOrder } from "../present/appOrder.ts";
import { filteredApps, filterWords } from "../present/filter.ts";
import { projectRow } from "../present/projects.ts";
import { appRow, deploymentRow, emptyHistoryRow, historyProblemRow, moreRow, type Row } from "../present/rows.ts";
import { viewMessage } from "../present/viewMessage.ts";
import type { AppId, AppSummary } from "../sevalla/resources.ts";
import { appNode, isGroup, keyOf, type Node, rowsOf } from "./appNodes.ts";
import type { AppsView } from "./appsView.ts";
import { DrawnRows } from "./drawnRows.ts";
import { deploymentUri } from "./rowDecorations.ts";
import { expansion, lookOf, rowCommand, tooltip, treeItem } from "./treeItems.ts";

/** Rows say how long ago something was. */
const minuteMs = 60_000;
/** VS Code compares each row it is told of with all the others; from so many on it is faster to draw them all. */
const mostByThemselves = 100;

export class AppsTree implements vscode.Disposable {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #readHistory: (appId: AppId) => Promise<void>;
  readonly #changed: AppsView["changed"];
  readonly #rows = new DrawnRows<Node>(keyOf);
  readonly #view: vscode.TreeView<Node>;
  /** As package.json has it. */
  readonly #title: string | undefined;
  readonly #disposables: vscode.Disposable[];
  readonly #expanded = new Set<AppId>();
  /** What is drawn of them, by their IDs; empty where the apps are not grouped. */
  #groups: ReadonlyMap<string, AppsOfProject> = new Map();
  #drawn: State;
  #cancel = () => {};

  /** @param readHistory asks for an app's deployments; resolves once the store has them, or why there are none */
  constructor({ view, changed }: AppsView, store: Store, clock: Clock, readHistory: (appId: AppId) => Promise<void>) {
    this.#store = store;
    this.#clock = clock;
    this.#readHistory = readHistory;
    this.#drawn = store.state;
    this.#view = view;
    this.#changed = changed;
    this.#title = view.title;
    this.#disposables = [
      this.#view.onDidExpandElement(({ element }) => {
        if (element.kind === "project") return;
        this.#expanded.add(element.appId);
        void this.#readHistory(element.appId);
      }),
      this.#view.onDidCollapseElement(({ element }) => {
        if (element.kind !== "project") this.#expanded.delete(element.appId);
      }),
      store.onDidChange((state) => this.#redraw(state)),
      this.#view.onDidChangeVisibility(() => this.#tick()),
      { dispose: () => this.#cancel() },
    ];
    this.#tick();
  }

  /** Apps whose deployments are on screen. */
  expandedAppIds(): readonly AppId[] {
    return this.#view.visible ? [...this.#expanded] : [];
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const { state } = this.#store;
    const row = this.#row(node, state);
    this.#rows.drew(node, lookOf(row));
    const item = treeItem(row);
    item.id = keyOf(node);
    if (node.kind === "app") item.collapsibleState = expansion(isLinked(state, node.appId));
    if (node.kind === "project") item.collapsibleState = expansion(true);
    if (node.kind === "deployment") {
      item.command = rowCommand(commandIds.openDeployment, t("Open details"), node);
      item.resourceUri = deploymentUri(node.appId, node.deploymentId);
    }
    if (node.kind === "more") item.command = rowCommand(commandIds.loadMore, t("Load more"), node);
    if (node.kind === "problem") item.command = rowCommand(commandIds.refresh, t("Try again"), node);
    return item;
  }

  /** The tooltip is made when somebody points at the row: of thousands of rows, few are. */
  resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem {
    item.tooltip = tooltip(this.#row(node, this.#store.state));
    return item;
  }

  getChildren(node?: Node): Node[] | Promise<Node[]> {
    const { state } = this.#store;
    if (node?.kind === "app") {
      this.#expanded.add(node.appId);
      const rows = rowsOf(node.appId, historyOf(state, node.appId));
      if (rows) return this.#rows.give(node, rows);
      const read = this.#readHistory(node.appId);
      // VS Code shows no app at all before it has what is below those that are expanded from the start.
      if (isLinked(state, node.appId)) return this.#rows.give(node, []);
      // While this is pending, VS Code shows that the row is loading.
      return read.then(() => {
        const history = historyOf(this.#store.state, node.appId);
        return this.#rows.give(node, rowsOf(node.appId, history) ?? [{ kind: "problem", appId: node.appId }]);
      });
    }
    const nodes = this.#rows.give(node, (node ? this.#below(node) : this.#atTop(state)) ?? []);
    // What is gone is not in sight, and comes back collapsed.
    for (const appId of this.#expanded) if (!this.#rows.has({ kind: "app", appId })) this.#expanded.delete(appId);
    return nodes;
  }

  getParent(node: Node): Node | undefined {
    if (node.kind === "project") return undefined;
    if (node.kind !== "app") return this.#rows.known(appNode({ id: node.appId }));
    const group = [...this.#groups.values()].find(({ apps }) => apps.some(({ id }) => id === node.appId));
    return group && this.#rows.known({ kind: "project", id: group.id });
  }

  #atTop(state: State): Node[] {
    const apps = appsInOrder(filteredApps(state), linkedAppIds(state.links));
    this.#groups = new Map(groupsToShow(apps, state).map((group) => [group.id, group]));
    const projects = Array.from(this.#groups.keys(), (id): Node => ({ kind: "project", id }));
    return projects.length > 0 ? projects : apps.map(appNode);
  }

  /** Undefined for an app whose deployments are to be read first. */
  #below(node: Node): readonly Node[] | undefined {
    if (node.kind === "project") return this.#groups.get(node.id)?.apps.map(appNode) ?? [];
    return node.kind === "app" ? rowsOf(node.appId, historyOf(this.#store.state, node.appId)) : [];
  }

  #row(node: Node, state: State): Row {
    if (node.kind === "project") {
      const group = this.#groups.get(node.id);
      return group ? projectRow(group) : emptyHistoryRow();
    }
    const now = this.#clock.now();
    const { refused } = state.key;
    const history = historyOf(state, node.appId);
    if (node.kind === "app") {
      const app = findApp(state, node.appId);
      const folders = foldersLinkedTo(state.links, node.appId).map(({ name }) => name);
      return app
        ? appRow(
            {
              app,
              history,
              folders,
              isPaused: state.pausedApps.has(app.id),
              isAutoDeployOff: state.autoDeployOff.has(app.id),
              refused,
            },
            now,
          )
        : emptyHistoryRow();
    }
    if (node.kind === "deployment") {
      const { live, byId } = overviewOf(history);
      const deployment = byId.get(node.deploymentId);
      if (!deployment) return emptyHistoryRow();
      const isTarget = live !== undefined && targetObstacle(deployment, live) === undefined;
      return deploymentRow({ deployment, isLive: deployment.id === live?.id, isTarget, refused }, now);
    }
    if (node.kind === "more" && history?.kind === "ready") return moreRow(history) ?? emptyHistoryRow();
    if (node.kind === "problem") return historyProblemRow(history?.kind === "failed" ? history.error : undefined);
    return emptyHistoryRow();
  }

  #redraw(state: State): void {
    const before = this.#drawn;
    this.#drawn = state;
    this.#drawFrame(state);
    const isSameAccount = state.account.kind === "ready" && before.account.kind === "ready";
    if (!isSameAccount) {
      if (state.account === before.account) return;
      this.#expanded.clear();
    }
    if (this.#rows.isAllTold) return;
    const areSameApps = appsOf(state) === appsOf(before);
    const areSameMarks =
      state.links === before.links &&
      state.key.refused === before.key.refused &&
      state.pausedApps === before.pausedApps &&
      state.autoDeployOff === before.autoDeployOff;
    const changed = changedHistories(before, state);
    const isSameFrame =
      isSameAccount &&
      areSameApps &&
      state.links === before.links &&
      state.filter === before.filter &&
      state.grouping === before.grouping;
    // What became of an app may let it through the filter.
    const isSameList = isSameFrame && (changed.length === 0 || !isFiltering(state.filter));
    if (isSameList && areSameMarks && changed.length === 0) return;
    if (!isSameList && this.#rows.isOtherBelow(undefined, () => this.#atTop(state))) return this.#tellAll();
    if (isSameList && areSameMarks) return this.#tell(changed.map((appId) => ({ kind: "app", appId })));
    const histories = new Set(changed);
    const isSame = (appId: AppId) =>
      areSameMarks && findApp(before, appId) === findApp(state, appId) && !histories.has(appId);
    this.#tell(this.#rows.nodes().filter((node) => isGroup(node) && !(node.kind === "app" && isSame(node.appId))));
  }

  /** Tells VS Code which of these rows, and of those below them, have become others. */
  #tell(suspects: readonly Node[]): void {
    const { state } = this.#store;
    const changed = this.#rows.changes(
      suspects,
      (node) => lookOf(this.#row(node, state)),
      (node) => this.#below(node),
    );
    for (const node of changed) {
      // A project's apps may be expanded, and have to be known until VS Code asks again.
      if (node.kind === "app" && !this.#expanded.has(node.appId)) this.#rows.forgetChildren(node);
    }
    if (changed.length > mostByThemselves) this.#tellAll();
    else if (changed.length > 0) this.#changed.fire(changed);
  }

  /** Once until VS Code asks: while it draws all rows anew, it loses what somebody expands. */
  #tellAll(): void {
    this.#rows.tellAll();
    this.#changed.fire(undefined);
  }

  /** Time passes, also where nothing is read. */
  #tick(): void {
    this.#cancel();
    if (!this.#view.visible) return;
    const { account } = this.#store.state;
    this.#drawFrame(this.#store.state);
    if (account.kind === "ready" && !this.#rows.isAllTold)
      this.#tell(Array.from(account.histories.keys(), (id) => appNode({ id })));
    this.#cancel = this.#clock.after(minuteMs, () => this.#tick());
  }

  /** What stands around the rows. VS Code sends on whatever is set, changed or not. */
  #drawFrame(state: State): void {
    const view = this.#view;
    const news = viewMessage(state, this.expandedAppIds(), this.#clock.now()) ?? "";
    const message = [filterWords(state), news].filter(Boolean).join(" ");
    const description = state.account.kind === "failed" ? state.account.error.message : "";
    const title = [this.#title, state.key.name].filter(Boolean).join(" · ");
    if ((view.message ?? "") !== message) view.message = message;
    if ((view.description ?? "") !== description) view.description = description;
    if ((view.title ?? "") !== title) view.title = title;
  }
}

function changedHistories(before: State, state: State): readonly AppId[] {
  const [was, is] = [historiesOf(before), historiesOf(state)];
  return was === is ? [] : [...new Set([...was.keys(), ...is.keys()])].filter((id) => was.get(id) !== is.get(id));
}

function isLinked({ links }: State, appId: AppId): boolean {
  return links.some((link) => link.appId === appId);
}

/** None where the apps are listed one below the other. */
function groupsToShow(apps: readonly AppSummary[], { grouping }: State): readonly AppsOfProject[] {
  return grouping.isByProject ? groupedApps(apps, grouping) : [];
}
