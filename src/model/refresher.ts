import type { AppId, Deployment, DeploymentId } from "../sevalla/resources.ts";
import type { Clock } from "./clock.ts";
import { deploymentUnderWay, isUnderWay } from "./deployment.ts";
import { hasMore, pageSize } from "./history.ts";
import { Pace } from "./pace.ts";
import type { Reader } from "./reader.ts";
import type { DeploymentRef } from "./ref.ts";
import type { Session } from "./session.ts";
import type { Disposable } from "./signal.ts";
import { deploymentsOf, historyOf, type State, type Store } from "./store.ts";

const idleMs = 60_000;
const underWayMs = 5_000;
/** What goes on in a window that somebody works beside. */
const beside = 3;
const longestBackOffMs = 300_000;
/** Nobody who watches a deployment waits for longer, however much the others use. */
const longestUnderWayMs = 60_000;
/** Of the time between two looks: another window that has asked meanwhile spares this one the request. */
const lentShare = 0.75;
/** How long something goes on being read in a window that nobody works in any more. */
const attentionMs = 5 * 60_000;
/** Reading a long list of apps may not take more than ten requests a minute. */
const pageMs = 6_000;
const appsPerPage = 100;
const stuckMs = 60 * 60_000;
/** Those who have looked at the same time do not look at the same time again. */
const spread = 0.1;

/** What is on screen, told by the views. */
export interface Watched {
  /** Apps whose deployments are shown: expanded in the tree, or linked and told of in the status bar. */
  appIds(): readonly AppId[];
  /** Deployments whose details are visible. */
  openIds(): readonly DeploymentId[];
  /** Whether the list of all apps is shown. */
  isListShown(): boolean;
  isWindowFocused(): boolean;
}

interface Shown {
  readonly appIds: readonly AppId[];
  readonly open: readonly (readonly [DeploymentId, AppId])[];
}

/**
 * Decides when Sevalla is asked again for what is shown: every minute, every five seconds while something shown is under
 * way, less often while the company's budget is low, and not at all while nobody looks.
 */
export class Refresher implements Disposable {
  readonly #reader: Reader;
  readonly #store: Store;
  readonly #session: Session;
  readonly #watched: Watched;
  readonly #clock: Clock;
  readonly #pace: Pace;
  readonly #random: () => number;
  #cancel = () => {};
  #lastWhole = Number.NEGATIVE_INFINITY;
  #lastApps = Number.NEGATIVE_INFINITY;
  #lastLook = Number.NEGATIVE_INFINITY;
  #lastFocused: number;
  #failures = 0;
  #stopped = false;

  /** @param random at least 0 and less than 1 */
  constructor(
    reader: Reader,
    store: Store,
    session: Session,
    watched: Watched,
    clock: Clock,
    pace = new Pace(),
    random = Math.random,
  ) {
    this.#reader = reader;
    this.#store = store;
    this.#session = session;
    this.#watched = watched;
    this.#clock = clock;
    this.#pace = pace;
    this.#random = random;
    this.#lastFocused = clock.now();
  }

  /** Asks Sevalla for the apps and everything shown now, and goes on from there. Resolves when it has been read. */
  async refresh(): Promise<void> {
    await this.#readWhole(0, true);
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

  /** Sets the time of the next look by what is shown and under way now. */
  schedule(): void {
    this.#cancel();
    const { appIds } = this.#shown();
    const open = Array.from(this.#store.state.open.values(), ({ appId }) => appId);
    this.#store.forgetHistories(new Set([...appIds, ...open]));
    if (this.#stopped || this.#session.state.kind !== "signedIn" || !this.#isLookedAt()) return;
    const due = Math.max(this.#lastLook + this.#interval(), this.#pace.resumeAt);
    this.#cancel = this.#clock.after(Math.max(0, due - this.#clock.now()), () => void this.#look());
  }

  /** Something has come into sight again: reads at once what is older than it would be had it never been left. */
  catchUp(): void {
    const isDue = this.#clock.now() - this.#lastWhole >= idleMs || this.#isListDue() || this.#isOld();
    if (isDue && this.#session.state.kind === "signedIn") void this.#readWhole(idleMs * lentShare);
    else this.schedule();
  }

  /** The window has got or lost the focus. */
  windowChanged(): void {
    if (this.#watched.isWindowFocused()) return this.catchUp();
    this.#lastFocused = this.#clock.now();
  }

  dispose(): void {
    this.#stopped = true;
    this.#cancel();
  }

  async #look(): Promise<void> {
    this.#lastLook = this.#clock.now();
    if (!this.#isLookedAt()) return;
    if (this.#pace.resumeAt > this.#clock.now()) return this.schedule();
    const lentMs = this.#interval() * lentShare;
    if (this.#clock.now() - this.#lastWhole >= idleMs) return this.#readWhole(lentMs);
    await this.#read(this.#underWay(), lentMs);
  }

  /** @param lentMs how old an answer that another window got may be */
  async #readWhole(lentMs: number, isListWanted = this.#isListDue()): Promise<void> {
    this.#lastWhole = this.#clock.now();
    const shown = this.#shown();
    const paused = shown.appIds.filter((appId) => this.#store.state.pausedApps.has(appId));
    if (isListWanted) this.#lastApps = this.#clock.now();
    await Promise.all([
      this.#read(shown, lentMs, isListWanted ? this.#reader.readApps(lentMs) : undefined),
      ...paused.map((appId) => this.#reader.readPaused(appId)),
    ]);
  }

  async #read({ appIds, open }: Shown, lentMs: number, apps?: Promise<void>): Promise<void> {
    this.#cancel();
    this.#lastLook = this.#clock.now();
    // Deployments of apps that are not known yet would find no place in the state.
    if (this.#store.state.account.kind !== "ready") await apps;
    await Promise.all([
      apps,
      ...appIds.map((appId) => this.#reader.readHistory(appId, lentMs)),
      ...open.map(([id, appId]) => this.#reader.readOpen(appId, id)),
    ]);
    this.#failures = isStale(this.#store.state, appIds, open) ? this.#failures + 1 : 0;
    this.schedule();
  }

  #interval(): number {
    const closely = this.#watched.isWindowFocused() ? underWayMs : beside * underWayMs;
    const [usual, longest] = this.#isUnderWay() ? [closely, longestUnderWayMs] : [idleMs, longestBackOffMs];
    const backedOff = Math.min(usual * 2 ** this.#failures, longestBackOffMs);
    const paced = Math.min(usual * this.#pace.factor(this.#clock.now()), longest);
    return Math.max(backedOff, paced) * (1 + spread * this.#random());
  }

  /** Whether somebody works in this window, or did a moment ago, and has something of ours before their eyes. */
  #isLookedAt(): boolean {
    const now = this.#clock.now();
    if (this.#watched.isWindowFocused()) this.#lastFocused = now;
    if (now - this.#lastFocused >= attentionMs) return false;
    const { appIds, open } = this.#shown();
    return this.#watched.isListShown() || appIds.length + open.length > 0;
  }

  #isListDue(): boolean {
    const { account } = this.#store.state;
    if (account.kind !== "ready") return true;
    const pages = Math.ceil(account.apps.length / appsPerPage);
    return this.#watched.isListShown() && this.#clock.now() - this.#lastApps >= Math.max(idleMs, pages * pageMs);
  }

  /** Whether the deployments of an app that is shown were not read for a while. */
  #isOld(): boolean {
    return this.#shown().appIds.some((appId) => {
      const history = historyOf(this.#store.state, appId);
      return history?.kind === "ready" && this.#clock.now() - history.loadedAt >= idleMs;
    });
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
  // That a deployment is gone is an answer, too.
  const errors = open.flatMap(([id]) => state.open.get(id)?.error ?? []);
  if (errors.some(({ kind }) => kind !== "notFound")) return true;
  return appIds.some((appId) => {
    const history = historyOf(state, appId);
    return history?.kind === "failed" || (history?.kind === "ready" && history.stale !== undefined);
  });
}
