import type { AppId } from "../sevalla/resources.ts";
import type { Clock } from "./clock.ts";
import { hasMore, pageSize } from "./history.ts";
import { InSight, type Shown, type Watched } from "./inSight.ts";
import { Pace } from "./pace.ts";
import type { Reader } from "./reader.ts";
import type { DeploymentRef } from "./ref.ts";
import type { Session } from "./session.ts";
import type { Disposable } from "./signal.ts";
import { findApp, historyOf, type State, type Store, troubleOf } from "./store.ts";

const idleMs = 60_000;
const underWayMs = 5_000;
/** What goes on in a window that somebody works beside. */
const beside = 3;
const longestBackOffMs = 300_000;
/** Nobody who watches a deployment waits for longer, however much the others use. */
const longestUnderWayMs = 60_000;
/** Of the time between two looks: another window that has asked meanwhile spares this one the request. */
const lentShare = 0.75;
/** Reading a long list of apps may not take more than ten requests a minute. */
const pageMs = 6_000;
const appsPerPage = 100;
/** Whoever shows much reads each of it so much later, and so no more than sixty a minute. */
const eachMs = 1_000;
/** Those who have looked at the same time do not look at the same time again. */
const spread = 0.1;
/** Those who had to rest until the same second do not go on in the same second. */
const restSpreadMs = 10_000;
/** Windows that start at the same time, behind another, do not ask at the same time: what one asks, the others are lent. */
const startSpreadMs = 60_000;

/**
 * Decides when Sevalla is asked again for what is shown: every minute, every five seconds while something shown is under
 * way, less often while the company's budget is low, and not at all while nobody looks.
 */
export class Refresher implements Disposable {
  readonly #reader: Reader;
  readonly #store: Store;
  readonly #session: Session;
  readonly #inSight: InSight;
  readonly #clock: Clock;
  readonly #pace: Pace;
  readonly #random: () => number;
  #cancel = () => {};
  #lastWhole = Number.NEGATIVE_INFINITY;
  #lastApps = Number.NEGATIVE_INFINITY;
  #lastLook = Number.NEGATIVE_INFINITY;
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
    this.#inSight = new InSight(watched, store, clock);
    this.#clock = clock;
    this.#pace = pace;
    this.#random = random;
  }

  /** Asks Sevalla for everything shown now because somebody wants it, and goes on from there. Resolves when it has been read. */
  async refresh(): Promise<void> {
    const { account } = this.#store.state;
    const isListKnown = account.kind === "ready" && !account.isPartial;
    const shown = this.#inSight.shown();
    const isNothingShown = shown.appIds.length + shown.open.length === 0;
    const isListWanted = this.#inSight.isListShown || isListKnown || isNothingShown;
    const logs = shown.open.map(([id, appId]) => this.#reader.readLog(appId, id));
    await Promise.all([this.#readWhole(0, isListWanted), ...logs]);
  }

  /** Somebody else is signed in, or other apps are linked: reads what is looked at, if anything is. */
  begin(): void {
    this.#lastWhole = Number.NEGATIVE_INFINITY;
    this.#lastApps = Number.NEGATIVE_INFINITY;
    this.#failures = 0;
    if (this.#inSight.isWindowFocused) return this.catchUp();
    this.#cancel();
    this.#cancel = this.#clock.after(startSpreadMs * this.#random(), () => this.catchUp());
  }

  /** Reads an app's deployments because they have just come into sight. */
  async showHistory(appId: AppId): Promise<void> {
    await this.#reader.readHistory(appId);
    this.schedule();
  }

  /** Reads an app's deployments because something must have happened to them, as soon as there is room for that. */
  async lookAt(appId: AppId): Promise<void> {
    const rest = this.#restMs();
    if (rest === 0) return this.showHistory(appId);
    this.#lastWhole = Number.NEGATIVE_INFINITY;
    this.schedule();
  }

  /** Reads a deployment, its log, and the others of its app, which tell whether it is live. */
  async showDeployment({ appId, deploymentId }: DeploymentRef): Promise<void> {
    const history = this.#readMissing([appId])
      .then(() => this.#reader.readHistory(appId))
      .then(() => this.#readEnough(appId));
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
    const { appIds } = this.#inSight.shown();
    const open = Array.from(this.#store.state.open.values(), ({ appId }) => appId);
    this.#store.forgetHistories(new Set([...appIds, ...open]));
    if (this.#stopped || this.#session.state.kind !== "signedIn" || !this.#inSight.isLookedAt()) return;
    const interval = this.#interval();
    // Where the clock was set back, the last look lies ahead.
    const look = Math.min(interval, Math.max(0, this.#lastLook + interval - this.#clock.now()));
    const more = this.#isMoreDue() ? this.#reader.turnMs : Number.POSITIVE_INFINITY;
    const next = more < look ? () => this.#readMoreApps() : () => this.#look();
    this.#cancel = this.#clock.after(Math.max(Math.min(look, more), this.#restMs()), () => void next());
  }

  /** Something has come into sight again: reads at once what is older than it would be had it never been left. */
  catchUp(): void {
    const isFree = this.#session.state.kind === "signedIn" && this.#inSight.isLookedAt() && this.#restMs() === 0;
    const isDue = this.#since(this.#lastWhole) >= this.#idleMs() || this.#isListDue() || this.#isOld();
    if (isFree && isDue) void this.#readWhole(idleMs * lentShare);
    else this.schedule();
  }

  /** The window has got or lost the focus. */
  windowChanged(): void {
    if (this.#inSight.isWindowFocused) this.catchUp();
    else this.#inSight.left();
  }

  dispose(): void {
    this.#stopped = true;
    this.#cancel();
  }

  async #look(): Promise<void> {
    this.#lastLook = this.#clock.now();
    if (!this.#inSight.isLookedAt()) return;
    if (this.#restMs() > 0) return this.schedule();
    const lentMs = this.#interval() * lentShare;
    if (this.#since(this.#lastWhole) >= idleMs) return this.#readWhole(lentMs);
    await this.#read(this.#inSight.underWay(), lentMs);
  }

  /** @param lentMs how old an answer that another window got may be; 0 asks Sevalla because somebody wants it */
  async #readWhole(lentMs: number, isListWanted = this.#isListDue()): Promise<void> {
    this.#lastWhole = this.#clock.now();
    const { appIds, open } = this.#inSight.shown();
    const shown = { appIds: [...new Set([...appIds, ...open.map(([, appId]) => appId)])], open };
    const paused = appIds.filter((appId) => this.#store.state.pausedApps.has(appId));
    const apps = isListWanted ? this.#readApps(lentMs) : undefined;
    await Promise.all([this.#read(shown, lentMs, apps), ...paused.map((appId) => this.#reader.readPaused(appId))]);
  }

  async #readApps(lentMs: number): Promise<void> {
    this.#lastApps = this.#clock.now();
    await this.#reader.readApps(lentMs === 0 ? 0 : Math.max(lentMs, this.#listMs() * lentShare));
  }

  /** Reads more of a long list of apps, of which there was no room to read all. */
  async #readMoreApps(): Promise<void> {
    if (this.#isMoreDue() && this.#restMs() === 0) await this.#readApps(idleMs * lentShare);
    this.schedule();
  }

  async #read(shown: Shown, lentMs: number, apps?: Promise<void>): Promise<void> {
    this.#cancel();
    this.#lastLook = this.#clock.now();
    const before = this.#failures;
    const appIds = lentMs === 0 ? shown.appIds : shown.appIds.filter((appId) => !this.#reader.isGone(appId));
    // Deployments of apps that are not known yet would find no place in the state.
    if (this.#store.state.account.kind !== "ready") await apps;
    await this.#readMissing(appIds);
    const known = appIds.filter((appId) => findApp(this.#store.state, appId));
    // A log may take its time, and nothing else waits for it.
    for (const [id, appId] of shown.open) void this.#reader.readLog(appId, id);
    await Promise.all([
      apps,
      ...known.map((appId) => this.#reader.readHistory(appId, lentMs)),
      ...shown.open.map(([id, appId]) => this.#reader.readStatus(appId, id)),
    ]);
    // However often somebody asks while Sevalla does not answer, it is one failure.
    const failures = lentMs === 0 ? Math.max(1, before) : before + 1;
    this.#failures = isStale(this.#store.state, appIds, shown.open, apps !== undefined) ? failures : 0;
    this.schedule();
  }

  /** Apps that are shown although the list of all was never read, or was read before there were these. */
  async #readMissing(appIds: readonly AppId[]): Promise<void> {
    const missing = appIds.filter((appId) => !findApp(this.#store.state, appId));
    await Promise.all(missing.map((appId) => this.#reader.readApp(appId)));
  }

  #interval(): number {
    const { appIds, open } = this.#inSight.underWay();
    const underWay = appIds.length + open.length;
    const closely = this.#inSight.isWindowFocused ? underWayMs : beside * underWayMs;
    const shown = this.#inSight.shown();
    const usual =
      underWay > 0
        ? Math.max(closely, underWay * eachMs)
        : Math.max(idleMs, (shown.appIds.length + shown.open.length) * eachMs);
    const longest = underWay > 0 ? longestUnderWayMs : longestBackOffMs;
    const backedOff = Math.min(usual * 2 ** this.#failures, longestBackOffMs);
    const paced = Math.min(usual * this.#pace.factor(this.#clock.now()), longest);
    return Math.max(usual, backedOff, paced) * (1 + spread * this.#random());
  }

  #idleMs(): number {
    return Math.min(idleMs * this.#pace.factor(this.#clock.now()), longestBackOffMs);
  }

  /** How long to wait for the company's budget to be filled again. */
  #restMs(): number {
    const rest = this.#pace.restMs(this.#clock.now());
    return rest > 0 ? rest + restSpreadMs * this.#random() : 0;
  }

  /** However the clock was set since: what is to come is long past. */
  #since(then: number): number {
    const ms = this.#clock.now() - then;
    return ms >= 0 ? ms : Number.POSITIVE_INFINITY;
  }

  #isListDue(): boolean {
    if (!this.#inSight.isListShown) return false;
    const { account } = this.#store.state;
    return account.kind !== "ready" || account.isPartial === true || this.#since(this.#lastApps) >= this.#listMs();
  }

  /** How long the list of all apps is taken for what it was. */
  #listMs(): number {
    const { account } = this.#store.state;
    const pages = account.kind === "ready" ? Math.ceil(account.apps.length / appsPerPage) : 1;
    return Math.max(idleMs, pages * pageMs * this.#pace.factor(this.#clock.now()));
  }

  #isMoreDue(): boolean {
    return this.#reader.isListBegun && this.#failures === 0 && this.#inSight.isListShown;
  }

  /** Whether the deployments of an app that is shown were not read for a while. */
  #isOld(): boolean {
    return this.#inSight.shown().appIds.some((appId) => {
      const readAt = this.#reader.readAt(appId) ?? Number.NEGATIVE_INFINITY;
      return !this.#reader.isGone(appId) && this.#since(readAt) >= this.#idleMs();
    });
  }
}

function isStale(state: State, appIds: readonly AppId[], open: Shown["open"], isListRead: boolean): boolean {
  if (state.account.kind === "failed") return true;
  if (isListRead && state.account.kind === "ready" && state.account.stale) return true;
  // That a deployment is gone is an answer, too.
  const errors = open.flatMap(([id]) => state.open.get(id)?.error ?? []);
  if (errors.some(({ kind }) => kind !== "notFound")) return true;
  return appIds.some((appId) => {
    const error = troubleOf(historyOf(state, appId));
    // That an app is gone is no reason to look at the others less often.
    return error !== undefined && error.kind !== "notFound";
  });
}
