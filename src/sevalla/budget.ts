/** How many more requests Sevalla takes from all who work for a company together. */
export interface Budget {
  /** Requests a minute. */
  readonly limit: number;
  readonly remaining: number;
  /** Until the minute is over. */
  readonly resetMs: number;
}

/** By the headers that every answer of Sevalla carries; undefined when one is missing or no number. */
export function budgetIn(headers: { get(name: string): string | null }): Budget | undefined {
  const [limit, remaining, seconds] = ["limit", "remaining", "reset"].map((name) =>
    count(headers.get(`x-ratelimit-${name}`)),
  );
  if (limit === undefined || limit === 0 || remaining === undefined || seconds === undefined) return undefined;
  return { limit, remaining: Math.min(limit, remaining), resetMs: seconds * 1000 };
}

/** Logs have a budget of their own, and so has whatever changes something. */
export function isOfReadBudget(method: string, path: string): boolean {
  return method === "GET" && !/\/(runtime-)?logs(\?|$)/.test(path);
}

function count(value: string | null): number | undefined {
  return value !== null && /^\d{1,9}$/.test(value.trim()) ? Number(value) : undefined;
}
