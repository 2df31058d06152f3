import type { LogEntry } from "../sevalla/resources.ts";
import { essenceOf, isSevere, linesOf, readsLikeError } from "./logErrors.ts";
import { type LogReference, logReferences } from "./logReferences.ts";

/** An error in a log that names a place in a file. The text is from outside, not yet made harmless to read. */
export interface LogProblem extends Pick<LogReference, "path" | "line" | "column"> {
  readonly message: string;
}

const stackFrame = /^\s*(?:at |File "|-->|#\d+ \/)/;
const mostProblems = 200;
const longestMessage = 500;

/** The errors of a log that name a place in a file, each place once. Of a stack only the first frames up to a place. */
export function* logProblems(entries: readonly LogEntry[]): Generator<undefined, readonly LogProblem[]> {
  const problems = new Map<string, LogProblem>();
  let lastError = "";
  for (const entry of entries) {
    yield;
    for (const raw of linesOf(entry.message)) {
      const line = essenceOf(raw);
      const isFrame = stackFrame.test(line);
      const isError = readsLikeError(line) || isSevere(entry);
      if (!isError && !(isFrame && lastError !== "")) continue;
      if (!isFrame) lastError = line;
      for (const { path, line: at, column, start, end } of logReferences(line)) {
        const place = `${path}:${at}`;
        if (problems.has(place)) continue;
        const message = messageOf(isFrame && lastError ? lastError : line, isFrame ? undefined : { start, end });
        problems.set(place, { path, line: at, column, message: message.slice(0, longestMessage) });
        if (problems.size >= mostProblems) return [...problems.values()];
      }
    }
  }
  return [...problems.values()];
}

/** What a line says besides the place that begins it. */
function messageOf(line: string, place: { readonly start: number; readonly end: number } | undefined): string {
  const isAtStart = place && line.slice(0, place.start).trim() === "";
  const rest = isAtStart ? line.slice(place.end).replace(/^[\s:–-]+/, "") : line;
  return (rest || line).trim();
}
