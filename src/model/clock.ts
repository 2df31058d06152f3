import { realAfter, waitFor } from "../sevalla/after.ts";

/** The time, as an argument: tests hold one of their own. All numbers are milliseconds; `now` is since the epoch. */
export interface Clock {
  now(): number;
  /** Runs `task` once after `ms`; the answer cancels it. */
  after(ms: number, task: () => void): () => void;
}

export const systemClock: Clock = { now: () => Date.now(), after: realAfter };

/** Resolves after `ms`, or rejects with the signal's reason as soon as it is aborted. */
export function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return waitFor(ms, signal, (wait, task) => clock.after(wait, task));
}
