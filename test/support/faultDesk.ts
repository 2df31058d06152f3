import assert from "node:assert/strict";
import { describeProblem } from "../../src/present/problem.ts";
import type { SevallaError } from "../../src/sevalla/errors.ts";
import type { Fetch } from "../../src/sevalla/fetch.ts";
import { nodeFetch } from "../../src/sevalla/nodeFetch.ts";
import type { FaultMatch } from "../sandbox/fault.ts";
import type { DeskOptions } from "./desk.ts";
import { type Elsewhere, openElsewhere } from "./elsewhere.ts";
import { openRollbackDesk, type RollbackDesk } from "./rollbackDesk.ts";
import type { Trouble } from "./troubles.ts";

/** Which requests a trouble comes over. */
export type Struck = Pick<FaultMatch, "method" | "path">;

export interface SentRequest {
  readonly method: string;
  readonly path: string;
}

/** A desk at which everything can go wrong, by the hand clock and without waiting. */
export interface FaultDesk extends RollbackDesk {
  readonly elsewhere: Elsewhere;
  readonly fetch: Fetch;
  /** Runs out of time when the test says so. */
  readonly after: (ms: number, task: () => void) => () => void;
  /** Time limits that still run. */
  readonly limitsRunning: number;
  /** Lets a trouble come over requests from now on; the answer ends it. */
  strike(trouble: Pick<Trouble, "by">, struck?: Struck): () => void;
  /** What was sent, also on ways that do not lead to the sandbox. */
  readonly requests: readonly SentRequest[];
  /** How many requests were sent, also on ways that do not lead to the sandbox. */
  sent(struck?: Struck): number;
  /** Fails if a promise was rejected and nobody cared, or the key was sent to a stranger. */
  assertNothingEscaped(): Promise<void>;
}

export async function openFaultDesk(options: Pick<DeskOptions, "memory"> = {}): Promise<FaultDesk> {
  const elsewhere = await openElsewhere();
  const all: SentRequest[] = [];
  const limits = new Set<() => void>();
  const rejections: unknown[] = [];
  const noteRejection = (reason: unknown) => rejections.push(reason);
  process.on("unhandledRejection", noteRejection);
  let lost: { readonly way: Fetch; readonly struck: Struck } | undefined;
  const fetch: Fetch = (url, init) => {
    const request = { method: init.method, path: new URL(url).pathname.replace(/^\/v3/, "") };
    all.push(request);
    return lost && isStruck(request, lost.struck) ? lost.way(url, init) : nodeFetch(url, init);
  };
  const after = (_: number, task: () => void) => {
    limits.add(task);
    return () => limits.delete(task);
  };
  const plenty = { read: 1e6, logs: 1e6, deployment: 1e6, write: 1e6 };
  const desk = await openRollbackDesk({ ...options, fetch, after, limits: plenty });
  const place = {
    elsewhere: elsewhere.url,
    onHung: () => {
      for (const task of [...limits]) task();
    },
  };
  return {
    ...desk,
    ...{ elsewhere, fetch, after, requests: all },
    get limitsRunning() {
      return limits.size;
    },
    strike({ by }, struck = {}) {
      if (typeof by === "function") return desk.sandbox.fault(struck, by(place));
      lost = { way: elsewhere.ways[by], struck };
      return () => {
        lost = undefined;
      };
    },
    sent: (struck = {}) => all.filter((request) => isStruck(request, struck)).length,
    async assertNothingEscaped() {
      // Rejections are told of after the turn in which they happened.
      await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(rejections, []);
      const keys = elsewhere.strayed.map(({ headers }) => headers.authorization).filter((key) => key !== undefined);
      assert.deepEqual(keys, []);
    },
    async close() {
      process.off("unhandledRejection", noteRejection);
      await Promise.all([desk.close(), elsewhere.close()]);
    },
  };
}

function isStruck({ method, path }: SentRequest, struck: Struck): boolean {
  return (struck.method ?? method) === method && path.search(struck.path ?? /./) >= 0;
}

/** What the user is told, in this order: what happened, what was not changed, and what to do next. */
export function assertHouseForm(error: SevallaError, what: string): void {
  const unchanged = "Nothing was changed.";
  const { message } = describeProblem(error, unchanged);
  assertReadable(message, what);
  const [happened = "", next = ""] = message.split(unchanged);
  assert.equal(happened.startsWith(`${error.message} `), true, `${what}: ${message}`);
  assertSaysWhatNext(error.kind === "rejected" ? `${happened} ${next}` : next, what);
}

/** One plain text of whole sentences in which nothing technical shows. */
export function assertReadable(message: string, what: string): void {
  assert.match(message, /^[A-Z].*[.!?]$/, what);
  assert.doesNotMatch(message, /undefined|null|NaN|\[object|[<>{}]|svl_|Bearer|\n| {2}|\.\./, `${what}: ${message}`);
}

/** Whether there is a sentence that tells the reader to do something, or where things are. */
export function assertSaysWhatNext(message: string, what: string): void {
  assert.match(
    message,
    /\b(Try|try again|Check|Sign in|Use an|Wait|Look at|It may have been|Change it)\b/,
    `${what}: ${message}`,
  );
}
