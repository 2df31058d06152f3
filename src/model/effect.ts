import type { SevallaError } from "../sevalla/errors.ts";
import type { StatusClass, StatusPoint, TimePoint } from "../sevalla/metrics.ts";
import type { AppId, Deployment } from "../sevalla/resources.ts";
import { phaseOf } from "./deployment.ts";
import { comparedMs, minuteMs, minutesCompared } from "./effectTime.ts";

/** With fewer requests on either side, chance alone could make the difference. */
export const fewestRequests = 30;

/** Figures of an app around a rollback. All times are by Sevalla's clock, in ms since the epoch. */
export interface Figures {
  readonly statusCodes: readonly StatusPoint[];
  readonly responseTimes: readonly TimePoint[];
  /** They were asked for up to here. */
  readonly to: number;
}

/** What is known of how a rollback changed things for those who use the app. */
export interface Effect {
  readonly appId: AppId;
  readonly wentLiveAt: number;
  /** When another deployment took over: what is measured after that says nothing about this one. */
  readonly overtakenAt: number | undefined;
  /** The last that were read. */
  readonly figures: Figures | undefined;
  /** Of the last read, when it failed. */
  readonly error: SevallaError | undefined;
  /** Nothing more will be read. */
  readonly isOver: boolean;
}

/** What was measured in the minute that begins `at`. */
export interface Minute {
  readonly at: number;
  readonly counts: Readonly<Record<StatusClass, number>> | undefined;
  readonly ms: number | undefined;
}

/** The minutes before the rollback, or those after it, taken together. */
export interface Side {
  /** How many minutes there are figures of. */
  readonly minutes: number;
  readonly requests: number;
  /** Shares are from 0 to 1; 0 when nothing was requested. */
  readonly serverErrorShare: number;
  readonly clientErrorShare: number;
  readonly perMinute: number;
  /** The mean over all requests: a minute with many of them weighs more than one with few. */
  readonly meanMs: number | undefined;
}

export type Direction = "down" | "up" | "same";
export type Verdict = "better" | "worse" | "same" | "tooLittle" | "unknown";

export interface Comparison {
  readonly verdict: Verdict;
  readonly before: Side;
  readonly after: Side;
  readonly serverErrors: Direction;
  readonly clientErrors: Direction;
  readonly responseTime: Direction;
}

export function wentLiveAt({ finishedAt, updatedAt }: Deployment): number {
  return finishedAt ?? updatedAt;
}

/** When the first of the deployments made after this one went live; undefined while none has. */
export function overtakenAt(deployments: readonly Deployment[], { id, createdAt }: Deployment): number | undefined {
  const times = deployments
    .filter((other) => other.id !== id && other.createdAt > createdAt && phaseOf(other.status) === "succeeded")
    .map(wentLiveAt);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** How many whole minutes after the rollback the figures cover and count. */
export function minutesAfter({ figures, wentLiveAt, overtakenAt }: Effect): number {
  const end = Math.min(figures?.to ?? wentLiveAt, overtakenAt ?? Number.POSITIVE_INFINITY);
  return Math.min(minutesCompared, Math.max(0, Math.floor((end - wentLiveAt) / minuteMs)));
}

/** Puts both kinds of figures together by the minute, oldest first. */
export function minutesOf({ figures, wentLiveAt }: Effect): readonly Minute[] {
  const from = wentLiveAt - comparedMs;
  const minutes = new Map<number, Minute>();
  const put = (at: number, facts: Partial<Minute>) => {
    const place = Math.floor((at - from) / minuteMs);
    if (place < 0 || place >= 2 * minutesCompared) return;
    minutes.set(place, { at, counts: undefined, ms: undefined, ...minutes.get(place), ...facts });
  };
  for (const { at, counts } of figures?.statusCodes ?? []) put(at, { counts });
  for (const { at, ms } of figures?.responseTimes ?? []) put(at, { ms });
  return [...minutes.values()].sort((a, b) => a.at - b.at);
}

/** Compares the ten minutes before a rollback went live with those after it. */
export function compare(effect: Effect): Comparison {
  const minutes = minutesOf(effect);
  const end = Math.min(effect.wentLiveAt + comparedMs, effect.overtakenAt ?? Number.POSITIVE_INFINITY);
  // A minute in which the rollback went live, or was overtaken, belongs to neither side.
  const before = sideOf(minutes.filter(({ at }) => at + minuteMs <= effect.wentLiveAt));
  const after = sideOf(minutes.filter(({ at }) => at >= effect.wentLiveAt && at + minuteMs <= end));
  const directions = {
    serverErrors: shareDirection(before, after, "serverErrorShare", 0.005),
    clientErrors: shareDirection(before, after, "clientErrorShare", 0.05),
    responseTime: timeDirection(before.meanMs, after.meanMs),
  };
  return { verdict: verdictOf(before, after, directions), before, after, ...directions };
}

function sideOf(all: readonly Minute[]): Side {
  const minutes = all.flatMap(({ counts, ms }) => (counts ? [{ counts, ms, requests: total(counts) }] : []));
  const requests = sum(minutes.map((minute) => minute.requests));
  const share = (name: StatusClass) => (requests === 0 ? 0 : sum(minutes.map(({ counts }) => counts[name])) / requests);
  const timed = minutes.flatMap(({ ms, requests: weight }) => (ms === undefined ? [] : [{ ms, weight }]));
  const weights = sum(timed.map(({ weight }) => weight));
  return {
    minutes: minutes.length,
    requests,
    serverErrorShare: share("5xx"),
    clientErrorShare: share("4xx"),
    perMinute: minutes.length === 0 ? 0 : requests / minutes.length,
    meanMs: weights === 0 ? undefined : sum(timed.map(({ ms, weight }) => ms * weight)) / weights,
  };
}

function total(counts: Readonly<Record<StatusClass, number>>): number {
  return sum(Object.values(counts));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

type Directions = Pick<Comparison, "serverErrors" | "clientErrors" | "responseTime">;

/** Errors decide before response times do: a page that fails at once is fast. */
function verdictOf(before: Side, after: Side, directions: Directions): Verdict {
  if (before.minutes === 0 || after.minutes === 0) return "unknown";
  if (Math.min(before.requests, after.requests) < fewestRequests) return "tooLittle";
  const { serverErrors, clientErrors, responseTime } = directions;
  const decisive = [serverErrors, clientErrors, responseTime].find((direction) => direction !== "same");
  if (decisive === undefined) return "same";
  return decisive === "down" ? "better" : "worse";
}

/** 99 of 100 differences that are this many standard errors large are not made by chance. */
const clearlyMany = 2.58;

/** A share has moved when it did so by at least `least`, and by more than chance would explain. */
function shareDirection(
  before: Side,
  after: Side,
  name: "serverErrorShare" | "clientErrorShare",
  least: number,
): Direction {
  const change = after[name] - before[name];
  if (before.requests === 0 || after.requests === 0 || Math.abs(change) < least) return "same";
  const pooled = (before[name] * before.requests + after[name] * after.requests) / (before.requests + after.requests);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / before.requests + 1 / after.requests));
  if (Math.abs(change) < clearlyMany * error) return "same";
  return change < 0 ? "down" : "up";
}

/** A time has moved when it did so by a quarter, and by 20 ms at least. */
function timeDirection(before: number | undefined, after: number | undefined): Direction {
  if (before === undefined || after === undefined || Math.abs(after - before) < 20) return "same";
  if (Math.max(before, after) < 1.25 * Math.min(before, after)) return "same";
  return after < before ? "down" : "up";
}
