/** Remembers what was last read from Sevalla: one state, never changed in place, replaced whole. */
import type { Change } from "../sevalla/change.ts";
import type { SevallaError } from "../sevalla/errors.ts";
import type { AppId, AppSummary, Deployment, DeploymentId, LogEntry } from "../sevalla/resources.ts";
import type { Effect } from "./effect.ts";
import { type Filter, noFilter } from "./filter.ts";
import { flat, type Grouping } from "./grouping.ts";
import type { Head } from "./head.ts";
import type { Link } from "./link.ts";
import type { RollbackObstacle, RollbackPlan } from "./rollbackPlan.ts";
import { Signal } from "./signal.ts";

/** One app's deployments, newest first, as far as they were read. */
export type History =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly error: SevallaError }
  | ReadyHistory;

export interface ReadyHistory {
  readonly kind: "ready";
  readonly deployments: readonly Deployment[];
  /** How many deployments Sevalla says there are. */
  readonly total: number;
  /** How many places of Sevalla's list were read: the offset of the next page. */
  readonly readUpTo: number;
  /** When what is shown was known to be so, ms since the epoch; of good reads without news the reader alone knows. */
  readonly loadedAt: number;
  /** The error of the last refresh, when it failed after a good one. */
  readonly stale: SevallaError | undefined;
}

export type DeploymentLog =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly error: SevallaError }
  | {
      readonly kind: "ready";
      readonly entries: readonly LogEntry[];
      /** When it was known to be so, as `loadedAt` of a history. */
      readonly readAt: number;
      /** The error of the last reading, when it failed after a good one. */
      readonly stale: SevallaError | undefined;
    };

/** A deployment whose details are on screen. */
export interface OpenDeployment {
  readonly appId: AppId;
  readonly deployment: Deployment | undefined;
  readonly error: SevallaError | undefined;
  /** When it was last read, where it could not be read again, as far as that is known; ms since the epoch. */
  readonly asOf?: number | undefined;
  readonly log: DeploymentLog;
  /** What a rollback to it would do, once somebody has asked. */
  readonly plan: OpenPlan | undefined;
}

export type OpenPlan =
  | { readonly kind: "planning" }
  | { readonly kind: "failed"; readonly error: SevallaError }
  /** `at` is when it was made, ms since the epoch. */
  | { readonly kind: "planned"; readonly plan: RollbackPlan | RollbackObstacle; readonly at: number };

export type Account =
  | { readonly kind: "signedOut" }
  /** Sevalla turned the stored key down before anything could be read with it. */
  | { readonly kind: "rejected" }
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly error: SevallaError }
  | ReadyAccount;

export interface ReadyAccount {
  readonly kind: "ready";
  readonly apps: readonly AppSummary[];
  /** Whether there may be more apps: nobody has looked at the list so far, or it is still being read. */
  readonly isPartial?: boolean;
  /** Of apps that were asked for and are not among `apps` it says why. */
  readonly histories: ReadonlyMap<AppId, History>;
  /** As in a history. */
  readonly loadedAt: number;
  readonly stale: SevallaError | undefined;
}

export interface State {
  readonly account: Account;
  readonly links: readonly Link[];
  readonly open: ReadonlyMap<DeploymentId, OpenDeployment>;
  /** Apps whose auto-deploy was paused from this VS Code. */
  readonly pausedApps: ReadonlySet<AppId>;
  /** Other apps whose auto-deploy was off when they were last read by themselves. */
  readonly autoDeployOff: ReadonlySet<AppId>;
  /** Failed deployments whose details or log somebody has opened. */
  readonly looked: ReadonlySet<DeploymentId>;
  /** What rollbacks changed for those who use the app, by the deployment of the rollback. */
  readonly effects: ReadonlyMap<DeploymentId, Effect>;
  readonly key: KeyInUse;
  readonly filter: Filter;
  readonly grouping: Grouping;
  /** Undefined where there is no Git, or nothing to compare. */
  readonly head: Head | undefined;
}

/** What has to be known of the API key in use wherever something can be done with it. */
export interface KeyInUse {
  /** Undefined where there is only one account, and so nothing to tell apart. */
  readonly name: string | undefined;
  /** Its name and when it expires, ms since the epoch; left out where it does not, or nobody knows. */
  readonly end?: { readonly name: string; readonly at: number };
  /** What Sevalla has refused to change with it. */
  readonly refused: readonly Change[];
}

const unknownKey: KeyInUse = { name: undefined, refused: [] };

const mostIdleHistories = 100;

export class Store {
  #state: State = {
    account: { kind: "loading" },
    links: [],
    open: new Map(),
    pausedApps: new Set(),
    autoDeployOff: new Set(),
    looked: new Set(),
    effects: new Map(),
    key: unknownKey,
    filter: noFilter,
    grouping: flat,
    head: undefined,
  };
  readonly #changed = new Signal<State>();

  get state(): State {
    return this.#state;
  }

  onDidChange = (listener: (state: State) => void) => this.#changed.listen(listener);

  /** Replaces the state. Returning the state that was handed in changes nothing and tells nobody. */
  update(change: (state: State) => State): void {
    const next = change(this.#state);
    if (next === this.#state) return;
    this.#state = next;
    this.#changed.fire(next);
  }

  /** As `update`, for the account alone. */
  changeAccount(change: (account: Account) => Account): void {
    this.update((state) => {
      const account = change(state.account);
      return account === state.account ? state : { ...state, account };
    });
  }

  setKey(key: KeyInUse): void {
    this.update((state) => ({ ...state, key }));
  }

  setHistory(appId: AppId, history: History): void {
    this.update((state) => {
      if (state.account.kind !== "ready" || !findApp(state, appId)) return state;
      if (state.account.histories.get(appId) === history) return state;
      const histories = new Map(state.account.histories);
      histories.delete(appId);
      // The last one is the one that was read last.
      histories.set(appId, history);
      return { ...state, account: { ...state.account, histories } };
    });
  }

  /** Forgets the deployments of apps that are out of sight, but for a hundred apps that were read last. */
  forgetHistories(inSight: ReadonlySet<AppId>): void {
    this.update((state) => {
      const { account } = state;
      if (account.kind !== "ready") return state;
      const idle = [...account.histories].filter(([id, { kind }]) => !inSight.has(id) && kind !== "loading");
      if (idle.length <= mostIdleHistories) return state;
      const histories = new Map(account.histories);
      for (const [id] of idle.slice(0, -mostIdleHistories)) histories.delete(id);
      return { ...state, account: { ...account, histories } };
    });
  }

  /** Whether the app's auto-deploy was paused from this VS Code. */
  setPaused(appId: AppId, isPaused: boolean): void {
    this.update((state) => {
      if (state.pausedApps.has(appId) === isPaused) return state;
      const pausedApps = new Set(state.pausedApps);
      if (isPaused) pausedApps.add(appId);
      else pausedApps.delete(appId);
      return { ...state, pausedApps };
    });
  }

  /** Takes down whether the app's auto-deploy is on, whoever has turned it on or off; undefined where nobody says. */
  noteAutoDeploy(appId: AppId, isOn: boolean | undefined): void {
    if (isOn) this.setPaused(appId, false);
    this.update((state) => {
      // Whoever has paused it here may resume it in another window, which tells of that mark alone.
      const isOff = isOn === false && !state.pausedApps.has(appId);
      if (isOn === undefined || state.autoDeployOff.has(appId) === isOff) return state;
      const others = [...state.autoDeployOff].filter((id) => id !== appId);
      return { ...state, autoDeployOff: new Set(isOff ? [...others, appId] : others) };
    });
  }

  setOpen(id: DeploymentId, open: OpenDeployment | undefined): void {
    this.update((state) => ({ ...state, open: withEntry(state.open, id, open) }));
  }

  setEffect(id: DeploymentId, effect: Effect | undefined): void {
    this.update((state) => ({ ...state, effects: withEntry(state.effects, id, effect) }));
  }
}

export function newlyOpened(appId: AppId): OpenDeployment {
  return { appId, deployment: undefined, error: undefined, log: { kind: "loading" }, plan: undefined };
}

export function appsOf({ account }: Pick<State, "account">): readonly AppSummary[] {
  return account.kind === "ready" ? account.apps : [];
}

export function findApp(state: State, appId: AppId): AppSummary | undefined {
  return byId(appsOf(state)).get(appId);
}

const indexes = new WeakMap<readonly AppSummary[], ReadonlyMap<AppId, AppSummary>>();

/** Every row of the tree asks for its app, and there may be ten thousand of them. */
function byId(apps: readonly AppSummary[]): ReadonlyMap<AppId, AppSummary> {
  const known = indexes.get(apps) ?? new Map(apps.map((app) => [app.id, app]));
  indexes.set(apps, known);
  return known;
}

export function historyOf(state: State, appId: AppId): History | undefined {
  return historiesOf(state).get(appId);
}

const none: ReadyAccount["histories"] = new Map();

export function historiesOf({ account }: State): ReadyAccount["histories"] {
  return account.kind === "ready" ? account.histories : none;
}

/** Why an app's deployments could not be read when that was last tried. */
export function troubleOf(history: History | undefined): SevallaError | undefined {
  if (history?.kind === "failed") return history.error;
  return history?.kind === "ready" ? history.stale : undefined;
}

/** The deployments of an app that have been read, none if none have been. */
export function deploymentsOf(state: State, appId: AppId): readonly Deployment[] {
  const history = historyOf(state, appId);
  return history?.kind === "ready" ? history.deployments : [];
}

/** A copy of the map with the entry put in, or without it when there is nothing to put in. */
function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V | undefined): ReadonlyMap<K, V> {
  const next = new Map(map);
  if (value === undefined) next.delete(key);
  else next.set(key, value);
  return next;
}
