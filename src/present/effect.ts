import { formatCount, language, plural, t } from "../l10n.ts";
import {
  type Comparison,
  compare,
  type Direction,
  type Effect,
  fewestRequests,
  type Minute,
  minutesAfter,
  minutesOf,
  type Side,
  type Verdict,
} from "../model/effect.ts";
import { minuteMs, minutesCompared } from "../model/effectTime.ts";
import type { EffectFigures, EffectPoint, EffectRows, EffectView } from "../webview/protocol.ts";
import { duration } from "./format.ts";
import { describeProblem } from "./problem.ts";

/** Whether a rollback helped, in a sentence: the last word when it is over, else how it stands. */
export function effectSentence(effect: Effect): string {
  const comparison = compare(effect);
  const minutes = minutesAfter(effect);
  if (effect.overtakenAt !== undefined) return overtakenSentence(comparison, minutes);
  if (effect.isOver) return closingSentence(comparison, minutes);
  if (!effect.figures) return t("Reading how the app did before and after…");
  if (minutes === 0) return openingSentence(comparison.before);
  return t("After {0} of {1} min: {2}.", formatCount(minutes), formatCount(minutesCompared), stand(comparison));
}

/** What the panel shows of a rollback's effect. */
export function effectView(effect: Effect): EffectView {
  const { verdict } = compare(effect);
  const isJudged = effect.overtakenAt === undefined && (effect.isOver || minutesAfter(effect) > 0);
  const looks = effect.isOver || effect.figures ? signs[isJudged ? verdict : "same"] : busy;
  return {
    sentence: effectSentence(effect),
    ...looks,
    isOver: effect.isOver,
    warning: effect.error && t("The newest figures are missing. {0}", describeProblem(effect.error).message),
    figures: effect.figures && figuresView(effect),
  };
}

/** Whether the user should be warned rather than informed. */
export function isWorse(effect: Effect): boolean {
  return compare(effect).verdict === "worse";
}

const busy = { icon: "loading~spin", tone: "busy" } as const;
const signs: Readonly<Record<Verdict, Pick<EffectView, "icon" | "tone">>> = {
  better: { icon: "pass", tone: "good" },
  worse: { icon: "warning", tone: "bad" },
  same: { icon: "info", tone: "quiet" },
  tooLittle: { icon: "info", tone: "quiet" },
  unknown: { icon: "question", tone: "quiet" },
};

function closingSentence(comparison: Comparison, minutes: number): string {
  const { verdict, before, after } = comparison;
  const compared = formatCount(minutesCompared);
  const period =
    minutes === minutesCompared
      ? t("{0} min before and after", compared)
      : t("{0} min before, {1} after", compared, formatCount(minutes));
  switch (verdict) {
    case "unknown":
      return before.minutes === 0
        ? t("Sevalla has no figures from before the rollback, so it cannot be told whether it helped.")
        : t("Sevalla has no figures from after the rollback, so it cannot be told whether it helped.");
    case "tooLittle": {
      const counts = t("Too little traffic to tell: {0} before and {1} after.", requests(before), requests(after));
      return `${counts} ${t("It takes {0} on either side.", requests({ requests: fewestRequests }))}`;
    }
    case "better":
      return t("It helped: {0} ({1}).", changes(comparison), period);
    case "worse":
      return t("It did not help: {0} ({1}).", changes(comparison), period);
    case "same":
      return t("It made no clear difference: {0} ({1}).", changes(comparison), period);
  }
}

function overtakenSentence(comparison: Comparison, minutes: number): string {
  if (minutes === 0) {
    return t("Another deployment went live within a minute, so it cannot be told whether this one helped.");
  }
  const when = t("Another deployment went live after {0} min.", formatCount(minutes));
  return `${when} ${t("Until then: {0}.", stand(comparison))}`;
}

function openingSentence(before: Side): string {
  const opening = plural(
    minutesCompared,
    t("The {0} minute after the rollback will tell.", formatCount(minutesCompared)),
    t("The {0} minutes after the rollback will tell.", formatCount(minutesCompared)),
  );
  if (before.requests < fewestRequests) return opening;
  return `${opening} ${t("Before it: {0}.", figuresOf(before))}`;
}

function stand(comparison: Comparison): string {
  const { verdict, before, after } = comparison;
  if (verdict === "unknown") return t("Sevalla has no figures of both sides yet");
  if (verdict === "tooLittle") {
    return t("too little traffic to tell ({0} before and {1} since)", requests(before), requests(after));
  }
  return changes(comparison);
}

function figuresOf({ serverErrorShare, meanMs }: Side): string {
  const time = meanMs === undefined ? [] : [t("mean response time {0}", span(meanMs))];
  return [t("server errors {0}", percent(serverErrorShare)), ...time].join(", ");
}

function changes(comparison: Comparison): string {
  const { before, after, serverErrors, clientErrors, responseTime } = comparison;
  return [
    serverErrorsChange(serverErrors, percent(before.serverErrorShare), percent(after.serverErrorShare)),
    clientErrorsChange(clientErrors, percent(before.clientErrorShare), percent(after.clientErrorShare)),
    responseTimeChange(responseTime, before.meanMs, after.meanMs),
    requestsChange(before.perMinute, after.perMinute),
  ]
    .filter((part) => part !== "")
    .join(", ");
}

function serverErrorsChange(direction: Direction, before: string, after: string): string {
  if (direction === "down") return t("server errors fell from {0} to {1}", before, after);
  if (direction === "up") return t("server errors rose from {0} to {1}", before, after);
  if (before === after) return t("server errors stayed at {0}", after);
  return t("server errors went from {0} to {1}", before, after);
}

function clientErrorsChange(direction: Direction, before: string, after: string): string {
  if (direction === "down") return t("client errors fell from {0} to {1}", before, after);
  return direction === "up" ? t("client errors rose from {0} to {1}", before, after) : "";
}

function responseTimeChange(direction: Direction, beforeMs: number | undefined, afterMs: number | undefined): string {
  if (beforeMs === undefined || afterMs === undefined) return "";
  const [before, after] = [span(beforeMs), span(afterMs)];
  if (direction === "down") return t("mean response time fell from {0} to {1}", before, after);
  if (direction === "up") return t("mean response time rose from {0} to {1}", before, after);
  if (before === after) return t("mean response time stayed at {0}", after);
  return t("mean response time went from {0} to {1}", before, after);
}

function requestsChange(before: number, after: number): string {
  if (after > 2 * before) return t("requests rose from {0} to {1} a minute", rate(before), rate(after));
  return 2 * after < before ? t("requests fell from {0} to {1} a minute", rate(before), rate(after)) : "";
}

function requests({ requests: count }: Pick<Side, "requests">): string {
  return plural(count, t("{0} request", formatCount(count)), t("{0} requests", formatCount(count)));
}

function percent(share: number): string {
  if (share > 0 && share < 0.0005) return t("under {0}", percent(0.001));
  const digits = share === 0 || share === 1 ? 0 : 1;
  return share.toLocaleString(language(), {
    style: "percent",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

function span(ms: number): string {
  return ms < 999.5 || ms >= 59_950 ? duration(ms) : t("{0} s", oneDecimal(ms / 1_000));
}

function rate(perMinute: number): string {
  return perMinute < 10 ? oneDecimal(perMinute) : formatCount(Math.round(perMinute));
}

function oneDecimal(value: number): string {
  return value.toLocaleString(language(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

function figuresView(effect: Effect): EffectFigures {
  const { before, after } = compare(effect);
  const minutes = minutesOf(effect);
  const passed = minutesAfter(effect);
  const isBefore = ({ at }: Minute) => at < effect.wentLiveAt;
  const told = [
    t("Before the rollback: {0}.", figuresOf(before)),
    passed > 0 ? t("After it: {0}.", figuresOf(after)) : "",
  ].filter(Boolean);
  return {
    minutes: minutesCompared,
    points: minutes.map((minute) => pointOf(minute, effect.wentLiveAt)),
    labels: {
      responses: [t("Responses a minute by status class, from 10 minutes before the rollback."), ...told].join(" "),
      time: [t("Mean response time by the minute, from 10 minutes before the rollback."), ...told].join(" "),
    },
    table: {
      caption: t("Responses by status class and mean response time, by the minute"),
      head: [t("Minute"), "5xx", "4xx", "3xx", "2xx", t("Mean response time")],
      groups: [
        rowsOf(t("{0} min before the rollback", formatCount(minutesCompared)), minutes.filter(isBefore), before),
        ...(passed > 0
          ? [
              rowsOf(
                t("{0} min after it", formatCount(passed)),
                minutes.filter((one) => !isBefore(one)),
                after,
              ),
            ]
          : []),
      ],
    },
  };
}

function pointOf({ at, counts, ms }: Minute, wentLiveAt: number): EffectPoint {
  const responses = counts && [counts["5xx"], counts["4xx"], counts["3xx"], counts["2xx"]];
  return { minute: (at - wentLiveAt) / minuteMs, at, responses, ms };
}

function rowsOf(name: string, minutes: readonly Minute[], side: Side): EffectRows {
  const rows = minutes.map(({ at, counts, ms }) => {
    const cells = counts && [counts["5xx"], counts["4xx"], counts["3xx"], counts["2xx"]].map(formatCount);
    return { at, cells: [...(cells ?? ["–", "–", "–", "–"]), ms === undefined ? "–" : span(ms)] };
  });
  const { requests: count, serverErrorShare, clientErrorShare, meanMs } = side;
  const all = plural(count, t("All {0} request", formatCount(count)), t("All {0} requests", formatCount(count)));
  const shares = [percent(serverErrorShare), percent(clientErrorShare), "", ""];
  return { name, rows, total: [all, ...shares, meanMs === undefined ? "–" : span(meanMs)] };
}
