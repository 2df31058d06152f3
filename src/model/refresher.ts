import type { AppId, Deployment, DeploymentId } from "../sevalla/resources.ts";
import type { Clock } from "./clock.ts";
import { deploymentUnderWay, isUnderWay } from "./deployment.ts";
import { hasMore, pageSize } from "./history.ts";
import type { Reader } from "./reader.ts";
import type { DeploymentRef } from "./ref.ts";
import type { Session } from "./session.ts";
import type { Disposable } from "./signal.ts";
import { deploymentsOf, historyOf, type State, type Store } from "./store.ts";

const idleMs = 60_000;
const underWayMs = 5_000;
const longestBackOffMs = 300_000;
const stuckMs = 60 * 60_000;

/** What is on screen, told by the views. */
export interface Watched {
  /** Apps whose deployments are shown: expanded in the tree, or linked and told of in the status bar. */
  appIds(): readonly AppId[];
  /** Deployments whose details are visible. */
  openIds(): readonly DeploymentId[];
  isWindowFocused(): boolean;
}

interface Shown {
  readonly appIds: readonly AppId[];
  readonly open: readonly (readonly [DeploymentId, AppId])[];
}

/** Decides when Sevalla is asked again: every minute, every five seconds while something shown is under way. */
export class Refresher implements Disposable {
  readonly #reader: Reader;
  readonly #store: Store;
  readonly #session: Session;
  readonly #watched: Watched;
  readonly #clock: Clock;
  #cancel = () => {};
  #lastWhole = Number.NEGATIVE_INFINITY;
  #lastLook = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #stopped = false;

  constructor(reader: Reader, store: Store, session: Session, watched: Watched, clock: Clock) {
    this.#reader = reader;
    this.#store = store;
    this.#session = session;
    this.#watched = watched;
    this.#clock = clock;
  }

  /** Reads everything shown now, and goes on from there. Resolves when it has been read. */
  async refresh(): Promise<void> {
    this.#lastWhole = this.#clock.now();
    const shown = this.#shown();
    const paused = shown.appIds.filter((appId) => this.#store.state.pausedApps.has(appId));
    await Promise.all([
      this.#read(shown, this.#reader.readApps()),
      ...paused.map((appId) => this.#reader.readPaused(appId)),
    ]);
  }

  /** Reads an app's deployments because they have just come into sight. */
  async showHistory(appId: AppId): Promise<void> {
    await this.#reader.readHistory(appId);
    this.schedule();
  }

  /** Reads a deployment, its log, and the others of its app, which tell whether it is live. */
  async showDeployment({ appId, deploymentId }: DeploymentRef): Promise<void> {
    const history = this.#reader.readHistory(appId).then(() => this.#readEnough(appId));
    await Promise.all([history, this.#reader.readOpen(appId, deploymentId)]);
    this.schedule();
  }

  /** The details show how the last fifty went, which is two pages. */
  async #readEnough(appId: AppId): Promise<void> {
    const history = historyOf(this.#store.state, appId);
    if (history?.kind !== "ready" || !hasMore(history) || history.deployments.length > pageSize) return;
    await this.#reader.readMore(appId);
  }

  /** Sets the time of the next look by what is under way now. */
  schedule(): void {
    this.#cancel();
    if (this.#stopped || this.#session.state.kind !== "signedIn") return;
    const due = this.#lastLook + this.#interval();
    this.#cancel = this.#clock.after(Math.max(0, due - this.#clock.now()), () => void this.#look());
  }

  /** The window is looked at again: reads at once what is older than it would be had it never been left. */
  catchUp(): void {
    if (this.#clock.now() - this.#lastWhole >= idleMs) void this.refresh();
  }

  dispose(): void {
    this.#stopped = true;
    this.#cancel();
  }

  async #look(): Promise<void> {
    this.#lastLook = this.#clock.now();
    if (!this.#watched.isWindowFocused() && !this.#isUnderWay()) return this.schedule();
    if (this.#clock.now() - this.#lastWhole >= idleMs) return this.refresh();
    await this.#read(this.#underWay());
  }

  async #read({ appIds, open }: Shown, apps?: Promise<void>): Promise<void> {
    this.#cancel();
    this.#lastLook = this.#clock.now();
    // Deployments of apps that are not known yet would find no place in the state.
    if (this.#store.state.account.kind !== "ready") await apps;
    await Promise.all([
      apps,
      ...appIds.map((appId) => this.#reader.readHistory(appId)),
      ...open.map(([id, appId]) => this.#reader.readOpen(appId, id)),
    ]);
    this.#failures = isStale(this.#store.state, appIds, open) ? this.#failures + 1 : 0;
    this.schedule();
  }

  #interval(): number {
    const usual = this.#isUnderWay() ? underWayMs : idleMs;
    return Math.min(usual * 2 ** this.#failures, Math.max(usual, longestBackOffMs));
  }

  #isUnderWay(): boolean {
    const { appIds, open } = this.#underWay();
    return appIds.length + open.length > 0;
  }

  /** Whether a deployment is worth a close look: under way, and not for so long that it must be stuck. */
  #isBusy(deployment: Deployment | undefined): boolean {
    return deployment !== undefined && isUnderWay(deployment) && this.#clock.now() - deployment.createdAt < stuckMs;
  }

  #shown(): Shown {
    const appIds = [...new Set(this.#watched.appIds())];
    const { open } = this.#store.state;
    const refs = this.#watched.openIds().flatMap((id): (readonly [DeploymentId, AppId])[] => {
      const appId = open.get(id)?.appId;
      return appId ? [[id, appId]] : [];
    });
    return { appIds, open: refs };
  }

  #underWay(): Shown {
    const { state } = this.#store;
    const { appIds, open } = this.#shown();
    return {
      appIds: appIds.filter((appId) => this.#isBusy(deploymentUnderWay(deploymentsOf(state, appId)))),
      open: open.filter(([id]) => this.#isBusy(state.open.get(id)?.deployment)),
    };
  }
}

function isStale(state: State, appIds: readonly AppId[], open: Shown["open"]): boolean {
  if (state.account.kind === "failed") return true;
  if (state.account.kind === "ready" && state.account.stale) return true;
  if (open.some(([id]) => state.open.get(id)?.error !== undefined)) return true;
  return appIds.some((appId) => {
    const history = historyOf(state, appId);
    return history?.kind === "failed" || (history?.kind === "ready" && history.stale !== undefined);
  });
}
