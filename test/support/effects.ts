import { compare, type Effect, type Figures } from "../../src/model/effect.ts";
import type { StatusClass } from "../../src/sevalla/metrics.ts";
import { appId, minute, noon } from "./builders.ts";

export interface Traffic {
  readonly ok?: number;
  readonly redirected?: number;
  readonly notFound?: number;
  readonly failed?: number;
  readonly ms?: number | undefined;
}

/** An app without trouble, 300 requests a minute. */
export const calm: Traffic = { ok: 290, redirected: 9, notFound: 1, ms: 120 };
/** The same app with 10 % server errors, and slow. */
export const broken: Traffic = { ok: 260, redirected: 9, notFound: 1, failed: 30, ms: 840 };

/** Figures around a rollback that went live at noon: what happened in each minute before and after. */
export function figures(before: readonly Traffic[], after: readonly Traffic[]): Figures {
  const minutes = [
    ...before.map((traffic, index) => ({ at: noon - (before.length - index) * minute, traffic })),
    ...after.map((traffic, index) => ({ at: noon + index * minute, traffic })),
  ];
  return {
    statusCodes: minutes.map(({ at, traffic }) => ({ at, counts: countsOf(traffic) })),
    responseTimes: minutes.map(({ at, traffic }) => ({ at, ms: traffic.ms })),
    to: noon + after.length * minute,
  };
}

export function anEffect(facts: Partial<Effect> = {}): Effect {
  return {
    appId: appId("shop"),
    wentLiveAt: noon,
    overtakenAt: undefined,
    figures: undefined,
    error: undefined,
    isOver: true,
    ...facts,
  };
}

export function minutes(count: number, traffic: Traffic): readonly Traffic[] {
  return Array.from({ length: count }, () => traffic);
}

/** The whole ten minutes before, as many after, with steady traffic on both sides. */
export function steady(before: Traffic, after: Traffic): Effect {
  return anEffect({ figures: figures(minutes(10, before), minutes(10, after)) });
}

export function verdictOf(before: Traffic, after: Traffic): string {
  return compare(steady(before, after)).verdict;
}

function countsOf({ ok = 0, redirected = 0, notFound = 0, failed = 0 }: Traffic): Record<StatusClass, number> {
  return { "2xx": ok, "3xx": redirected, "4xx": notFound, "5xx": failed };
}
