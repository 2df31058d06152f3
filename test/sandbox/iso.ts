/** An instant as the API writes it. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** The same, for an instant that may not have come yet. */
export function isoOnce(ms: number | null, now: number): string | null {
  return ms === null || ms > now ? null : iso(ms);
}
