const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** "just now", "5 min ago", "3 h ago", "12 days ago". Times are ms since the epoch; the future reads as now. */
export function age(time: number, now: number): string {
  const ms = Math.max(0, now - time);
  if (ms < minute) return "just now";
  if (ms < hour) return `${Math.floor(ms / minute)} min ago`;
  if (ms < day) return `${Math.floor(ms / hour)} h ago`;
  const days = Math.floor(ms / day);
  if (days < 60) return days === 1 ? "1 day ago" : `${days} days ago`;
  return days < 730 ? `${Math.floor(days / 30)} months ago` : `${Math.floor(days / 365)} years ago`;
}

/** "820 ms", "42 s", "3 min 5 s", "1 h 12 min". */
export function duration(ms: number): string {
  if (ms < second) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < minute) return `${Math.floor(ms / second)} s`;
  const [large, largeUnit, small, smallUnit] =
    ms < hour
      ? [Math.floor(ms / minute), "min", Math.floor((ms % minute) / second), "s"]
      : [Math.floor(ms / hour), "h", Math.floor((ms % hour) / minute), "min"];
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** The same in whole words, for those who hear it. */
export function spokenDuration(ms: number): string {
  const units: ReadonlyMap<string, string> = new Map([
    ["ms", "millisecond"],
    ["s", "second"],
    ["min", "minute"],
    ["h", "hour"],
  ]);
  return duration(ms).replace(/(\d+) (ms|s|min|h)/g, (_, count, unit) => {
    return `${count} ${units.get(unit)}${count === "1" ? "" : "s"}`;
  });
}

/** The exact time in the user's time zone and language, with seconds. */
export function exactTime(time: number): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
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
  return oneLine(image.split("/").at(-1) ?? image);
}

const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;

/** Text that no part of VS Code takes for a link to a command or for an icon. */
export function inert(text: string): string {
  return text.replaceAll("](", "]\u200b(").replaceAll("$(", "$\u200b(");
}

/** Text from outside, made harmless to read: what could hide or reorder characters becomes a visible mark. */
export function visible(text: string): string {
  return text.replace(bidiControls, (mark) => `⟨${codePoint(mark)}⟩`).replace(controls, "\ufffd");
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
