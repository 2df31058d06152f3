import { ApiError } from "./apiError.ts";
import type { SandboxApp } from "./app.ts";
import { iso } from "./iso.ts";
import { type Query, wholeNumber } from "./paging.ts";
import { timeRange } from "./timeRange.ts";
import { responseTime, statusCodes } from "./traffic.ts";

const mostPoints = 1_500;

/** The figures of an app as the API answers them; throws 400 for a query that makes no sense. */
export function statusCodesBody(app: SandboxApp, query: Query, now: number) {
  const { times, seconds } = points(query, now);
  return times.map((at) => ({ time: iso(at), value: statusCodes(app, at, seconds) }));
}

/** The same of its response times. */
export function responseTimesBody(app: SandboxApp, query: Query, now: number) {
  return points(query, now).times.flatMap((at) => {
    const value = responseTime(app, at);
    return value === null ? [] : [{ time: iso(at), value }];
  });
}

/** The instants (ms since 1970) of a metric, `seconds` apart. Throws 400 when there would be too many. */
function points(query: Query, now: number): { times: number[]; seconds: number } {
  const { from, to } = timeRange(query, now);
  const seconds = wholeNumber(query, "interval_in_seconds", { least: 1, most: 86_400, usual: 60 });
  const last = Math.min(to, now);
  const count = Math.max(0, Math.ceil((last - from) / (seconds * 1000)));
  if (count > mostPoints)
    throw new ApiError(400, "Invalid query parameters", "The interval is too short for the range");
  return { times: Array.from({ length: count }, (_, index) => from + index * seconds * 1000), seconds };
}
