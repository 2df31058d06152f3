import { ApiError } from "./apiError.ts";
import type { Query } from "./paging.ts";

const hourMs = 60 * 60_000;

/** The query's `from` and `to` in ms since 1970; the last hour unless given. Throws 400 when they are no range. */
export function timeRange(query: Query, now: number): { from: number; to: number } {
  const to = instant(query, "to") ?? now;
  const from = instant(query, "from") ?? to - hourMs;
  if (from < to) return { from, to };
  throw new ApiError(400, "Invalid query parameters", "from must be before to");
}

function instant(query: Query, name: string): number | undefined {
  const given = query[name];
  if (given === undefined) return undefined;
  const value = typeof given === "string" && /^\d{4}-\d\d-\d\dT/.test(given) ? Date.parse(given) : Number.NaN;
  if (!Number.isNaN(value)) return value;
  throw new ApiError(400, "Invalid query parameters", `${name} must be an ISO 8601 date and time`);
}
