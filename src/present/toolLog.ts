import { lastErrors, linesOf } from "../model/logErrors.ts";
import type { AppSummary, Deployment, LogEntry } from "../sevalla/resources.ts";
import { notice, outside, type ToolAnswer } from "./forModel.ts";
import { visible } from "./format.ts";
import { appFacts, deploymentFacts } from "./toolAnswers.ts";
import { withoutPrivateKeys } from "./withoutSecrets.ts";

const mostErrors = 5;
const longestLine = 300;
/** Of so many lines at the end the answer is made. */
const mostLooked = 5_000;
/** Lines before them in which a key may begin that goes on there. */
const longestKey = 500;
/** Of all lines together: a model's memory is dear. */
const mostCharacters = 20_000;

export interface LogFacts {
  readonly app: AppSummary;
  readonly deployment: Deployment;
  readonly live: Deployment | undefined;
  readonly entries: readonly LogEntry[];
}

/** The end of a deployment's log, with what looks like its errors. */
export function logAnswer({ app, deployment, live, entries }: LogFacts, mostLines: number): ToolAnswer {
  const all = keyless(entries.slice(-mostLooked - longestKey));
  const safe = all.slice(-mostLooked);
  const { lines, isCut } = lastLines(safe, mostLines);
  return {
    notice,
    app: appFacts(app),
    deployment: deploymentFacts(deployment, live),
    isCut: isCut || safe.length < all.length,
    untrusted: {
      lastErrors: lastErrors(safe, mostErrors).map((line) => outside(line, longestLine)),
      lines,
    },
  };
}

/** The entries without private keys, of which each line may be an entry of its own. */
function keyless(entries: readonly LogEntry[]): readonly LogEntry[] {
  const split = entries.flatMap((entry) => linesOf(entry.message).map((message) => ({ ...entry, message })));
  const lines = withoutPrivateKeys(split.map(({ message }) => message));
  return split.map((entry, index) => ({ ...entry, message: lines[index] ?? "" }));
}

function lastLines(entries: readonly LogEntry[], most: number) {
  const lines: string[] = [];
  let characters = 0;
  for (const { at, severity, message } of entries.toReversed()) {
    const level = visible((severity ?? "INFO").toUpperCase()).slice(0, 12);
    for (const own of linesOf(message).toReversed()) {
      const text = outside(own, longestLine);
      if (text === "") continue;
      const line = `${new Date(at).toISOString().slice(11, 19)} ${outside(level)} ${text}`;
      characters += line.length;
      if (lines.length >= most || characters > mostCharacters) return { lines: lines.reverse(), isCut: true };
      lines.push(line);
    }
  }
  return { lines: lines.reverse(), isCut: false };
}
