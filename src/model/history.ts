import type { Deployment, DeploymentId, Page } from "../sevalla/resources.ts";
import { deploymentUnderWay, liveDeployment, newestFirst } from "./deployment.ts";
import { kept, keptList } from "./sameAsBefore.ts";
import type { History, ReadyHistory } from "./store.ts";

/** Deployments are shown, and read, so many at a time. */
export const pageSize = 25;

interface Overview {
  readonly live: Deployment | undefined;
  readonly underWay: Deployment | undefined;
  readonly byId: ReadonlyMap<DeploymentId, Deployment>;
}

const overviews = new WeakMap<History, Overview>();
const nothing: Overview = { live: undefined, underWay: undefined, byId: new Map() };

/** What every row asks of its app's deployments, of which there may be ten thousand: found once for each history. */
export function overviewOf(history: History | undefined): Overview {
  if (history?.kind !== "ready") return nothing;
  const known = overviews.get(history);
  if (known) return known;
  const { deployments } = history;
  const byId = new Map(deployments.map((deployment) => [deployment.id, deployment]));
  const found = { live: liveDeployment(deployments), underWay: deploymentUnderWay(deployments), byId };
  overviews.set(history, found);
  return found;
}

/**
 * Puts a first page on top of what is known, which stays the same object when the page has no news. Older deployments that
 * were read before stay; those the page should have held and does not are gone.
 * @param at when the page was asked for, ms since the epoch
 * @param isNewer whether a deployment was read by itself after that
 */
export function withNewestPage(
  known: History | undefined,
  page: Page<Deployment>,
  at: number,
  isNewer: (id: Deployment["id"]) => boolean = () => false,
): ReadyHistory {
  const before = known?.kind === "ready" ? known : undefined;
  const next = onTop(
    before,
    page,
    at,
    (before?.deployments ?? []).filter(({ id }) => isNewer(id)),
  );
  const isSame = before?.deployments === next.deployments && !before.stale;
  return before && isSame && before.total === next.total && before.readUpTo === next.readUpTo ? before : next;
}

function onTop(
  known: ReadyHistory | undefined,
  page: Page<Deployment>,
  at: number,
  newer: readonly Deployment[],
): ReadyHistory {
  const byId = new Map(known?.deployments.map((deployment) => [deployment.id, deployment]));
  const listed = newestFirst(page.items.map((deployment) => kept(byId.get(deployment.id), deployment)));
  const ids = new Set(listed.map(({ id }) => id));
  const oldest = listed.at(-1)?.createdAt ?? Number.POSITIVE_INFINITY;
  const fresh = merged(
    listed,
    newer.filter(({ id, createdAt }) => ids.has(id) || createdAt > oldest),
  );
  const added = fresh.length - listed.length;
  const readUpTo = page.items.length + page.omitted + added;
  const total = page.total + added;
  // Without a common deployment there may be a gap between the two, and what lies in it would never be read.
  const isJoined = known?.deployments.some(({ id }) => ids.has(id));
  const before = isJoined && readUpTo < total ? known : undefined;
  const taken = new Set(fresh.map(({ id }) => id));
  const older = (before?.deployments ?? []).filter(({ id, createdAt }) => !taken.has(id) && createdAt <= oldest);
  return {
    kind: "ready",
    deployments: keptList(known?.deployments ?? [], [...fresh, ...older]),
    total,
    readUpTo: Math.max(readUpTo, before?.readUpTo ?? 0),
    loadedAt: at,
    stale: undefined,
  };
}

/** Adds a further page, which was asked for at this offset. Pages shift while new deployments are made, so a deployment already known is taken once. */
export function withOlderPage(known: ReadyHistory, page: Page<Deployment>, offset: number): ReadyHistory {
  const read = page.items.length + page.omitted;
  return {
    ...known,
    deployments: merged(known.deployments, page.items),
    total: page.total,
    // An empty page is the end, whatever the total says.
    readUpTo: read === 0 ? page.total : Math.max(known.readUpTo, offset + read),
    stale: undefined,
  };
}

/** Takes up one deployment that was read by itself, unless it is older than what is listed: a gap would not show. */
export function withDeployment(known: ReadyHistory, deployment: Deployment): ReadyHistory {
  const listed = known.deployments.find(({ id }) => id === deployment.id);
  if (kept(listed, deployment) === listed) return known;
  const isListed = listed !== undefined;
  const newest = known.deployments[0]?.createdAt ?? Number.NEGATIVE_INFINITY;
  if (!isListed && deployment.createdAt < newest) return known;
  const added = isListed ? 0 : 1;
  return {
    ...known,
    deployments: merged(known.deployments, [deployment]),
    total: known.total + added,
    readUpTo: known.readUpTo + added,
  };
}

export function hasMore(history: ReadyHistory): boolean {
  return history.readUpTo < history.total;
}

function merged(known: readonly Deployment[], fresh: readonly Deployment[]): readonly Deployment[] {
  const byId = new Map([...known, ...fresh].map((deployment) => [deployment.id, deployment]));
  return newestFirst([...byId.values()]);
}
