/** The one way to the wire: headers, time limit, retries, and what of it all is noted. */
import { t } from "../l10n.ts";
import { type After, realAfter, waitFor } from "./after.ts";
import { type Budget, budgetIn, isOfReadBudget } from "./budget.ts";
import type { Change } from "./change.ts";
import { changeBy } from "./changeBy.ts";
import { either } from "./either.ts";
import { SevallaError } from "./errors.ts";
import { type Answer, exchange, isSuccess, type Outgoing } from "./exchange.ts";
import type { Fetch } from "./fetch.ts";
import { parsing, refusalOf, requestIdOf } from "./refusal.ts";
import { askedPauseMs, pauseBeforeRetry } from "./retry.ts";
import { inSlices } from "./slices.ts";
import { isToken } from "./token.ts";

export interface RequestOptions {
  readonly fetch: Fetch;
  readonly baseUrl: URL | string;
  /** Resolves after `ms`; rejects when the signal is aborted. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** At least 0 and less than 1. */
  readonly random?: () => number;
  /** For each try. */
  readonly timeoutMs?: number;
  /** The clock by which a try is late; the real one unless given. */
  readonly after?: After;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  readonly log?: (line: RequestLine) => void;
  /** Aborted when nobody reads answers any more. What changes something is not given up on, for Sevalla goes on, too. */
  readonly ending?: AbortSignal | undefined;
  /** Told of what Sevalla did not let a key change, and of what it did. */
  readonly onChange?: (token: string, change: Change, isRefused: boolean) => void;
  /** Told of what is left of the budget for reading. */
  readonly onBudget?: (budget: Budget) => void;
}

/** What may be known of a request: never a header, never a body. */
export interface RequestLine {
  readonly method: Outgoing["method"];
  /** With the query. */
  readonly path: string;
  /** Of the answer, if there was one. */
  readonly status: number | undefined;
  /** What went wrong, if anything did. */
  readonly problem: SevallaError["kind"] | "cancelled" | undefined;
  readonly ms: number;
  readonly requestId: string | undefined;
  /** 1, and one more for each retry. */
  readonly attempt: number;
}

/** What is asked of Sevalla. */
export interface Question {
  readonly method: Outgoing["method"];
  readonly path: string;
  readonly token: string | undefined;
  readonly body?: string;
  readonly signal: AbortSignal | undefined;
  /** Of something that is not worth waiting for: asked once, and given up after five seconds. */
  readonly isQuick?: boolean | undefined;
}

/** One request and how its answer is read. */
export interface Call<T> extends Question {
  /** Throws when the answer has another shape than it should. */
  readonly read: (body: unknown) => T | Promise<T>;
}

/** For a 429 that does not say when the minute is over. */
const unknownResetMs = 60_000;
const quickMs = 5_000;

const noKey = () => t("There is no API key that Sevalla could be asked with.");

/** What only reads is tried up to three times more while trying may help; what changes something is sent once. */
export class Requests {
  readonly #fetch: Fetch;
  readonly #base: URL;
  readonly #wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly #random: () => number;
  readonly #timeoutMs: number;
  readonly #after: After;
  readonly #ending: AbortSignal | undefined;
  readonly #now: () => number;
  readonly #log: (line: RequestLine) => void;
  readonly #onChange: NonNullable<RequestOptions["onChange"]>;
  readonly #budget: (budget: Budget) => void;

  constructor(options: RequestOptions) {
    this.#fetch = options.fetch;
    this.#base = new URL(options.baseUrl);
    this.#wait = options.wait ?? waitFor;
    this.#random = options.random ?? Math.random;
    this.#timeoutMs = options.timeoutMs ?? 30_000;
    this.#ending = options.ending;
    this.#after = options.after ?? realAfter;
    this.#now = options.now ?? Date.now;
    this.#log = options.log ?? (() => undefined);
    this.#onChange = options.onChange ?? (() => undefined);
    this.#budget = options.onBudget ?? (() => undefined);
  }

  /** Throws a SevallaError, or the reason of the call's signal when that is aborted. */
  async send<T>(call: Call<T>): Promise<T> {
    const { signal, release } = either(call.signal, call.method === "GET" ? this.#ending : undefined);
    return this.#tried({ ...call, signal }).finally(release);
  }

  async #tried<T>(call: Call<T>): Promise<T> {
    const { token, signal } = call;
    signal?.throwIfAborted();
    if (!isToken(token)) throw new SevallaError("unauthorized", { message: noKey(), fate: "notSent" });
    for (let attempt = 1; ; attempt++) {
      const result = await this.#attempt(call, token, attempt);
      if (!(result instanceof SevallaError)) return result.value;
      const ms = call.method === "GET" && !call.isQuick ? pauseBeforeRetry(result, attempt, this.#random()) : undefined;
      if (ms === undefined) throw result;
      await this.#wait(ms, signal);
    }
  }

  async #attempt<T>(call: Call<T>, token: string, attempt: number): Promise<{ readonly value: T } | SevallaError> {
    const { method, path } = call;
    const change = changeBy(method, path);
    const since = this.#now();
    const note = (facts: Pick<RequestLine, "status" | "problem" | "requestId">) =>
      this.#log({ method, path, ms: this.#now() - since, attempt, ...facts });
    try {
      const answer = await exchange(this.#fetch, this.#outgoing(call, token));
      const budget = isOfReadBudget(method, path) ? this.#budgetOf(answer) : undefined;
      if (budget) this.#budget(budget);
      const value = await this.#valueOf(answer, call, token);
      if (change) this.#onChange(token, change, false);
      note({ status: answer.status, problem: undefined, requestId: requestIdOf(answer, token) });
      return { value };
    } catch (error) {
      const isOurs = error instanceof SevallaError;
      if (isOurs) note({ status: error.status, problem: error.kind, requestId: error.requestId });
      else note({ status: undefined, problem: "cancelled", requestId: undefined });
      if (!isOurs) throw error;
      // A gateway that forbids something knows nothing of the key.
      if (change && error.kind === "forbidden" && error.serverMessage) this.#onChange(token, change, true);
      return error;
    }
  }

  /** Whoever is turned away has nothing left, whatever else the answer says. */
  #budgetOf({ status, headers }: Answer): Budget | undefined {
    const budget = budgetIn(headers);
    if (status !== 429) return budget;
    return { limit: 1, ...budget, remaining: 0, resetMs: askedPauseMs(headers, this.#now()) ?? unknownResetMs };
  }

  #outgoing({ method, path, body, signal, isQuick }: Call<unknown>, token: string): Outgoing {
    const headers: Record<string, string> = { accept: "application/json", authorization: `Bearer ${token}` };
    if (body !== undefined) headers["content-type"] = "application/json";
    const url = new URL(this.#base.href.replace(/\/$/, "") + path);
    const timeoutMs = isQuick ? Math.min(quickMs, this.#timeoutMs) : this.#timeoutMs;
    return { method, url, headers, body, signal, timeoutMs, after: this.#after };
  }

  async #valueOf<T>(answer: Answer, call: Call<T>, token: string): Promise<T> {
    if (!isSuccess(answer.status)) throw refusalOf(answer, token, this.#now());
    try {
      return await call.read(await inSlices(parsing(answer.body)));
    } catch (unreadable) {
      const cause = typeof answer.body === "string" ? unreadable : answer.body;
      throw new SevallaError("malformed", { status: answer.status, requestId: requestIdOf(answer, token), cause });
    }
  }
}
