/**
 * Text from outside as one line of visible characters, fit for a message or a log; undefined if nothing is left.
 * @param longest in characters
 * @param secret is masked wherever it occurs
 */
export function plainText(value: unknown, longest: number, secret?: string): string | undefined {
  if (typeof value !== "string") return undefined;
  const line = value
    // Bidi overrides and zero-width characters can make a message read as another.
    .replace(/[\p{Cf}\p{Cs}]/gu, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  const safe = secret ? line.replaceAll(secret, "•••") : line;
  return [...safe.slice(0, 2 * longest)].slice(0, longest).join("") || undefined;
}
