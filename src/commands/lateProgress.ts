import * as vscode from "vscode";
import { type Clock, pause } from "../model/clock.ts";
import { inert } from "../present/format.ts";

const quickMs = 1_000;

/**
 * Does some work and shows that it goes on, with a way to cancel, if it takes longer than a second. A notification for
 * less would only flicker. Undefined when the user cancels.
 */
export async function withLateProgress<T>(
  title: string,
  clock: Clock,
  ending: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const cancel = new AbortController();
  const working = work(AbortSignal.any([cancel.signal, ending])).then(
    (result) => (cancel.signal.aborted ? undefined : result),
    (error: unknown) => {
      if (cancel.signal.aborted) return undefined;
      throw error;
    },
  );
  const done = new AbortController();
  const isDone = working.finally(() => done.abort());
  await pause(clock, quickMs, done.signal).catch(() => {});
  if (done.signal.aborted) return isDone;
  const options = { location: vscode.ProgressLocation.Notification, title: inert(title), cancellable: true };
  return vscode.window.withProgress(options, (_progress, cancellation) => {
    cancellation.onCancellationRequested(() => cancel.abort());
    return isDone;
  });
}
