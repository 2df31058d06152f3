import type * as vscode from "vscode";
import type { Clock } from "../model/clock.ts";
import { compare } from "../model/clone.ts";
import type { Undone } from "../model/undone.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { appClone, commitPair } from "./appClone.ts";
import { gitErrorCode } from "./gitExtension.ts";

export interface Reading {
  readonly clock: Clock;
  /** Whether a file of the repository at this root is one to mind. */
  readonly risky: (root: vscode.Uri) => Promise<(path: string) => boolean>;
  /** Takes what went wrong. */
  readonly note: (what: string) => void;
}

const patienceMs = 5_000;
/** Files may have to be fetched first, in a clone without them; the commits are told without. */
const filesPatienceMs = 4_000;

/** What going from `live` back to `target` undoes. Never rejects, and answers within five seconds. */
export async function readUndone(
  live: Deployment,
  target: Deployment,
  { clock, risky, note }: Reading,
  cancel: AbortSignal | undefined,
): Promise<Undone> {
  const pair = commitPair(live, target);
  if (!pair) return { kind: "unknown", why: "noCommit" };
  if (pair.live.toLowerCase() === pair.target.toLowerCase()) return { kind: "sameCommit" };
  const late = new AbortController();
  const filesLate = new AbortController();
  const timers = [clock.after(patienceMs, () => late.abort()), clock.after(filesPatienceMs, () => filesLate.abort())];
  const limit = cancel ? AbortSignal.any([late.signal, cancel]) : late.signal;
  const read = async (): Promise<Undone> => {
    const found = await appClone(pair, limit);
    if (typeof found === "string") return { kind: "unknown", why: found };
    const isRisky = await risky(found.clone.repository.rootUri);
    return compare(found.clone, pair, { isRisky, filesLimit: filesLate.signal });
  };
  try {
    return await Promise.race([read(), rejectedAt(limit)]);
  } catch (error) {
    if (limit.aborted) return { kind: "unknown", why: "late" };
    // Git's own words may hold an address with a password.
    const reason = gitErrorCode(error) ?? (error instanceof Error ? error.name : "unknown reason");
    note(`What the rollback undoes could not be read from Git (${reason}).`);
    return { kind: "unknown", why: "failed" };
  } finally {
    for (const stop of timers) stop();
    late.abort();
  }
}

function rejectedAt(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
