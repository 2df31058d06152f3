import { ApiError } from "./apiError.ts";

export type Query = Readonly<Record<string, string | string[] | undefined>>;

const totalLimit = 10_000;

/** One page of `items` by the query's `limit` and `offset`. Throws 400 when they are out of range. */
export function pageOf<T, B>(items: readonly T[], query: Query, body: (item: T) => B) {
  const limit = wholeNumber(query, "limit", { least: 1, most: 100, usual: 25 });
  const offset = wholeNumber(query, "offset", { least: 0, most: 10_000, usual: 0 });
  const data = items.slice(offset, offset + limit).map(body);
  return { data, total: Math.min(items.length, totalLimit), offset, limit };
}

interface Range {
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

/** A whole number from the query. Throws 400 when it is none or out of range. */
export function wholeNumber(query: Query, name: string, { least, most, usual }: Range): number {
  const given = query[name];
  if (given === undefined) return usual;
  const value = typeof given === "string" && /^\d{1,15}$/.test(given) ? Number(given) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new ApiError(400, "Invalid query parameters", `${name} must be a whole number from ${least} to ${most}`);
}
