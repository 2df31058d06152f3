import { formatCount, plural, t } from "../l10n.ts";
import { liveDeployment, newestFirst, phaseOf } from "../model/deployment.ts";
import type { Deployment } from "../sevalla/resources.ts";
import type { Bar, HistoryView, Neighbour } from "../webview/protocol.ts";
import { age, duration } from "./format.ts";
import { phaseWord, toneOf } from "./phase.ts";
import { releaseMark, releaseTitle } from "./release.ts";

const mostBars = 50;

/** The app's last deployments as bars; undefined where there is nothing to compare. */
export function historyView(all: readonly Deployment[], shown: Deployment, now: number): HistoryView | undefined {
  if (all.length < 2) return undefined;
  const deployments = newestFirst(all).slice(0, mostBars).reverse();
  const longest = Math.max(...deployments.map((deployment) => tookMs(deployment, now) ?? 0));
  const live = liveDeployment(all);
  const bars = deployments.map((deployment): Bar => {
    const ms = tookMs(deployment, now);
    return {
      id: deployment.id,
      height: ms === undefined || longest === 0 ? 0 : ms / longest,
      tone: toneOf(phaseOf(deployment.status)),
      isThis: deployment.id === shown.id,
      isLive: deployment.id === live?.id,
      title: `${releaseTitle(deployment)} (${releaseMark(deployment)})`,
      status: phaseWord(deployment.status),
      took: ms === undefined ? t("not started") : duration(ms),
      age: age(deployment.createdAt, now),
    };
  });
  return { bars, longest: duration(longest) };
}

function tookMs({ startedAt, finishedAt, status }: Deployment, now: number): number | undefined {
  if (startedAt === undefined) return undefined;
  const end = finishedAt ?? (phaseOf(status) === "running" ? now : undefined);
  return end === undefined ? undefined : Math.max(0, end - startedAt);
}

/** The deployments of the app before and after one, as far as they are known. */
export function neighbours(
  all: readonly Deployment[],
  shown: Deployment,
): { readonly earlier: Neighbour | undefined; readonly later: Neighbour | undefined } {
  const ordered = newestFirst(all);
  const place = ordered.findIndex(({ id }) => id === shown.id);
  const at = (index: number): Neighbour | undefined => {
    const found = place < 0 ? undefined : ordered[index];
    return found && { id: found.id, title: releaseTitle(found) };
  };
  return { earlier: at(place + 1), later: at(place - 1) };
}

/** How a deployment stands to what is live; undefined where it is that itself or nothing is known. */
export function comparison(
  all: readonly Deployment[],
  shown: Deployment,
  now: number,
): { readonly text: string; readonly live: string } | undefined {
  const live = liveDeployment(all);
  if (!live || live.id === shown.id) return undefined;
  const between = all.filter(
    ({ createdAt, id }) => id !== live.id && id !== shown.id && isBetween(createdAt, live.createdAt, shown.createdAt),
  ).length;
  const what = `${releaseTitle(live)} (${releaseMark(live)}), ${age(live.createdAt, now)}`;
  const text = live.createdAt > shown.createdAt ? afterThis(what, between) : beforeThis(what, between);
  return { text, live: live.id };
}

function afterThis(live: string, between: number): string {
  if (between === 0) return t("Live is {0}: right after this one.", live);
  return plural(
    between,
    t("Live is {0}: {1} deployment between, after this one.", live, formatCount(between)),
    t("Live is {0}: {1} deployments between, after this one.", live, formatCount(between)),
  );
}

function beforeThis(live: string, between: number): string {
  if (between === 0) return t("Live is {0}: right before this one.", live);
  return plural(
    between,
    t("Live is {0}: {1} deployment between, before this one.", live, formatCount(between)),
    t("Live is {0}: {1} deployments between, before this one.", live, formatCount(between)),
  );
}

function isBetween(time: number, a: number, b: number): boolean {
  return time > Math.min(a, b) && time < Math.max(a, b);
}
