/** The language that VS Code speaks: every text somebody sees is looked up here when it is shown, never before. */

type Messages = Readonly<Record<string, string>>;

let locale = "en";
let spoken: Messages = {};
/** Made when first needed: it takes longer than all else at the start. */
let rules: Intl.PluralRules | undefined;

/**
 * Speaks this language from now on.
 * @param language a BCP 47 tag, such as "de" or "pt-br"
 * @param messages translations by the English message; undefined where there are none
 */
export function speak(language: string, messages: Messages | undefined): void {
  // Numbers and dates go by the language of the words around them.
  locale = messages ? language : "en";
  spoken = messages ?? {};
  rules = undefined;
}

/** `t("Roll back {0}?", name)`: the message in the user's language, or as it stands here where that has none. */
export function t(message: string, ...values: readonly (string | number)[]): string {
  const text = spoken[message] || message;
  return values.length === 0 ? text : text.replace(/\{(\d)\}/g, (place, at) => `${values[at] ?? place}`);
}

/** The BCP 47 tag of the language that is spoken. */
export function language(): string {
  return locale;
}

/** Chooses by a count between two translated messages, each of which may name the count. */
export function plural(count: number, one: string, other: string): string {
  rules ??= new Intl.PluralRules(locale);
  return rules.select(count) === "one" ? one : other;
}

/** A count with the separators of the language. */
export function formatCount(count: number): string {
  return count.toLocaleString(locale);
}

/** "a, b and c" in the language. */
export function formatList(items: readonly string[]): string {
  // American English would put one comma more than the other texts do.
  return new Intl.ListFormat(locale === "en" ? "en-GB" : locale).format(items);
}
