import * as vscode from "vscode";
import { type Clock, pause } from "../model/clock.ts";
import { inert } from "../present/format.ts";
import type { Parts } from "./parts.ts";

const quickMs = 1_000;

/** The user did not want to wait for what a command has to read: it ends, and nothing is told of that. */
export class GivenUp extends Error {
  override readonly name = "GivenUp";
}

/** Reads what a command cannot do without, as `withLateProgress`. Throws GivenUp when the user cancels. */
export async function reading<T>(
  { clock, ending }: Pick<Parts, "clock" | "ending">,
  title: string,
  read: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const done = await withLateProgress(title, clock, ending, async (signal) => ({ value: await read(signal) }));
  if (!done) throw new GivenUp();
  return done.value;
}

/**
 * Does some work and shows that it goes on, with a way to cancel, if it takes longer than a second. A notification for
 * less would only flicker. Undefined as soon as the user cancels: what takes no signal goes on by itself.
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
  const isCancelled = new Promise<undefined>((resolve) => {
    cancel.signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  const isDone = Promise.race([working, isCancelled]).finally(() => done.abort());
  await pause(clock, quickMs, done.signal).catch(() => {});
  if (done.signal.aborted) return isDone;
  const options = { location: vscode.ProgressLocation.Notification, title: inert(title), cancellable: true };
  return vscode.window.withProgress(options, (_progress, cancellation) => {
    cancellation.onCancellationRequested(() => cancel.abort());
    return isDone;
  });
}
