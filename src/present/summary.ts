import { t } from "../l10n.ts";
import { deploymentUnderWay, isRollback, liveDeployment, phaseOf } from "../model/deployment.ts";
import { hasMore } from "../model/history.ts";
import type { Link } from "../model/link.ts";
import { deploymentsOf, findApp, historyOf, type ReadyAccount, type State } from "../model/store.ts";
import type { SevallaError } from "../sevalla/errors.ts";
import type { AppId, AppSummary, Deployment } from "../sevalla/resources.ts";
import { age, duration, exactTime, inert, spokenDuration, visible } from "./format.ts";
import { headWords } from "./head.ts";
import { brokenLink } from "./link.ts";
import { describeProblem } from "./problem.ts";
import { releaseLine, releaseMark, releaseTitle, triggerWords } from "./release.ts";
import { type Unread, unreadApp } from "./troubles.ts";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** The status bar item. */
export interface Summary {
  readonly text: string;
  readonly tooltip: readonly string[];
  readonly tone: "normal" | "warning" | "error";
  readonly spoken: string;
  /** Ms after which the text is another by itself; undefined when it stays. */
  readonly changesIn?: number;
}

/**
 * What the status bar says of the linked app; undefined when there is nothing worth a place there.
 * @param link the link of the folder that is being worked in
 */
export function statusSummary(state: State, link: Link | undefined, now: number): Summary | undefined {
  if (!link) return undefined;
  const { account } = state;
  switch (account.kind) {
    case "signedOut":
      return summary("$(sign-in)", t("Sevalla: sign in"), [t("You are signed out of Sevalla.")]);
    case "rejected":
      return summary(
        "$(warning)",
        t("Sevalla: sign in again"),
        [t("Sevalla no longer accepts the API key.")],
        "warning",
      );
    case "loading":
    case "failed":
      // What is no link is none whatever there is to read, of which there may be nothing.
      return link.appId ? unreadSummary(account) : brokenSummary(state, link);
    case "ready":
      return linkedSummary(state, account, link, now);
  }
}

function failureWords({ kind }: SevallaError): string {
  switch (kind) {
    case "offline":
    case "timeout":
      return t("Sevalla: not reachable");
    case "rateLimited":
      return t("Sevalla: too many requests");
    case "forbidden":
      return t("Sevalla: not permitted");
    default:
      return t("Sevalla: error");
  }
}

/** What stands there for a workspace without a link, as long as there is something to link. */
export function invitation({ account, links }: State): Summary | undefined {
  if (links.length > 0 || account.kind !== "ready" || account.apps.length === 0) return undefined;
  return summary("$(link)", t("Sevalla: link app"), [t("No app is linked to this workspace.")]);
}

function linkedSummary(state: State, account: ReadyAccount, link: Link, now: number): Summary {
  const app = link.appId && findApp(state, link.appId);
  const unread = unreadApp(account, link);
  if (unread) return unreadSummary(unread);
  if (!app) return brokenSummary(state, link);
  const history = historyOf(state, app.id);
  // Of the list it says nothing here that it could not be read, as long as the linked app itself can.
  const isKnown = history?.kind === "ready" && account.stale?.kind !== "unauthorized";
  const stale = (isKnown ? undefined : account.stale) ?? (history?.kind === "ready" ? history.stale : undefined);
  if (history?.kind === "failed") {
    return summary(
      "$(warning)",
      t("{0}: unknown", visible(app.name)),
      [describeProblem(history.error).message],
      "warning",
    );
  }
  const known = withPaused(appSummary(state, app, now), state.pausedApps.has(app.id));
  if (!stale) return known;
  const since = history?.kind === "ready" ? history.loadedAt : account.loadedAt;
  const old = age(since, now);
  // Like the time that passes, an age is no part of the tooltip.
  const tooltip = [...known.tooltip, staleWords(stale, exactTime(since))];
  if (stale.kind !== "unauthorized") {
    const icon = stale.kind === "offline" || stale.kind === "timeout" ? "$(debug-disconnect)" : "$(warning)";
    const changesIn = Math.min(known.changesIn ?? minuteMs, minuteMs);
    const spoken = `${known.spoken}. ${staleWords(stale, old)}`;
    return { ...known, text: `${known.text} ${icon} ${old}`, tooltip, spoken, changesIn };
  }
  // Nobody reads it any more: no good sign may stand before it, and no time go on behind it.
  const text = `$(warning) ${inert(known.tooltip[0] ?? "")} · ${t("sign in again")}`;
  return { text, tooltip, tone: "warning", spoken: tooltip.join(". ") };
}

function brokenSummary(state: State, link: Link): Summary {
  const words = link.appId ? t("Sevalla: linked app not found") : t("Sevalla: link is not valid");
  return summary("$(warning)", words, [brokenLink(link, state.key.name)], "warning");
}

function unreadSummary(unread: Unread): Summary {
  return unread.kind === "loading"
    ? summary("$(loading~spin)", t("Sevalla: loading"), [t("Loading the linked app.")])
    : summary("$(warning)", failureWords(unread.error), [describeProblem(unread.error).message], "warning");
}

function withPaused(known: Summary, isPaused: boolean): Summary {
  if (!isPaused) return known;
  const note = t("Auto-deploy is paused: pushes are not deployed until you resume it.");
  const tooltip = [...known.tooltip, note];
  return { ...known, text: `${known.text} $(debug-pause)`, tooltip, spoken: `${known.spoken}. ${note}` };
}

function appSummary(state: State, app: AppSummary, now: number): Summary {
  const name = visible(app.name);
  const deployments = deploymentsOf(state, app.id);
  const live = liveDeployment(deployments);
  const history = historyOf(state, app.id);
  // Further back, where nobody has looked yet, something may have succeeded.
  const isUnknown = history?.kind !== "ready" || hasMore(history);
  const nothing = isUnknown ? t("What is live is not among the newest deployments.") : t("Nothing is live.");
  const liveLine = live ? t("Live: {0} ({1})", releaseTitle(live), releaseLine(live, now)) : nothing;
  if (app.isSuspended)
    return summary("$(stop-circle)", t("{0}: suspended", name), [t("The app is suspended."), liveLine]);
  const underWay = deploymentUnderWay(deployments);
  if (underWay) {
    const doing = `${triggerWords(underWay)}: ${releaseTitle(underWay)}`;
    const mark = releaseMark(underWay);
    const words = isRollback(underWay) ? t("{0}: rolling back {1}", name, mark) : t("{0}: deploying {1}", name, mark);
    const known = summary("$(loading~spin)", words, [doing, liveLine]);
    return withElapsed(known, now - (underWay.startedAt ?? underWay.createdAt));
  }
  const newest = deployments[0];
  if (newest && phaseOf(newest.status) === "failed") {
    const failed = t("The last deployment failed: {0} ({1})", releaseTitle(newest), releaseLine(newest, now));
    const words = live ? t("{0}: failed · live {1}", name, releaseMark(live)) : t("{0}: deployment failed", name);
    // What somebody has seen is no alarm any more, however long it stays so.
    const tone = state.looked.has(newest.id) ? "normal" : "error";
    return withHead(summary("$(error)", words, [failed, liveLine], tone), state, app.id, live);
  }
  if (history?.kind !== "ready") {
    return summary("$(loading~spin)", name, [t("Loading the deployments.")]);
  }
  if (!live) {
    const words = isUnknown ? t("{0}: live unknown", name) : t("{0}: not deployed", name);
    return summary("$(circle-large-outline)", words, [liveLine]);
  }
  const known = summary("$(pass-filled)", t("{0}: live {1}", name, releaseMark(live)), [liveLine]);
  return withHead(known, state, app.id, live);
}

/** The time that passes is no part of the tooltip, which would be drawn anew under the pointer. */
function withElapsed(known: Summary, ms: number): Summary {
  const spoken = t("For {0}", spokenDuration(ms, "s"));
  const changesIn = ms < hourMs ? secondMs : minuteMs;
  return { ...known, text: `${known.text} · ${duration(ms, "s")}`, spoken: `${known.spoken}. ${spoken}`, changesIn };
}

function withHead(known: Summary, { head }: State, appId: AppId, live: Deployment | undefined): Summary {
  if (!head || head.appId !== appId || head.live !== live?.commitSha) return known;
  const { mark, words } = headWords(head.place);
  const spoken = [known.spoken, ...words].join(". ");
  return { ...known, text: `${known.text}${mark}`, tooltip: [...known.tooltip, ...words], spoken };
}

function summary(icon: string, words: string, tooltip: readonly string[], tone: Summary["tone"] = "normal"): Summary {
  return {
    text: `${icon} ${inert(words)}`,
    tooltip: [words, ...tooltip],
    tone,
    spoken: [words, ...tooltip].join(". "),
  };
}

/** @param when the time or the age of what is shown */
export function staleWords(error: SevallaError, when: string): string {
  const next = error.kind === "unauthorized" ? t("Sign in again.") : "";
  return [error.message, next, t("Shown as of {0}.", when)].filter(Boolean).join(" ");
}
