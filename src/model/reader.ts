import type { SevallaClient } from "../sevalla/client.ts";
import { SevallaError } from "../sevalla/errors.ts";
import type { AppId, AppSummary, Deployment, DeploymentId } from "../sevalla/resources.ts";
import type { Clock } from "./clock.ts";
import { isFinished } from "./deployment.ts";
import { comparedMs, minuteMs } from "./effectTime.ts";
import { pageSize, withDeployment, withNewestPage, withOlderPage } from "./history.ts";
import type { Session, SessionState } from "./session.ts";
import {
  type Account,
  historyOf,
  newlyOpened,
  type OpenDeployment,
  type ReadyAccount,
  type State,
  type Store,
} from "./store.ts";

const largestPage = 100;
/** All of a company's windows share 30 reads of logs a minute. */
const logPauseMs = 10_000;
/** Sevalla does not page beyond this. */
const lastOffset = 10_000;

/**
 * Reads from Sevalla into the store. A failure becomes state and never throws; what was read before stays. Whoever asks
 * for something that is being read already joins that request.
 */
export class Reader {
  readonly #client: () => SevallaClient;
  readonly #session: Session;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #note: (error: SevallaError) => void;
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #logReadAt = new Map<DeploymentId, number>();

  /** @param note is told of every error that becomes state */
  constructor(
    client: () => SevallaClient,
    session: Session,
    store: Store,
    clock: Clock,
    note: (error: SevallaError) => void = () => {},
  ) {
    this.#note = note;
    this.#client = client;
    this.#session = session;
    this.#store = store;
    this.#clock = clock;
  }

  /** Adapts what is remembered to a session that has begun or ended. */
  follow(session: SessionState): void {
    // What is being read for a session that has ended is nobody's to join.
    this.#underWay.clear();
    if (session.kind === "rejected") return this.#store.update(turnedDown);
    // The same key once more: what it has shown may stay until it shows something else.
    if (session.kind === "signedIn" && session.isResumed && this.#store.state.account.kind === "ready") return;
    const account: Account = session.kind === "signedOut" ? { kind: "signedOut" } : { kind: "loading" };
    this.#store.update((state) => ({ ...state, account, open: emptied(state.open), effects: new Map() }));
  }

  /** @param maxAgeMs how old an answer that another window got may be; 0 asks Sevalla in any case */
  readApps(maxAgeMs = 0): Promise<void> {
    return this.#joinedOrLent("apps", maxAgeMs, async (isCurrent) => {
      try {
        const apps = await this.#allApps(maxAgeMs);
        if (isCurrent()) this.#store.setAccount(this.#withApps(apps));
      } catch (error) {
        if (isCurrent()) this.#appsFailed(SevallaError.from(error));
      }
    });
  }

  /** @param maxAgeMs how old an answer that another window got may be; 0 asks Sevalla in any case */
  readHistory(appId: AppId, maxAgeMs = 0): Promise<void> {
    return this.#joinedOrLent(`history ${appId}`, maxAgeMs, async (isCurrent) => {
      if (!historyOf(this.#store.state, appId)) this.#store.setHistory(appId, { kind: "loading" });
      try {
        const page = await this.#client().listDeployments(appId, { offset: 0, limit: pageSize, maxAgeMs });
        if (isCurrent()) this.#took(appId, (known) => withNewestPage(known, page, this.#clock.now()));
      } catch (error) {
        if (isCurrent()) this.#historyFailed(appId, SevallaError.from(error));
      }
    });
  }

  readMore(appId: AppId): Promise<void> {
    return this.#joined(`more ${appId}`, async (isCurrent) => {
      const known = historyOf(this.#store.state, appId);
      if (known?.kind !== "ready") return;
      try {
        const page = await this.#client().listDeployments(appId, {
          offset: known.readUpTo,
          limit: pageSize,
        });
        if (isCurrent())
          this.#took(appId, (now) => (now?.kind === "ready" ? withOlderPage(now, page, known.readUpTo) : now));
      } catch (error) {
        if (isCurrent()) this.#historyFailed(appId, SevallaError.from(error));
      }
    });
  }

  /** Reads a deployment whose details are open, with its log. */
  readOpen(appId: AppId, id: DeploymentId): Promise<void> {
    return this.#joined(`open ${id}`, async (isCurrent) => {
      const before = this.#store.state.open.get(id);
      if (!before) return;
      const isLogFresh = this.#clock.now() - (this.#logReadAt.get(id) ?? Number.NEGATIVE_INFINITY) < logPauseMs;
      await Promise.all([
        this.#readDeployment(appId, id, isCurrent),
        isLogFresh && before.log.kind === "ready" ? undefined : this.#readLog(appId, id, isCurrent),
      ]);
      // The log may have been read just before its last lines were written.
      if (hasEnded(before.deployment, this.#store.state.open.get(id)?.deployment)) {
        await this.#readLog(appId, id, isCurrent);
      }
    });
  }

  /** Looks whether somebody has resumed auto-deploy elsewhere. What cannot be read stays as it is. */
  readPaused(appId: AppId): Promise<void> {
    return this.#joined(`paused ${appId}`, async (isCurrent) => {
      const app = await this.#client()
        .getApp(appId)
        .catch(() => undefined);
      if (isCurrent() && app?.autoDeploy) this.#store.setPaused(appId, false);
    });
  }

  /** Reads the figures by which to tell whether a rollback helped, up to `to` (ms since the epoch, Sevalla's clock). */
  readEffect(id: DeploymentId, to: number): Promise<void> {
    return this.#joined(`effect ${id}`, async (isCurrent) => {
      const asked = this.#store.state.effects.get(id);
      if (!asked) return;
      const range = { from: asked.wentLiveAt - comparedMs, to, stepSeconds: minuteMs / 1_000 };
      const read = Promise.all([
        this.#client().statusCodes(asked.appId, range),
        this.#client().responseTimes(asked.appId, range),
      ]);
      const news = await read.then(
        ([statusCodes, responseTimes]) => ({ figures: { statusCodes, responseTimes, to }, error: undefined }),
        (cause: unknown) => ({ error: SevallaError.from(cause) }),
      );
      const known = this.#store.state.effects.get(id);
      if (isCurrent() && known) this.#store.setEffect(id, { ...known, ...news });
      if (news.error) this.#heed(news.error, isCurrent);
    });
  }

  /** Takes up a deployment that was read elsewhere, so that every view shows it. */
  took(deployment: Deployment): void {
    this.#took(deployment.appId, (known) => (known?.kind === "ready" ? withDeployment(known, deployment) : known));
    const open = this.#store.state.open.get(deployment.id);
    if (!open) return;
    this.#store.setOpen(deployment.id, { ...open, deployment, error: undefined });
    if (!hasEnded(open.deployment, deployment)) return;
    // What the log was read for before is not its end.
    this.#logReadAt.delete(deployment.id);
    void this.readOpen(deployment.appId, deployment.id);
  }

  async #readDeployment(appId: AppId, id: DeploymentId, isCurrent: () => boolean): Promise<void> {
    try {
      const deployment = await this.#client().getDeployment(appId, id);
      if (isCurrent()) this.took(deployment);
    } catch (cause) {
      const error = SevallaError.from(cause);
      const open = this.#store.state.open.get(id);
      if (isCurrent() && open) this.#store.setOpen(id, { ...open, error });
      this.#heed(error, isCurrent);
    }
  }

  async #readLog(appId: AppId, id: DeploymentId, isCurrent: () => boolean): Promise<void> {
    for (const known of this.#logReadAt.keys()) if (!this.#store.state.open.has(known)) this.#logReadAt.delete(known);
    this.#logReadAt.set(id, this.#clock.now());
    try {
      const entries = await this.#client().deploymentLog(appId, id);
      const open = this.#store.state.open.get(id);
      const log = { kind: "ready", entries, readAt: this.#clock.now(), stale: undefined } as const;
      if (isCurrent() && open) this.#store.setOpen(id, { ...open, log });
    } catch (cause) {
      const error = SevallaError.from(cause);
      const open = this.#store.state.open.get(id);
      const log = open?.log.kind === "ready" ? { ...open.log, stale: error } : ({ kind: "failed", error } as const);
      if (isCurrent() && open) this.#store.setOpen(id, { ...open, log });
      this.#heed(error, isCurrent);
    }
  }

  async #allApps(maxAgeMs: number): Promise<readonly AppSummary[]> {
    const apps = new Map<AppId, AppSummary>();
    for (let offset = 0; offset <= lastOffset; offset += largestPage) {
      const page = await this.#client().listApps({ offset, limit: largestPage, maxAgeMs });
      const known = apps.size;
      for (const app of page.items) apps.set(app.id, app);
      // A page without news is the end, whatever the total says: a gateway may answer every page alike.
      if (offset + largestPage >= page.total || apps.size === known) break;
    }
    return [...apps.values()];
  }

  #withApps(apps: readonly AppSummary[]): ReadyAccount {
    const { account } = this.#store.state;
    const known = account.kind === "ready" ? [...account.histories] : [];
    const ids = new Set(apps.map(({ id }) => id));
    const histories = new Map(known.filter(([appId]) => ids.has(appId)));
    return { kind: "ready", apps, histories, loadedAt: this.#clock.now(), stale: undefined };
  }

  #appsFailed(error: SevallaError): void {
    const { account } = this.#store.state;
    if (account.kind === "ready") this.#store.setAccount({ ...account, stale: error });
    else if (error.kind === "unauthorized") this.#store.setAccount({ kind: "rejected" });
    else this.#store.setAccount({ kind: "failed", error });
    this.#heed(error, () => true);
  }

  #historyFailed(appId: AppId, error: SevallaError): void {
    const known = historyOf(this.#store.state, appId);
    this.#store.setHistory(appId, known?.kind === "ready" ? { ...known, stale: error } : { kind: "failed", error });
    this.#heed(error, () => true);
  }

  #took(appId: AppId, change: (known: ReturnType<typeof historyOf>) => ReturnType<typeof historyOf>): void {
    const known = historyOf(this.#store.state, appId);
    const next = change(known);
    if (next && next !== known) this.#store.setHistory(appId, next);
  }

  #heed(error: SevallaError, isCurrent: () => boolean): void {
    this.#note(error);
    if (error.kind === "unauthorized" && isCurrent()) this.#session.reject(this.#session.state);
  }

  /** Whoever may be lent an answer joins one who asks; but who asks does not join one who may be lent it. */
  #joinedOrLent(what: string, maxAgeMs: number, read: (isCurrent: () => boolean) => Promise<void>): Promise<void> {
    return this.#joined(maxAgeMs > 0 && !this.#underWay.has(what) ? `${what}, lent` : what, read);
  }

  /** `isCurrent` turns false when somebody signs in or out while the answer is on its way: it is then dropped. */
  #joined(what: string, read: (isCurrent: () => boolean) => Promise<void>): Promise<void> {
    const asked = this.#session.state;
    if (asked.kind !== "signedIn") return Promise.resolve();
    const running = this.#underWay.get(what);
    if (running) return running;
    const isCurrent = () => this.#session.state === asked;
    const done = read(isCurrent).finally(() => {
      if (this.#underWay.get(what) === done) this.#underWay.delete(what);
    });
    this.#underWay.set(what, done);
    return done;
  }
}

function hasEnded(before: Deployment | undefined, now: Deployment | undefined): boolean {
  return before !== undefined && now !== undefined && !isFinished(before) && isFinished(now);
}

/** The details that are open stay open, and wait for what the new session may read. */
function emptied(open: State["open"]): State["open"] {
  return new Map([...open].map(([id, { appId }]) => [id, newlyOpened(appId)]));
}

/**
 * Nothing is read any more: what is shown is from now on as old as it is, and nothing may go on saying that it is
 * loading, for the answers are dropped.
 */
function turnedDown(state: State): State {
  const { account } = state;
  if (account.kind === "signedOut") return state;
  const error = new SevallaError("unauthorized");
  const open = new Map([...state.open].map(([id, one]) => [id, withoutReads(one, error)]));
  if (account.kind !== "ready" || account.apps.length === 0) return { ...state, account: { kind: "rejected" }, open };
  const effects = new Map([...state.effects].filter(([, { isOver }]) => isOver));
  const histories = new Map([...account.histories].filter(([, history]) => history.kind !== "loading"));
  return { ...state, account: { ...account, histories, stale: error }, open, effects };
}

function withoutReads(open: OpenDeployment, error: SevallaError): OpenDeployment {
  return { ...open, error, log: open.log.kind === "loading" ? { kind: "failed", error } : open.log };
}
