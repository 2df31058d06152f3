import { SevallaError } from "../sevalla/errors.ts";
import type { App, AppId, AppSummary } from "../sevalla/resources.ts";
import type { ReadList } from "./appList.ts";
import { kept, keptList } from "./sameAsBefore.ts";
import {
  type Account,
  type History,
  newlyOpened,
  type OpenDeployment,
  type ReadyAccount,
  type State,
} from "./store.ts";

/**
 * The account with what was read of the list of apps; the same object when that is no news.
 * @param isNewer whether an app was read by itself after the list
 */
export function withList(account: Account, read: ReadList, isNewer: (id: AppId) => boolean): Account {
  const before = account.kind === "ready" ? account : undefined;
  const known = new Map(before?.apps.map((app) => [app.id, app]));
  const listed = read.apps.map((app) => kept(known.get(app.id), app));
  const ids = new Set(listed.map(({ id }) => id));
  const others = (before?.apps ?? []).filter(({ id }) => !ids.has(id) && (!read.isWhole || isNewer(id)));
  // A list that grows is shown each time that it has doubled: whoever looks sees much of it soon, and it is drawn seldom.
  if (!read.isWhole && before && (!before.isPartial || listed.length < 2 * before.apps.length)) return account;
  const apps = keptList(before?.apps ?? [], [...listed, ...others]);
  for (const { id } of others) ids.add(id);
  const histories = [...(before?.histories ?? [])].filter(([appId]) => ids.has(appId) || !read.isWhole);
  const isSame = before?.apps === apps && before.histories.size === histories.length && !before.stale;
  if (isSame && (before.isPartial ?? false) === !read.isWhole) return before;
  return ready(apps, new Map(histories), read.at, !read.isWhole);
}

/** The account with an app that was read by itself. */
export function withApp(account: Account, read: App, at: number): Account {
  const { id, name, status, type, source, isSuspended, createdAt, updatedAt } = read;
  const app: AppSummary = { id, name, status, type, source, isSuspended, createdAt, updatedAt };
  if (account.kind !== "ready") return ready([app], new Map(), at, true);
  const known = account.apps.find((one) => one.id === id);
  if (known && kept(known, app) === known) return account;
  const apps = known ? account.apps.map((one) => (one === known ? app : one)) : [...account.apps, app];
  const histories = new Map(account.histories);
  if (!known) histories.delete(id);
  return { ...account, apps, histories };
}

/** The account when an app could not be read by itself: what else is known of it stays. */
export function withoutApp(account: Account, appId: AppId, error: SevallaError, at: number): Account {
  if (account.kind === "ready") {
    if (account.apps.some(({ id }) => id === appId)) return account;
    return { ...account, histories: new Map(account.histories).set(appId, { kind: "failed", error }) };
  }
  if (error.kind === "unauthorized") return { kind: "rejected" };
  // Nor was the list: that is no app which is gone, but an address which is wrong.
  if (account.kind === "failed" && account.error.kind === "notFound") return account;
  if (error.kind !== "notFound") return { kind: "failed", error };
  return ready([], new Map([[appId, { kind: "failed", error }]]), at, true);
}

/** What is remembered when a session has begun or ended: the details that are open stay so, and wait for what it may read. */
export function withAccount(state: State, account: Account): State {
  const open = new Map([...state.open].map(([id, { appId }]) => [id, newlyOpened(appId)]));
  return { ...state, account, open, effects: new Map() };
}

/**
 * Nothing is read any more: what is shown is from now on as old as it is, and nothing may go on saying that it is
 * loading, for the answers are dropped.
 * @param readAt when an app's deployments, or the apps, were last read, ms since the epoch
 */
export function turnedDown(state: State, readAt: (appId?: AppId) => number | undefined): State {
  const { account } = state;
  if (account.kind === "signedOut") return state;
  const error = new SevallaError("unauthorized");
  const open = new Map([...state.open].map(([id, one]) => [id, withoutReads(one, error)]));
  if (account.kind !== "ready" || account.apps.length === 0) return { ...state, account: { kind: "rejected" }, open };
  const effects = new Map([...state.effects].filter(([, { isOver }]) => isOver));
  const histories = new Map<AppId, History>();
  for (const [appId, known] of account.histories) {
    if (known.kind === "ready") histories.set(appId, { ...known, loadedAt: readAt(appId) ?? known.loadedAt });
    if (known.kind === "failed") histories.set(appId, known);
  }
  const loadedAt = readAt() ?? account.loadedAt;
  return { ...state, account: { ...account, histories, loadedAt, stale: error }, open, effects };
}

function withoutReads(open: OpenDeployment, error: SevallaError): OpenDeployment {
  return { ...open, error, log: open.log.kind === "loading" ? { kind: "failed", error } : open.log };
}

function ready(
  apps: readonly AppSummary[],
  histories: ReadyAccount["histories"],
  loadedAt: number,
  isPartial: boolean,
): ReadyAccount {
  const account = { kind: "ready", apps, histories, loadedAt, stale: undefined } as const;
  return isPartial ? { ...account, isPartial } : account;
}
