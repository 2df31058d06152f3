/** A log as an editor shows it: one plain text, and what there is in it. */
import { plural, t } from "../l10n.ts";
import { isFinished, phaseOf } from "../model/deployment.ts";
import { essenceOf, isSevere, lastErrors, linesOf, readsLikeError } from "../model/logErrors.ts";
import { logSteps } from "../model/logSteps.ts";
import type { SevallaError } from "../sevalla/errors.ts";
import type { Deployment, LogEntry } from "../sevalla/resources.ts";
import { atOnce } from "../sevalla/slices.ts";
import { moreCharacters, visible } from "./format.ts";
import { phaseWord } from "./phase.ts";
import { describeProblem } from "./problem.ts";
import { releaseMark, releaseTitle } from "./release.ts";
import { stepName } from "./step.ts";

/** Lines count from 0. */
export interface LogDocument {
  readonly text: string;
  readonly sections: readonly LogSection[];
  /** The lines that are errors, at most so many as an outline can hold. */
  readonly errors: readonly LogLine[];
}

export interface LogLine {
  readonly line: number;
  readonly text: string;
}

export interface LogSection {
  readonly title: string;
  readonly level: 1 | 2;
  readonly first: number;
  readonly last: number;
}

/** What is known of a log. */
export type LogContent =
  | { readonly kind: "loading" }
  | { readonly kind: "signedOut" }
  | { readonly kind: "failed"; readonly error: SevallaError }
  | {
      readonly kind: "ready";
      readonly entries: readonly LogEntry[];
      /** Undefined for what the running app writes. */
      readonly deployment: Deployment | undefined;
      /** Why it could not be read again. */
      readonly stale: SevallaError | undefined;
      /** Sevalla sent as many lines as it was asked for, so there may be more. */
      readonly isCut: boolean;
    };

/** So much of an entry as an editor shows without strain. */
const fitForEditor = { longestLine: 10_000, mostLines: 2_000 };
const whole = { longestLine: Number.POSITIVE_INFINITY, mostLines: Number.POSITIVE_INFINITY };
const linesAtOnce = 1_000;
const mostErrors = 200;
const longestTitle = 100;
const mostLastErrors = 5;

/** The same text with all of each entry, for a file. */
export function* wholeLog(content: LogContent): Generator<undefined, string> {
  return (yield* logDocumentInSteps(content, whole)).text;
}

export function logDocument(content: LogContent): LogDocument {
  return atOnce(logDocumentInSteps(content));
}

/** The same in steps: it may be a hundred thousand lines. */
export function* logDocumentInSteps(content: LogContent, limits = fitForEditor): Generator<undefined, LogDocument> {
  switch (content.kind) {
    case "loading":
      return sentence(t("Loading the log…"));
    case "signedOut":
      return sentence(t("You are signed out of Sevalla. Sign in to see this log."));
    case "failed":
      return sentence(
        `${t("The log could not be read. {0}", describeProblem(content.error).message)}\n${t("Open it again to retry.")}`,
      );
    case "ready":
      return content.entries.length === 0 ? sentence(emptyWords(content.deployment)) : yield* written(content, limits);
  }
}

/**
 * The name of a log's document, fit for a file.
 * @param at when it was deployed, ms since the epoch: what was deployed more than once has as many logs
 */
export function logFileName(app: string, mark: string, at?: number): string {
  const name = visible(app)
    .replace(/[/\\:*?"<>|\s\ufffd]+/g, " ")
    .replace(/^[.\s]+/, "")
    .slice(0, 60)
    .trim();
  // In UTC, as all times in a log.
  const time = at === undefined ? "" : ` ${new Date(at).toISOString().slice(0, 16).replace("T", " ").replace(":", "")}`;
  return `${name || "app"} ${mark.replace(/[^\w.-]+/g, "-")}${time}.log`;
}

function sentence(text: string): LogDocument {
  return { text: `${text}\n`, sections: [], errors: [] };
}

function emptyWords(deployment: Deployment | undefined): string {
  if (!deployment) return t("The app has logged nothing in the last hour. New lines appear here by themselves.");
  if (isFinished(deployment)) return t("This deployment has no log.");
  return t("Nothing has been logged yet. New lines appear here by themselves.");
}

function* written(
  { entries, deployment, stale, isCut }: Extract<LogContent, { kind: "ready" }>,
  limits: typeof fitForEditor,
): Generator<undefined, LogDocument> {
  const lines = [...summary(deployment, entries), ...(isCut ? cutWords() : [])];
  const firstLines: number[] = [];
  const telling: LogLine[] = [];
  const severe: LogLine[] = [];
  for (const entry of entries) {
    yield;
    firstLines.push(lines.length);
    const line = lines.length;
    const text = essenceOf(write(lines, entry, limits));
    if (telling.length < mostErrors && readsLikeError(text)) telling.push({ line, text: titleOf(text) });
    else if (severe.length < mostErrors && isSevere(entry)) severe.push({ line, text: titleOf(text) });
  }
  const steps = deployment ? yield* logSteps(entries, deployment.steps) : [];
  const sections = steps.map(({ name, level, first, last }) => ({
    title: titleOf(level === 1 ? stepName(name) : visible(name)),
    level,
    first: firstLines[first] ?? 0,
    last: (firstLines[last + 1] ?? lines.length) - 1,
  }));
  if (stale)
    lines.push("", t("The log could not be read again, so lines may be missing. {0}", describeProblem(stale).message));
  return { text: yield* joined(lines), sections, errors: telling.length > 0 ? telling : severe };
}

function* joined(lines: readonly string[]): Generator<undefined, string> {
  const pieces: string[] = [];
  for (let at = 0; at < lines.length; at += linesAtOnce) {
    pieces.push(lines.slice(at, at + linesAtOnce).join("\n"));
    yield;
  }
  return `${pieces.join("\n")}\n`;
}

const cutWords = () => [t("Sevalla sends at most 1,000 lines at a time. The app may have logged more than these."), ""];

/** What went wrong, before all else: whoever opens the log of a failed deployment looks for that. */
function summary(deployment: Deployment | undefined, entries: readonly LogEntry[]): string[] {
  if (!deployment || phaseOf(deployment.status) !== "failed") return [];
  const last = lastErrors(entries, mostLastErrors).map((line) => `  ${visible(line).slice(0, 300)}`);
  const title = `${phaseWord(deployment.status)}: ${releaseTitle(deployment)} (${releaseMark(deployment)})`;
  return last.length > 0 ? [title, t("Last errors:"), ...last, ""] : [title, ""];
}

/** Adds the lines of an entry, those after the first set in so that none can pass for an entry; answers the first. */
function write(
  lines: string[],
  { at, severity, message }: LogEntry,
  { longestLine, mostLines }: typeof fitForEditor,
): string {
  const level = visible((severity ?? "INFO").toUpperCase())
    .replace(/\s/g, " ")
    .slice(0, 12);
  const prefix = `${new Date(at).toISOString()}  ${level.padEnd(7)}  `;
  const own = linesOf(message);
  const first = oneLine(own[0] ?? "", longestLine);
  lines.push((prefix + first).trimEnd());
  if (own.length === 1) return first;
  const indent = " ".repeat(prefix.length);
  const rest = own.slice(1, mostLines);
  while (rest.at(-1)?.trim() === "") rest.pop();
  for (const line of rest) lines.push((indent + oneLine(line, longestLine)).trimEnd());
  if (own.length > mostLines) lines.push(`${indent}… ${moreLines(own.length - mostLines)}`);
  return first;
}

function oneLine(line: string, longestLine: number): string {
  if (line.length <= longestLine) return visible(line);
  return `${visible(line.slice(0, longestLine))}… ${moreCharacters(line.length - longestLine)}`;
}

function moreLines(count: number): string {
  return plural(count, t("{0} more line", `${count}`), t("{0} more lines", `${count}`));
}

function titleOf(text: string): string {
  const title = text.slice(0, longestTitle).trim();
  // An outline has no place for a row without a name.
  return title === "" ? t("(no text)") : title;
}
