/** A stretch of time in steps of equal length. Times are milliseconds since the epoch. */
export interface MetricRange {
  readonly from: number;
  readonly to: number;
  readonly stepSeconds: number;
}

/** The range as the query of a request. */
export function rangeQuery({ from, to, stepSeconds }: MetricRange): string {
  const iso = (ms: number) => new Date(ms).toISOString();
  return `from=${iso(from)}&to=${iso(to)}&interval_in_seconds=${stepSeconds}`;
}
