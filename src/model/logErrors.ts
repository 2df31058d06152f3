import { stripVTControlCharacters } from "node:util";
import type { LogEntry } from "../sevalla/resources.ts";

/** How many characters of a line are looked at: a line of a megabyte says no more than its beginning. */
const longestLine = 2_000;

/** How programs that builds run begin, or name, an error. What only counts errors, like "0 errors", is none. */
const telling = [
  /(?:^|[\s[(])(?:fatal |uncaught |syntax |build )?error(?: TS\d+|\[\w+\]| [A-Z]+\d+)?:/i,
  /(?:^|[\s([.])[A-Z]\w*(?:Error|Exception)(?: \[\w+\])?:/,
  /^(?:npm|pnpm|yarn) (?:ERR!|error) /,
  /^(?:panic|fatal|FATAL|CRITICAL)(?:[:\s]|$)/,
  /\bexit(?:ed)?(?: with)?(?: code| status)?:? [1-9]\d*\b/,
  /\b(?:command not found|no such file or directory|permission denied|out of memory)\b/i,
  /\bhealth check failed\b/i,
  /^\s*[✘✖]/,
];

/** Of how many entries the end is searched for what went wrong: a build that fails stops. */
const mostSearched = 5_000;

const severe = /ERR|CRIT|FATAL|ALERT|EMERG/;

/** Whether Sevalla calls the entry an error. What a program writes to stderr is called one, too. */
export function isSevere({ severity }: LogEntry): boolean {
  return severe.test((severity ?? "").toUpperCase());
}

/** BuildKit's number of the step, and the seconds since it began. */
const buildKitPrefix = /^#\d+ (?:\d+\.\d+ )?/;

/** A line as the program wrote it that the build ran, as far as it says something. */
export function essenceOf(line: string): string {
  return line.slice(0, longestLine).replace(buildKitPrefix, "");
}

/** Whether a line reads like an error, whatever its severity. */
export function readsLikeError(line: string): boolean {
  return telling.some((pattern) => pattern.test(line.slice(0, longestLine)));
}

/** The lines of an entry: terminal sequences are gone, and what redrew a line of a terminal is a line of its own. */
export function linesOf(message: string): readonly string[] {
  const plain = message.includes("\u001b") || message.includes("\u009b") ? stripVTControlCharacters(message) : message;
  return /[\r\n]/.test(plain) ? plain.split(/\r\n|\r|\n/) : [plain];
}

/**
 * The last lines that tell what went wrong, oldest first: those that read like an error, or where none does, the last
 * ones that Sevalla calls errors. Text from outside, one line each, not yet made harmless to read.
 */
export function lastErrors(entries: readonly LogEntry[], most: number): readonly string[] {
  return lastErrorLines(entries, most).map(({ text }) => text);
}

/** A line, and which entry of the log it is in, counted from 0. */
export interface ErrorLine {
  readonly text: string;
  readonly entry: number;
}

/** The same with where they stand. */
export function lastErrorLines(entries: readonly LogEntry[], most: number): readonly ErrorLine[] {
  const found = lastLines(entries, most, (_entry, line) => readsLikeError(line));
  return found.length > 0 ? found : lastLines(entries, most, isSevere);
}

function lastLines(
  entries: readonly LogEntry[],
  most: number,
  isWanted: (entry: LogEntry, line: string) => boolean,
): readonly ErrorLine[] {
  const found: ErrorLine[] = [];
  for (let index = entries.length - 1; index >= Math.max(0, entries.length - mostSearched); index--) {
    const entry = entries[index];
    if (!entry) continue;
    for (const line of linesOf(entry.message).toReversed()) {
      if (found.length >= most) return found.reverse();
      const text = essenceOf(line).trim();
      if (text !== "" && found.every((one) => one.text !== text) && isWanted(entry, text))
        found.push({ text, entry: index });
    }
  }
  return found.reverse();
}
