import { formatCount, plural, t } from "../l10n.ts";

const day = 24 * 60 * 60_000;

/** "expires in 3 days". Times are ms since the epoch. */
export function expiryWords(expiresAt: number, now: number): string {
  const days = daysUntil(expiresAt, now);
  if (days <= 0) return t("has expired");
  if (days === 1) return t("expires within a day");
  return plural(days, t("expires in {0} day", formatCount(days)), t("expires in {0} days", formatCount(days)));
}

/** The same of the key of this name, as a sentence. */
export function expirySentence(name: string, expiresAt: number, now: number): string {
  const days = daysUntil(expiresAt, now);
  if (days <= 0) return t("The API key {0} has expired.", name);
  if (days === 1) return t("The API key {0} expires within a day.", name);
  return plural(
    days,
    t("The API key {0} expires in {1} day.", name, formatCount(days)),
    t("The API key {0} expires in {1} days.", name, formatCount(days)),
  );
}

function daysUntil(expiresAt: number, now: number): number {
  return Math.ceil((expiresAt - now) / day);
}
