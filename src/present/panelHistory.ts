import { formatCount, plural, t } from "../l10n.ts";
import { liveDeployment, newestFirst, phaseOf } from "../model/deployment.ts";
import { hasMore } from "../model/history.ts";
import type { History } from "../model/store.ts";
import type { Deployment } from "../sevalla/resources.ts";
import type { Bar, DeploymentView, HistoryView, Neighbour, Span } from "../webview/protocol.ts";
import { compareUrl } from "./hostPages.ts";
import { ageOf, inWords } from "./moments.ts";
import { phaseWord, toneOf } from "./phase.ts";
import { releaseMark, releaseTitle } from "./release.ts";

const mostBars = 50;

/** The app's last deployments as bars; undefined where there is nothing to compare. */
export function historyView(all: readonly Deployment[], shown: Deployment): HistoryView | undefined {
  if (all.length < 2) return undefined;
  const deployments = newestFirst(all).slice(0, mostBars).reverse();
  const live = liveDeployment(all);
  const bars = deployments.map(
    (deployment): Bar => ({
      id: deployment.id,
      tone: toneOf(phaseOf(deployment.status)),
      isThis: deployment.id === shown.id,
      isLive: deployment.id === live?.id,
      title: `${releaseTitle(deployment)} (${releaseMark(deployment)})`,
      status: phaseWord(deployment.status),
      took: spanOf(deployment),
      createdAt: deployment.createdAt,
    }),
  );
  return { bars };
}

/** How long a deployment took, or has been running; undefined where that is not known. */
export function spanOf({ startedAt: from, finishedAt: to, status }: Deployment): Span | undefined {
  if (from === undefined || (to === undefined && phaseOf(status) !== "running")) return undefined;
  return { from, to };
}

/** How much of the app's deployments was read: all, the newest, or nothing yet. */
export type Reach = "all" | "newest" | "nothing";

export function reachOf(history: History | undefined): Reach {
  if (history?.kind !== "ready") return "nothing";
  return hasMore(history) ? "newest" : "all";
}

/** The deployments of the app before and after one, as far as they are known. */
export function neighbours(
  all: readonly Deployment[],
  shown: Deployment,
  reach: Reach,
): { readonly earlier: Neighbour; readonly later: Neighbour } {
  const ordered = newestFirst(all.some(({ id }) => id === shown.id) ? all : [...all, shown]);
  const place = ordered.findIndex(({ id }) => id === shown.id);
  const isCutOff = isApart(all, shown, reach);
  const later = isCutOff ? undefined : ordered[place - 1];
  const earlier = ordered[place + 1];
  return {
    earlier: earlier
      ? leadTo(earlier, t("Earlier deployment: {0}", releaseTitle(earlier)))
      : beyond(reach, t("No earlier deployment")),
    later: later
      ? leadTo(later, t("Later deployment: {0}", releaseTitle(later)))
      : beyond(isCutOff ? reach : "all", t("No later deployment")),
  };
}

function leadTo({ id }: Deployment, label: string): Neighbour {
  return { label, intent: { type: "open", deploymentId: id } };
}

function beyond(reach: Reach, nothing: string): Neighbour {
  if (reach === "newest") return { label: t("Load more deployments"), intent: { type: "loadMore" } };
  return { label: reach === "all" ? nothing : t("Not loaded yet"), intent: undefined };
}

/** Whether there may be deployments that were not read between one and those that were. */
function isApart(all: readonly Deployment[], shown: Deployment, reach: Reach): boolean {
  return reach !== "all" && all.every(({ id, createdAt }) => id !== shown.id && createdAt >= shown.createdAt);
}

/** How a deployment stands to what is live; undefined where it is that itself or nothing is known. */
export function comparison(all: readonly Deployment[], shown: Deployment, reach: Reach): DeploymentView["comparison"] {
  const live = liveDeployment(all);
  if (!live || live.id === shown.id) return undefined;
  const between = all.filter(
    ({ createdAt, id }) => id !== live.id && id !== shown.id && isBetween(createdAt, live.createdAt, shown.createdAt),
  ).length;
  const words = isApart(all, shown, reach) ? afterwards : live.createdAt > shown.createdAt ? later : earlier;
  const text = words(t("“{0}” ({1})", releaseTitle(live), releaseMark(live)), ageOf(live.createdAt), between + 1);
  return { text: inWords(text), live: live.id, canCompare: compareUrl(live, shown) !== undefined };
}

function afterwards(live: string, when: string): string {
  return t("Live is {0}, released {1}, after this one.", live, when);
}

function later(live: string, when: string, steps: number): string {
  if (steps === 1) return t("Live is {0}, released {1}, right after this one.", live, when);
  return plural(
    steps,
    t("Live is {0}, released {1}, {2} deployment later.", live, when, formatCount(steps)),
    t("Live is {0}, released {1}, {2} deployments later.", live, when, formatCount(steps)),
  );
}

function earlier(live: string, when: string, steps: number): string {
  if (steps === 1) return t("Live is {0}, released {1}, right before this one.", live, when);
  return plural(
    steps,
    t("Live is {0}, released {1}, {2} deployment earlier.", live, when, formatCount(steps)),
    t("Live is {0}, released {1}, {2} deployments earlier.", live, when, formatCount(steps)),
  );
}

function isBetween(time: number, a: number, b: number): boolean {
  return time > Math.min(a, b) && time < Math.max(a, b);
}
