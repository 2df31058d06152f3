import { formatCount, language, plural, t } from "../l10n.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** From which age on, how long each is, and how so many are said. */
type Span = readonly [below: number, size: number, words: (count: number) => string];

const years: Span = [
  Number.POSITIVE_INFINITY,
  365 * day,
  (count) => plural(count, t("{0} year ago", formatCount(count)), t("{0} years ago", formatCount(count))),
];
const spans: readonly Span[] = [
  [minute, minute, () => t("just now")],
  [hour, minute, (count) => t("{0} min ago", formatCount(count))],
  [day, hour, (count) => t("{0} h ago", formatCount(count))],
  [
    60 * day,
    day,
    (count) => plural(count, t("{0} day ago", formatCount(count)), t("{0} days ago", formatCount(count))),
  ],
  [
    730 * day,
    30 * day,
    (count) => plural(count, t("{0} month ago", formatCount(count)), t("{0} months ago", formatCount(count))),
  ],
];
/** Of thousands of deployments in a row nearly all are as old as the one before. */
let last = { span: years, count: -1, language: "", words: "" };

/** "just now", "5 min ago", "3 h ago", "12 days ago". Times are ms since the epoch; the future reads as now. */
export function age(time: number, now: number): string {
  const ms = Math.max(0, now - time);
  const span = spans.find(([below]) => ms < below) ?? years;
  const [, size, words] = span;
  const count = Math.floor(ms / size);
  if (last.span !== span || last.count !== count || last.language !== language()) {
    last = { span, count, language: language(), words: words(count) };
  }
  return last.words;
}

type Unit = "ms" | "s" | "min" | "h";

type UnitWords = Readonly<Record<Unit, (count: number) => string>>;

const short: UnitWords = {
  ms: (count) => t("{0} ms", formatCount(count)),
  s: (count) => t("{0} s", formatCount(count)),
  min: (count) => t("{0} min", formatCount(count)),
  h: (count) => t("{0} h", formatCount(count)),
};

const spoken: UnitWords = {
  ms: (count) => plural(count, t("{0} millisecond", formatCount(count)), t("{0} milliseconds", formatCount(count))),
  s: (count) => plural(count, t("{0} second", formatCount(count)), t("{0} seconds", formatCount(count))),
  min: (count) => plural(count, t("{0} minute", formatCount(count)), t("{0} minutes", formatCount(count))),
  h: (count) => plural(count, t("{0} hour", formatCount(count)), t("{0} hours", formatCount(count))),
};

/**
 * "820 ms", "42 s", "3 min 5 s", "1 h 12 min".
 * @param smallest the unit in which less than a second is told
 */
export function duration(ms: number, smallest: "ms" | "s" = "ms"): string {
  return inUnits(ms, smallest)
    .map(([count, unit]) => short[unit](count))
    .join(" ");
}

/** The same in whole words, for those who hear it. */
export function spokenDuration(ms: number, smallest: "ms" | "s" = "ms"): string {
  return inUnits(ms, smallest)
    .map(([count, unit]) => spoken[unit](count))
    .join(" ");
}

/** In at most two units, the larger one first. */
function inUnits(ms: number, smallest: "ms" | "s"): readonly (readonly [count: number, unit: Unit])[] {
  const time = Math.max(0, ms);
  if (time < second && smallest === "ms") return [[Math.round(time), "ms"]];
  if (time < minute) return [[Math.floor(time / second), "s"]];
  const [large, rest] =
    time < hour
      ? ([
          [Math.floor(time / minute), "min"],
          [Math.floor((time % minute) / second), "s"],
        ] as const)
      : ([
          [Math.floor(time / hour), "h"],
          [Math.floor((time % hour) / minute), "min"],
        ] as const);
  return rest[0] === 0 ? [large] : [large, rest];
}

/** The exact time in the user's time zone and language, with seconds. */
export function exactTime(
  time: number,
  parts: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "medium" },
): string {
  // English is also what is spoken to those whose language is not translated: their times keep the form they know.
  const locale = language() === "en" ? undefined : language();
  return new Date(time).toLocaleString(locale, parts);
}

export function shortSha(sha: string): string {
  return oneLine(sha).slice(0, 7);
}

/** The first line of a commit message, in one piece of at most `longest` characters. */
export function subject(message: string, longest = 120): string {
  const line = visible(message.trim().split(/\r?\n/, 1)[0] ?? "").trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1).trimEnd()}…`;
}

/** Text for a place that has one line. */
export function oneLine(text: string): string {
  return visible(text).replace(/\s+/g, " ").trim();
}

/** The tag or digest by which an image is known, without the registry that all of an app's images share. */
export function imageName(image: string): string {
  return oneLine(image.slice(image.lastIndexOf("/") + 1));
}

/** What is said in the place of the rest of a text that is too long. */
export function moreCharacters(count: number): string {
  return plural(count, t("{0} more character", `${count}`), t("{0} more characters", `${count}`));
}

/** Control characters, which have no look, and those that turn text around or take no room. */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]/g;

/** Text that no part of VS Code takes for a link to a command or for an icon. */
export function inert(text: string): string {
  return text.replaceAll("](", "]\u200b(").replaceAll("$(", "$\u200b(");
}

/** Text for `appendText`, which lets Markdown make characters of their names: `&rlm;` would turn what follows around. */
export function unnamed(text: string): string {
  return text.replaceAll("&", "&amp;");
}

/** Text from outside, made harmless to read: what could hide or reorder characters becomes a visible mark. */
export function visible(text: string): string {
  return text.replace(hidden, (mark) => (mark < "\u00a0" || isLineEnd(mark) ? "\ufffd" : `⟨${codePoint(mark)}⟩`));
}

function isLineEnd(mark: string): boolean {
  return mark === "\u2028" || mark === "\u2029";
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
