import * as v from "valibot";
import { time } from "./resources.ts";

export type StatusClass = "2xx" | "3xx" | "4xx" | "5xx";

/** How many requests were answered with each class of status in the step that begins `at`. */
export interface StatusPoint {
  readonly at: number;
  readonly counts: Readonly<Record<StatusClass, number>>;
}

/** The mean response time in milliseconds in the step that begins `at`. */
export interface TimePoint {
  readonly at: number;
  /** Undefined where nothing was measured. */
  readonly ms: number | undefined;
}

// A count that is no count is dropped: better a code missing than a whole minute.
const counts = v.record(v.string(), v.fallback(v.pipe(v.number(), v.finite(), v.minValue(0)), 0));

export const statusPointSchema = v.pipe(
  v.object({ time, value: v.nullish(counts) }),
  v.transform((wire): StatusPoint => {
    const codes = Object.entries(wire.value ?? {});
    const sum = (first: string) =>
      codes.reduce((total, [code, count]) => (code.startsWith(first) ? total + count : total), 0);
    return { at: wire.time, counts: { "2xx": sum("2"), "3xx": sum("3"), "4xx": sum("4"), "5xx": sum("5") } };
  }),
);

export const timePointSchema = v.pipe(
  v.object({ time, value: v.nullish(v.pipe(v.number(), v.finite(), v.minValue(0))) }),
  v.transform((wire): TimePoint => ({ at: wire.time, ms: wire.value ?? undefined })),
);
