import { t } from "../l10n.ts";
import { isFinished } from "../model/deployment.ts";
import { isSevere } from "../model/logErrors.ts";
import type { OpenDeployment } from "../model/store.ts";
import type { Deployment, LogEntry } from "../sevalla/resources.ts";
import type { LogLine, LogUpdate, LogView, Tone } from "../webview/protocol.ts";
import { coloured } from "./ansi.ts";
import { moreCharacters, visible } from "./format.ts";
import { exactOf, inWords } from "./moments.ts";
import { describeProblem, mendFor } from "./problem.ts";

/**
 * The panel shows the end of a log, so much of it that the browser needs to draw no more than is in sight; the whole is
 * for the editor. Longer entries are cut, so that a hostile one cannot freeze it.
 */
const longestTail = 2_000;
const longestEntry = 10_000;

export function logView(log: OpenDeployment["log"], deployment: Deployment): LogView {
  if (log.kind === "loading") return { kind: "message", text: [t("Loading the log…")], mend: undefined };
  if (log.kind === "failed")
    return { kind: "message", text: [describeProblem(log.error).message], mend: mendFor(log.error) };
  const { entries, stale, readAt } = log;
  const warning = stale && {
    text: inWords(
      t(
        "The log could not be read again. This is how it was on {0}. {1}",
        exactOf(readAt),
        describeProblem(stale).message,
      ),
    ),
    mend: mendFor(stale),
  };
  if (entries.length === 0) {
    const text = isFinished(deployment) ? t("This deployment wrote no log.") : t("Nothing has been logged yet.");
    return { kind: "message", text: warning?.text ?? [text], mend: warning?.mend };
  }
  return { kind: "lines", leftOut: Math.max(0, entries.length - longestTail), warning };
}

/**
 * What a page that shows the end of `shown` must be told to show that of `now`; undefined when it shows that already.
 * @param shown the entries that the page was told of, none if it knows nothing yet
 */
export function logUpdate(shown: readonly LogEntry[] | undefined, now: readonly LogEntry[]): LogUpdate | undefined {
  if (shown === now) return undefined;
  const isLonger = shown !== undefined && shown.length > 0 && isBeginning(shown, now);
  if (isLonger && shown.length === now.length) return undefined;
  const added = (isLonger ? now.slice(shown.length) : now).slice(-longestTail);
  const keep = isLonger ? Math.min(shown.length, longestTail - added.length) : 0;
  return { type: "log", keep, lines: added.map(logLine) };
}

function isBeginning(shown: readonly LogEntry[], now: readonly LogEntry[]): boolean {
  return shown.every(({ id }, index) => id === now[index]?.id);
}

function logLine(entry: LogEntry): LogLine {
  const { id, message, severity, at } = entry;
  const level = (severity ?? "INFO").toUpperCase();
  const tone: Tone = isSevere(entry) ? "bad" : level.includes("WARN") ? "busy" : "quiet";
  // What redrew a line of a terminal is a line of its own, as in the editor.
  const text = coloured(message.slice(0, longestEntry).trimEnd().replace(/\r\n?/g, "\n"));
  const more = message.length > longestEntry ? `… ${moreCharacters(message.length - longestEntry)}` : undefined;
  return { id, at, severity: visible(level), tone, text, more };
}
