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
  if (!effect.figures) return "Reading how the app did before and after…";
  if (minutes === 0) return openingSentence(comparison.before);
  return `After ${minutes} of ${minutesCompared} min: ${stand(comparison)}.`;
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
    warning: effect.error && `The newest figures are missing. ${describeProblem(effect.error).message}`,
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
  const period =
    minutes === minutesCompared ? `${minutes} min before and after` : `${minutesCompared} min before, ${minutes} after`;
  switch (verdict) {
    case "unknown":
      return `Sevalla has no figures from ${before.minutes === 0 ? "before" : "after"} the rollback, so it cannot be told whether it helped.`;
    case "tooLittle":
      return `Too little traffic to tell: ${requests(before)} before and ${requests(after)} after. It takes ${fewestRequests} on either side.`;
    case "better":
      return `It helped: ${changes(comparison)} (${period}).`;
    case "worse":
      return `It did not help: ${changes(comparison)} (${period}).`;
    case "same":
      return `It made no clear difference: ${changes(comparison)} (${period}).`;
  }
}

function overtakenSentence(comparison: Comparison, minutes: number): string {
  if (minutes === 0)
    return "Another deployment went live within a minute, so it cannot be told whether this one helped.";
  return `Another deployment went live after ${minutes} min. Until then: ${stand(comparison)}.`;
}

function openingSentence(before: Side): string {
  const known = before.requests < fewestRequests ? "" : ` Before it: ${figuresOf(before)}.`;
  return `The ${minutesCompared} minutes after the rollback will tell.${known}`;
}

function stand(comparison: Comparison): string {
  const { verdict, before, after } = comparison;
  if (verdict === "unknown") return "Sevalla has no figures of both sides yet";
  if (verdict === "tooLittle") {
    return `too little traffic to tell (${requests(before)} before and ${requests(after)} since)`;
  }
  return changes(comparison);
}

function figuresOf({ serverErrorShare, meanMs }: Side): string {
  const time = meanMs === undefined ? [] : [`mean response time ${span(meanMs)}`];
  return [`server errors ${percent(serverErrorShare)}`, ...time].join(", ");
}

function changes(comparison: Comparison): string {
  const { before, after, serverErrors, clientErrors, responseTime } = comparison;
  const shares = (what: string, direction: Direction, name: "serverErrorShare" | "clientErrorShare") =>
    change(what, direction, percent(before[name]), percent(after[name]));
  const isTimed = before.meanMs !== undefined && after.meanMs !== undefined;
  const isBusier = after.perMinute > 2 * before.perMinute;
  const isQuieter = 2 * after.perMinute < before.perMinute;
  return [
    shares("server errors", serverErrors, "serverErrorShare"),
    clientErrors === "same" ? "" : shares("client errors", clientErrors, "clientErrorShare"),
    isTimed ? change("mean response time", responseTime, span(before.meanMs ?? 0), span(after.meanMs ?? 0)) : "",
    isBusier || isQuieter
      ? change("requests", isBusier ? "up" : "down", rate(before.perMinute), `${rate(after.perMinute)} a minute`)
      : "",
  ]
    .filter((part) => part !== "")
    .join(", ");
}

function change(what: string, direction: Direction, before: string, after: string): string {
  if (direction === "same" && before === after) return `${what} stayed at ${after}`;
  const verb = { down: "fell", up: "rose", same: "went" }[direction];
  return `${what} ${verb} from ${before} to ${after}`;
}

function requests({ requests }: Side): string {
  return requests === 1 ? "1 request" : `${number(requests)} requests`;
}

function percent(share: number): string {
  const value = 100 * share;
  if (value > 0 && value < 0.05) return "under 0.1%";
  return `${value.toFixed(value === 0 || value === 100 ? 0 : 1)}%`;
}

function span(ms: number): string {
  return ms < 999.5 || ms >= 59_950 ? duration(ms) : `${(ms / 1_000).toFixed(1)} s`;
}

function rate(perMinute: number): string {
  return perMinute < 10 ? perMinute.toFixed(1) : number(Math.round(perMinute));
}

function number(value: number): string {
  return value.toLocaleString("en");
}

function figuresView(effect: Effect): EffectFigures {
  const { before, after } = compare(effect);
  const minutes = minutesOf(effect);
  const passed = minutesAfter(effect);
  const isBefore = ({ at }: Minute) => at < effect.wentLiveAt;
  const told = `Before the rollback: ${figuresOf(before)}.${passed > 0 ? ` After it: ${figuresOf(after)}.` : ""}`;
  return {
    minutes: minutesCompared,
    points: minutes.map((minute) => pointOf(minute, effect.wentLiveAt)),
    labels: {
      responses: `Responses a minute by status class, from 10 minutes before the rollback. ${told}`,
      time: `Mean response time by the minute, from 10 minutes before the rollback. ${told}`,
    },
    table: {
      caption: "Responses by status class and mean response time, by the minute",
      head: ["Minute", "5xx", "4xx", "3xx", "2xx", "Mean response time"],
      groups: [
        rowsOf(`${minutesCompared} min before the rollback`, minutes.filter(isBefore), before),
        ...(passed > 0
          ? [
              rowsOf(
                `${passed} min after it`,
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
  return { minute: (at - wentLiveAt) / minuteMs, name: clock(at), responses, ms };
}

function rowsOf(name: string, minutes: readonly Minute[], side: Side): EffectRows {
  const rows = minutes.map(({ at, counts, ms }) => {
    const cells = counts && [counts["5xx"], counts["4xx"], counts["3xx"], counts["2xx"]].map(number);
    return [clock(at), ...(cells ?? ["–", "–", "–", "–"]), ms === undefined ? "–" : span(ms)];
  });
  const { serverErrorShare, clientErrorShare, meanMs } = side;
  const shares = [percent(serverErrorShare), percent(clientErrorShare), "", ""];
  const total = [`All ${requests(side)}`, ...shares, meanMs === undefined ? "–" : span(meanMs)];
  return { name, rows, total };
}

function clock(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit", hour12: false });
}
