/** The Apps view: draws the state as a tree and tells what is expanded. It reads nothing from Sevalla itself. */
import * as vscode from "vscode";
import { commandIds } from "../contributions.ts";
import { t } from "../l10n.ts";
import type { Clock } from "../model/clock.ts";
import { liveDeployment, targetObstacle } from "../model/deployment.ts";
import { type AppsOfProject, groupedApps } from "../model/grouping.ts";
import { foldersLinkedTo, linkedAppIds } from "../model/link.ts";
import type { AppRef, DeploymentRef } from "../model/ref.ts";
import { appsOf, deploymentsOf, findApp, type History, historyOf, type State, type Store } from "../model/store.ts";
import { filteredApps, filterWords } from "../present/filter.ts";
import { projectRow } from "../present/projects.ts";
import { appRow, deploymentRow, emptyHistoryRow, historyProblemRow, moreRow, type Row } from "../present/rows.ts";
import { appsInOrder, troubles, viewMessage } from "../present/summary.ts";
import type { AppId, AppSummary, DeploymentId } from "../sevalla/resources.ts";
import type { AppsView } from "./appsView.ts";
import { deploymentUri } from "./rowDecorations.ts";

export type Node = AppNode | ProjectNode;
type AppNode =
  | ({ readonly kind: "app" } & AppRef)
  | ({ readonly kind: "deployment" } & DeploymentRef)
  | ({ readonly kind: "more" | "problem" | "none" } & AppRef);
interface ProjectNode {
  readonly kind: "project";
  readonly id: string;
}

export class AppsTree implements vscode.Disposable {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #readHistory: (appId: AppId) => Promise<void>;
  readonly #changed: vscode.EventEmitter<Node | undefined>;
  /** VS Code knows a row by the object it was given, so each row keeps its own. */
  readonly #nodes = new Map<string, Node>();
  readonly #view: vscode.TreeView<Node>;
  /** As package.json has it. */
  readonly #title: string | undefined;
  readonly #disposables: vscode.Disposable[];
  readonly #expanded = new Set<AppId>();
  /** What is drawn of them, by their IDs; empty where the apps are not grouped. */
  #groups: ReadonlyMap<string, AppsOfProject> = new Map();
  #drawn: State;

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
    ];
  }

  get isVisible(): boolean {
    return this.#view.visible;
  }

  get selection(): readonly unknown[] {
    return this.#view.selection;
  }

  /** Apps whose deployments are on screen. */
  expandedAppIds(): readonly AppId[] {
    return this.#view.visible ? [...this.#expanded] : [];
  }

  onDidChangeVisibility = (listener: () => void) => this.#view.onDidChangeVisibility(listener);

  onDidShow = (listener: () => void) => this.#view.onDidChangeVisibility(({ visible }) => visible && listener());

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const { state } = this.#store;
    const item = treeItem(this.#row(node, state));
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
    if (!node) {
      const apps = appsInOrder(filteredApps(state), linkedAppIds(state.links));
      this.#groups = new Map(groupsToShow(apps, state).map((group) => [group.id, group]));
      return this.#groups.size > 0 ? [...this.#groups.keys()].map((id) => this.#project(id)) : this.#appNodes(apps);
    }
    if (node.kind === "project") return this.#appNodes(this.#groups.get(node.id)?.apps ?? []);
    if (node.kind !== "app") return [];
    const history = historyOf(state, node.appId);
    if (history && history.kind !== "loading") return this.#rowsOf(node.appId, history);
    this.#expanded.add(node.appId);
    // While this is pending, VS Code shows that the row is loading.
    return this.#readHistory(node.appId).then(() => this.#rowsOf(node.appId, historyOf(this.#store.state, node.appId)));
  }

  getParent(node: Node): Node | undefined {
    if (node.kind === "project") return undefined;
    if (node.kind !== "app") return this.#node("app", node.appId);
    const group = [...this.#groups.values()].find(({ apps }) => apps.some(({ id }) => id === node.appId));
    return group && this.#project(group.id);
  }

  #appNodes(apps: readonly AppSummary[]): Node[] {
    return apps.map(({ id }) => this.#node("app", id));
  }

  #rowsOf(appId: AppId, history: History | undefined): Node[] {
    if (history?.kind !== "ready") return [this.#node("problem", appId)];
    if (history.deployments.length === 0) return [this.#node("none", appId)];
    const rows = history.deployments.map(({ id }) => this.#node("deployment", appId, id));
    return moreRow(history) ? [...rows, this.#node("more", appId)] : rows;
  }

  #row(node: Node, state: State): Row {
    if (node.kind === "project") {
      const group = this.#groups.get(node.id);
      return group ? projectRow(group) : emptyHistoryRow();
    }
    const now = this.#clock.now();
    const { refused } = state.key;
    const history = historyOf(state, node.appId);
    const live = liveDeployment(deploymentsOf(state, node.appId));
    if (node.kind === "app") {
      const app = findApp(state, node.appId);
      const folders = foldersLinkedTo(state.links, node.appId).map(({ name }) => name);
      return app
        ? appRow({ app, history, live, folders, isPaused: state.pausedApps.has(app.id), refused }, now)
        : emptyHistoryRow();
    }
    if (node.kind === "deployment") {
      const deployment = deploymentsOf(state, node.appId).find(({ id }) => id === node.deploymentId);
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
    const isSameFilter = state.filter === before.filter;
    const isSameFrame =
      isSameFilter &&
      state.grouping === before.grouping &&
      state.links === before.links &&
      state.key.refused === before.key.refused &&
      state.pausedApps === before.pausedApps;
    if (isSameFrame && state.account === before.account) return;
    const isSameList = isSameFrame && appsOf(state) === appsOf(before);
    if (state.account.kind !== "ready") {
      this.#nodes.clear();
      this.#expanded.clear();
    }
    if (!isSameList || state.account.kind !== "ready") return this.#changed.fire(undefined);
    for (const app of state.account.apps) {
      if (historyOf(state, app.id) !== historyOf(before, app.id)) this.#changed.fire(this.#node("app", app.id));
    }
  }

  /** What stands around the rows. VS Code sends on whatever is set, changed or not. */
  #drawFrame(state: State): void {
    const view = this.#view;
    const trouble = troubles(state);
    const news = viewMessage(state, this.expandedAppIds(), this.#clock.now()) ?? "";
    const message = [filterWords(state), news].filter(Boolean).join(" ");
    const description = state.account.kind === "failed" ? state.account.error.message : "";
    const title = [this.#title, state.key.name].filter(Boolean).join(" · ");
    if ((view.message ?? "") !== message) view.message = message;
    if ((view.description ?? "") !== description) view.description = description;
    if ((view.title ?? "") !== title) view.title = title;
    if (view.badge?.tooltip === trouble?.words && view.badge?.value === trouble?.count) return;
    view.badge = trouble && { value: trouble.count, tooltip: trouble.words };
  }

  #project(id: string): Node {
    return this.#kept({ kind: "project", id });
  }

  #node(kind: AppNode["kind"], appId: AppId, deploymentId?: DeploymentId): Node {
    return this.#kept(
      deploymentId === undefined
        ? { kind: kind === "deployment" ? "none" : kind, appId }
        : { kind: "deployment", appId, deploymentId },
    );
  }

  #kept(node: Node): Node {
    const key = keyOf(node);
    const known = this.#nodes.get(key);
    if (known) return known;
    this.#nodes.set(key, node);
    return node;
  }
}

function isLinked({ links }: State, appId: AppId): boolean {
  return links.some((link) => link.appId === appId);
}

function expansion(isOpen: boolean): vscode.TreeItemCollapsibleState {
  return isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

/** None where the apps are listed one below the other. */
function groupsToShow(apps: readonly AppSummary[], { grouping }: State): readonly AppsOfProject[] {
  return grouping.isByProject ? groupedApps(apps, grouping) : [];
}

function keyOf(node: Node): string {
  if (node.kind === "project") return `project ${node.id}`;
  return node.kind === "deployment" ? `deployment ${node.appId} ${node.deploymentId}` : `${node.kind} ${node.appId}`;
}

function rowCommand(command: string, title: string, node: Node): vscode.Command {
  return { command, title, arguments: [node] };
}

function treeItem(row: Row): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label);
  item.description = row.description;
  item.iconPath = new vscode.ThemeIcon(row.icon.id, row.icon.color ? new vscode.ThemeColor(row.icon.color) : undefined);
  item.contextValue = row.context;
  item.accessibilityInformation = { label: row.spoken };
  return item;
}

function tooltip(row: Row): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  for (const [name, value] of row.tooltip) {
    text.appendMarkdown(`**${name}:** `).appendText(value).appendMarkdown("\n\n");
  }
  return text;
}
