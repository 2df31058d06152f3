const day = 24 * 60 * 60_000;

/** "expires in 3 days". Times are ms since the epoch. */
export function expiryWords(expiresAt: number, now: number): string {
  const ms = expiresAt - now;
  if (ms <= 0) return "has expired";
  return ms <= day ? "expires within a day" : `expires in ${Math.ceil(ms / day)} days`;
}
