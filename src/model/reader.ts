import type { SevallaClient } from "../sevalla/client.ts";
import { SevallaError } from "../sevalla/errors.ts";
import type { AppId, Deployment, DeploymentId } from "../sevalla/resources.ts";
import { AppList } from "./appList.ts";
import { atATime } from "./atATime.ts";
import { type Clock, pause } from "./clock.ts";
import { isFinished } from "./deployment.ts";
import { comparedMs, minuteMs } from "./effectTime.ts";
import { GoneApps } from "./goneApps.ts";
import { pageSize, withDeployment, withNewestPage, withOlderPage } from "./history.ts";
import { Pace } from "./pace.ts";
import { turnedDown, withAccount, withApp, withList, withoutApp } from "./readAccount.ts";
import { Reading } from "./reading.ts";
import { kept } from "./sameAsBefore.ts";
import type { Session, SessionState } from "./session.ts";
import { findApp, historyOf, type Store } from "./store.ts";
import { TakenAt } from "./takenAt.ts";

/** Of as many apps the deployments may be read at the same time. */
const mostAtATime = 6;

/**
 * Reads from Sevalla into the store. A failure becomes state and never throws; what was read before stays. Whoever asks
 * for something that is being read already joins that request.
 */
export class Reader {
  readonly #reading: Reading;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #pace: Pace;
  readonly #inTurn = atATime(mostAtATime);
  /** Loaded with the first details. */
  #logs: Promise<import("./openLogs.ts").OpenLogs> | undefined;
  #list = new AppList();
  /** When the list, apps and their deployments were asked for as they are known. */
  readonly #askedAt = new Map<string, number>();
  #takenAt = new TakenAt();
  #gone = new GoneApps();

  /**
   * @param note is told of every error that becomes state
   * @param pace decides when there is room for what nobody waits for
   */
  constructor(
    client: () => SevallaClient,
    session: Session,
    store: Store,
    clock: Clock,
    note: (error: SevallaError) => void = () => {},
    pace = new Pace(),
  ) {
    this.#reading = new Reading({ client, session, clock, note });
    this.#store = store;
    this.#clock = clock;
    this.#pace = pace;
  }

  /** Adapts what is remembered to a session that has begun or ended. */
  follow(session: SessionState): void {
    this.#reading.forget();
    if (session.kind === "rejected")
      return this.#store.update((state) =>
        turnedDown(state, (appId) => this.#askedAt.get(appId ? historyName(appId) : "apps")),
      );
    // The same key once more: what it has shown may stay until it shows something else.
    if (session.kind === "signedIn" && session.isResumed && this.#store.state.account.kind === "ready") return;
    this.#list = new AppList();
    this.#askedAt.clear();
    this.#takenAt = new TakenAt();
    this.#gone = new GoneApps();
    this.#store.update((state) => withAccount(state, { kind: session.kind === "signedOut" ? "signedOut" : "loading" }));
  }

  /** When an app's deployments were last read, ms since the epoch; undefined when they never were. */
  readAt(appId: AppId): number | undefined {
    return this.#askedAt.get(historyName(appId));
  }

  /** Whether some of the list of apps was read and some is left. */
  get isListBegun(): boolean {
    return this.#list.isBegun;
  }

  /** Whether Sevalla did not find this app, and it is too early to ask again. */
  isGone(appId: AppId): boolean {
    return this.#gone.has(appId, this.#reading.now);
  }

  /** Resolves when it is the turn of what nobody waits for. Rejects with the signal's reason. */
  async turn(signal: AbortSignal): Promise<void> {
    for (let ms = this.turnMs; ms > 0; ms = this.turnMs) await pause(this.#clock, ms, signal);
    this.#pace.take(this.#reading.now);
  }

  /** How long it takes until it is. */
  get turnMs(): number {
    return this.#pace.turnMs(this.#reading.now);
  }

  /**
   * Reads the list of all apps; for whom nobody waits, as much of it as there is room for now, and more the next time.
   * @param maxAgeMs how old an answer that another window got may be; 0 asks Sevalla for all of it in any case
   */
  readApps(maxAgeMs = 0): Promise<void> {
    const isWaitedFor = maxAgeMs === 0;
    const list = isWaitedFor ? new AppList() : this.#list;
    const isFreeToGoOn = () => {
      if (isWaitedFor) return this.#pace.restMs(this.#reading.now) === 0;
      // Of the last page it has just been learnt how much the others use.
      this.#pace.take(this.#reading.now);
      return list === this.#list && this.turnMs === 0;
    };
    return this.#reading.joinedOrLent("apps", maxAgeMs, async (isCurrent) => {
      try {
        const goesOn = () => isCurrent() && isFreeToGoOn();
        const read = await list.read(this.#reading.client, maxAgeMs, this.#reading.now, goesOn);
        if (!isCurrent()) return;
        if (this.#store.state.account.kind === "ready" && this.#reading.isOlder(read.at, this.#askedAt.get("apps")))
          return;
        // What is left of a list is read when there is room for it again.
        this.#list = read.isWhole ? new AppList() : list;
        if (read.isWhole) this.#askedAt.set("apps", read.at);
        const isNewer = (id: AppId) => this.#reading.isOlder(read.at, this.#askedAt.get(appName(id)));
        this.#store.changeAccount((account) => withList(account, read, isNewer));
      } catch (error) {
        if (isCurrent()) this.#appsFailed(SevallaError.from(error));
      }
    });
  }

  /** Reads an app by itself: the list need not be read for it. */
  readApp(appId: AppId): Promise<void> {
    return this.#reading.joined(appName(appId), async (isCurrent) => {
      const at = this.#reading.now;
      try {
        const app = await this.#reading.client.getApp(appId);
        if (!isCurrent()) return;
        this.#gone.delete(appId);
        this.#askedAt.set(appName(appId), at);
        this.#store.changeAccount((account) => withApp(account, app, at));
        this.#store.noteAutoDeploy(appId, app.autoDeploy);
      } catch (cause) {
        const error = SevallaError.from(cause);
        if (!isCurrent()) return;
        this.#store.changeAccount((account) => withoutApp(account, appId, error, at));
        this.#missed(appId, error);
      }
    });
  }

  /** @param maxAgeMs how old an answer that another window got may be; 0 asks Sevalla in any case */
  readHistory(appId: AppId, maxAgeMs = 0): Promise<void> {
    const name = historyName(appId);
    return this.#reading.joinedOrLent(name, maxAgeMs, async (isCurrent) => {
      if (!historyOf(this.#store.state, appId)) this.#store.setHistory(appId, { kind: "loading" });
      try {
        const request = { offset: 0, limit: pageSize, maxAgeMs };
        const page = await this.#inTurn(() => this.#reading.client.listDeployments(appId, request));
        if (!isCurrent()) return;
        this.#gone.delete(appId);
        const isShown = historyOf(this.#store.state, appId)?.kind === "ready";
        if (isShown && this.#reading.isOlder(page.at, this.#askedAt.get(name))) return;
        if (findApp(this.#store.state, appId)) this.#askedAt.set(name, page.at);
        const isNewer = (id: DeploymentId) => this.#reading.isOlder(page.at, this.#takenAt.get(id));
        this.#took(appId, (known) => withNewestPage(known, page, page.at, isNewer));
      } catch (error) {
        if (isCurrent()) this.#historyFailed(appId, SevallaError.from(error));
      }
    });
  }

  readMore(appId: AppId): Promise<void> {
    return this.#reading.joined(`more ${appId}`, async (isCurrent) => {
      const known = historyOf(this.#store.state, appId);
      if (known?.kind !== "ready") return;
      try {
        const offset = known.readUpTo;
        const page = await this.#reading.client.listDeployments(appId, { offset, limit: pageSize });
        if (!isCurrent()) return;
        this.#took(appId, (now) => (now?.kind === "ready" ? withOlderPage(now, page, offset) : now));
      } catch (error) {
        if (isCurrent()) this.#historyFailed(appId, SevallaError.from(error));
      }
    });
  }

  /** Reads a deployment whose details are open, with its log. */
  async readOpen(appId: AppId, id: DeploymentId): Promise<void> {
    await Promise.all([this.readStatus(appId, id), this.readLog(appId, id)]);
    // It may just have come to its end, and so the log to its last lines.
    await this.readLog(appId, id);
  }

  /** Reads a deployment whose details are open, without its log, which may take its time. */
  readStatus(appId: AppId, id: DeploymentId): Promise<void> {
    return this.#reading.joined(`open ${id}`, async (isCurrent) => {
      if (!this.#store.state.open.has(id)) return;
      const at = this.#reading.now;
      try {
        const deployment = await this.#reading.client.getDeployment(appId, id);
        if (isCurrent()) this.took(deployment, at);
      } catch (cause) {
        const error = SevallaError.from(cause);
        const open = this.#store.state.open.get(id);
        if (isCurrent() && open) this.#store.setOpen(id, { ...open, error, asOf: this.#takenAt.get(id) ?? open.asOf });
        this.#reading.heed(error, isCurrent);
      }
    });
  }

  /** Reads the log of a deployment whose details are open, unless that was done just now. */
  async readLog(appId: AppId, id: DeploymentId): Promise<void> {
    return (await this.#openLogs()).read(appId, id);
  }

  /** Looks whether somebody has resumed auto-deploy elsewhere. What cannot be read stays as it is. */
  readPaused(appId: AppId): Promise<void> {
    return this.#reading.joined(`paused ${appId}`, async (isCurrent) => {
      const app = await this.#reading.client.getApp(appId).catch(() => undefined);
      if (isCurrent()) this.#store.noteAutoDeploy(appId, app?.autoDeploy);
    });
  }

  /** Reads the figures by which to tell whether a rollback helped, up to `to` (ms since the epoch, Sevalla's clock). */
  readEffect(id: DeploymentId, to: number): Promise<void> {
    return this.#reading.joined(`effect ${id}`, async (isCurrent) => {
      const asked = this.#store.state.effects.get(id);
      if (!asked) return;
      const range = { from: asked.wentLiveAt - comparedMs, to, stepSeconds: minuteMs / 1_000 };
      const { client } = this.#reading;
      const read = Promise.all([client.statusCodes(asked.appId, range), client.responseTimes(asked.appId, range)]);
      const news = await read.then(
        ([statusCodes, responseTimes]) => ({ figures: { statusCodes, responseTimes, to }, error: undefined }),
        (cause: unknown) => ({ error: SevallaError.from(cause) }),
      );
      const known = this.#store.state.effects.get(id);
      if (isCurrent() && known) this.#store.setEffect(id, { ...known, ...news });
      if (news.error) this.#reading.heed(news.error, isCurrent);
    });
  }

  /**
   * Takes up a deployment that was read elsewhere, so that every view shows it.
   * @param at when it was asked for, ms since the epoch
   */
  took(deployment: Deployment, at = this.#reading.now): void {
    const { id, appId } = deployment;
    if (this.#reading.isOlder(at, this.#takenAt.get(id))) return;
    this.#takenAt.set(id, at, (one) => this.#store.state.open.has(one));
    if (!this.#reading.isOlder(at, this.readAt(appId)))
      this.#took(appId, (known) => (known?.kind === "ready" ? withDeployment(known, deployment) : known));
    const open = this.#store.state.open.get(id);
    if (!open) return;
    const next = { ...open, deployment: kept(open.deployment, deployment), error: undefined };
    if (next.deployment !== open.deployment || open.error) this.#store.setOpen(id, next);
    const hasEnded = open.deployment && !isFinished(open.deployment) && isFinished(deployment);
    if (hasEnded) void this.#openLogs().then((logs) => logs.readEnd(appId, id));
  }

  #openLogs() {
    this.#logs ??= import("./openLogs.ts").then(({ OpenLogs }) => new OpenLogs(this.#reading, this.#store));
    return this.#logs;
  }

  #appsFailed(error: SevallaError): void {
    this.#store.changeAccount((account) => {
      // That a linked app is gone, and no more, is not a list that could be shown.
      if (account.kind === "ready" && !(account.isPartial && account.apps.length === 0))
        return { ...account, stale: error, loadedAt: this.#askedAt.get("apps") ?? account.loadedAt };
      return error.kind === "unauthorized" ? { kind: "rejected" } : { kind: "failed", error };
    });
    this.#reading.heed(error, () => true);
  }

  #historyFailed(appId: AppId, error: SevallaError): void {
    const known = historyOf(this.#store.state, appId);
    const failed =
      known?.kind === "ready"
        ? { ...known, stale: error, loadedAt: this.readAt(appId) ?? known.loadedAt }
        : ({ kind: "failed", error } as const);
    this.#store.setHistory(appId, failed);
    this.#missed(appId, error);
  }

  #missed(appId: AppId, error: SevallaError): void {
    if (error.kind === "notFound") this.#gone.add(appId, this.#reading.now);
    this.#reading.heed(error, () => true);
  }

  #took(appId: AppId, change: (known: ReturnType<typeof historyOf>) => ReturnType<typeof historyOf>): void {
    const next = change(historyOf(this.#store.state, appId));
    if (next) this.#store.setHistory(appId, next);
  }
}

const appName = (appId: AppId) => `app ${appId}`;
const historyName = (appId: AppId) => `history ${appId}`;
