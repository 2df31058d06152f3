import type { SevallaError } from "./errors.ts";
import { BrokenOff } from "./exchange.ts";

/** How often a GET is sent again after its first failure. */
export const mostRetries = 3;

const firstPauseMs = 500;
const longestPauseMs = 60_000;
/** Sevalla counts by the minute. What names more means something else by it, such as a time of day. */
const longestAskedMs = 5 * 60_000;
/** For a 429 that does not say how long to wait. */
const usualLimitPauseMs = 5_000;
/** Every window, colleague and CI run shares one limit: those who were turned away together must not return together. */
const limitSpreadMs = 1_000;

/**
 * How long to wait before the next try, in milliseconds; undefined when trying again is of no use.
 * @param retry 1 for the first retry
 * @param random at least 0 and less than 1
 */
export function pauseBeforeRetry(error: SevallaError, retry: number, random: number): number | undefined {
  if (retry > mostRetries) return undefined;
  if (error.kind === "rateLimited") {
    return Math.min(longestPauseMs, (error.retryAfterMs ?? usualLimitPauseMs) + random * limitSpreadMs);
  }
  if (!isPassing(error)) return undefined;
  return firstPauseMs * 2 ** (retry - 1) * (0.5 + random / 2);
}

/**
 * How long a 429 asks to wait, in milliseconds, by `x-ratelimit-reset` (seconds) or else `Retry-After`; five minutes at
 * most.
 */
export function askedPauseMs(headers: { get(name: string): string | null }, now: number): number | undefined {
  const ms = secondsIn(headers.get("x-ratelimit-reset")) ?? timeIn(headers.get("retry-after"), now);
  return ms === undefined ? undefined : Math.min(longestAskedMs, ms);
}

function isPassing({ kind, status, cause }: SevallaError): boolean {
  // A proxy that asks for a password asks again.
  if (kind === "offline") return status === undefined;
  return kind === "server" || kind === "timeout" || cause instanceof BrokenOff;
}

function timeIn(value: string | null, now: number): number | undefined {
  const seconds = secondsIn(value);
  if (seconds !== undefined || value === null) return seconds;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function secondsIn(value: string | null): number | undefined {
  return value !== null && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) * 1000 : undefined;
}
