import { createAnsiSequenceParser } from "ansi-sequence-parser";
import { t } from "../l10n.ts";
import { isFinished } from "../model/deployment.ts";
import type { OpenDeployment } from "../model/store.ts";
import type { Deployment, LogEntry } from "../sevalla/resources.ts";
import type { LogLine, LogSpan, LogUpdate, LogView, Tone } from "../webview/protocol.ts";
import { visible } from "./format.ts";
import { describeProblem } from "./problem.ts";

/** The panel shows the end of a log; longer lines are cut, so that a hostile one cannot freeze it. */
const longestTail = 2_000;
const longestLine = 2_000;

export function logView(log: OpenDeployment["log"], deployment: Deployment): LogView {
  if (log.kind === "loading") return { kind: "message", text: t("Loading the log…") };
  if (log.kind === "failed") return { kind: "message", text: describeProblem(log.error).message };
  if (log.entries.length === 0) {
    const text = isFinished(deployment) ? t("This deployment wrote no log.") : t("Nothing has been logged yet.");
    return { kind: "message", text };
  }
  return { kind: "lines", leftOut: Math.max(0, log.entries.length - longestTail) };
}

/**
 * What a page that shows the end of `shown` must be told to show that of `now`; undefined when it shows that already.
 * @param shown the entries that the page was told of, none if it knows nothing yet
 */
export function logUpdate(shown: readonly LogEntry[] | undefined, now: readonly LogEntry[]): LogUpdate | undefined {
  if (shown === now) return undefined;
  const isLonger = shown !== undefined && shown.length > 0 && isBeginning(shown, now);
  if (isLonger && shown.length === now.length) return undefined;
  const added = isLonger ? now.slice(shown.length) : now;
  return { type: "log", isWhole: !isLonger, lines: added.slice(-longestTail).map(logLine) };
}

/** Logs only grow: what has the same first entry, and the same last one at its place, has the same in between. */
function isBeginning(shown: readonly LogEntry[], now: readonly LogEntry[]): boolean {
  return shown[0]?.id === now[0]?.id && shown.at(-1)?.id === now[shown.length - 1]?.id;
}

function logLine({ message, severity, at }: LogEntry): LogLine {
  const level = (severity ?? "INFO").toUpperCase();
  const tone: Tone = /ERR|CRIT|FATAL|ALERT|EMERG/.test(level) ? "bad" : /WARN/.test(level) ? "busy" : "quiet";
  const time = new Date(at).toLocaleTimeString(undefined, { hour12: false });
  return { time, severity: visible(level), tone, text: spans(message) };
}

/** A line in its colours. Sequences that do anything else than colour are gone. */
function spans(message: string): readonly LogSpan[] {
  const line = message.slice(0, longestLine).trimEnd();
  const end = message.length > longestLine ? [{ text: "…", styles: [] }] : [];
  if (!line.includes("\u001b")) return [{ text: visible(line), styles: [] }, ...end];
  const tokens = createAnsiSequenceParser().parse(withoutOtherSequences(line));
  const coloured = tokens.map(({ value, foreground, decorations }) => ({
    text: visible(value),
    styles: [
      ...(foreground?.type === "named" ? [foreground.name] : []),
      ...[...decorations].filter((style) => style === "bold" || style === "dim" || style === "underline"),
    ],
  }));
  return [...coloured, ...end];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const otherSequences = /\u001b(?:\[[0-?]*[ -/]*[@-ln-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[ -/]*[0-Z\\^-~])/g;

function withoutOtherSequences(line: string): string {
  return line.replace(otherSequences, "");
}
