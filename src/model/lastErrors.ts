import type { LogEntry } from "../sevalla/resources.ts";

/** The last `most` errors of a log, oldest first; where none is marked as one, its last lines. */
export function lastErrors(entries: readonly LogEntry[], most: number): readonly string[] {
  const written = entries.filter(({ message }) => message.trim() !== "");
  const errors = written.filter(({ severity }) => /^(error|fatal|critical)$/i.test(severity ?? ""));
  return (errors.length > 0 ? errors : written).slice(-most).map(({ message }) => message.trimEnd());
}
