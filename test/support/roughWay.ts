import { type Clock, pause } from "../../src/model/clock.ts";
import { budgetIn, isOfReadBudget } from "../../src/sevalla/budget.ts";
import type { ClientOptions } from "../../src/sevalla/client.ts";
import type { FetchInit, FetchResponse } from "../../src/sevalla/fetch.ts";
import { Company, type Trouble } from "./company.ts";
import type { HandClock } from "./handClock.ts";

/** What comes over a request: it takes its time, is never answered, loses half of its answer, or gets another. */
export type Bump =
  | { readonly kind: "slow"; readonly ms: number }
  | { readonly kind: "hang" }
  | { readonly kind: "breakOff" }
  | { readonly kind: "trouble"; readonly trouble: Trouble };

/** The way to a company by a hand clock, with all that can happen on it; counts what is sent. */
export class RoughWay {
  readonly company: Company;
  readonly #clock: Clock;
  readonly #inFlight = new Map<string, number>();
  #period: unknown;
  /** Whether some of what is on its way was asked for in an earlier period. */
  #isMixed = false;
  #trouble: Trouble | undefined;
  #asked = 0;
  #answered = 0;
  #retries = 0;
  #pausing = 0;
  /** Those that are about to be sent again. */
  #due = 0;
  #sleeping = 0;
  /** What comes over the next requests, in turn and over and over: nothing where there is nothing. */
  bumps: readonly (Bump | undefined)[] = [];
  /** Another one as soon as whoever asks does not know any more who has asked before. */
  period: () => unknown = () => undefined;
  /** What was asked for while it was on its way already. */
  readonly twice: string[] = [];
  /** How often the list of apps was asked for. */
  lists = 0;
  /** Until when nobody may ask unasked, as far as the answers have said: ms since the epoch. */
  restUntil = Number.NEGATIVE_INFINITY;

  constructor(clock: HandClock) {
    this.#clock = clock;
    this.company = new Company(clock, () => this.#trouble);
  }

  /** How many requests were sent, each time that one was tried again aside. */
  get first(): number {
    return this.#asked - this.#retries;
  }

  get all(): number {
    return this.#asked;
  }

  /** Whether something goes on that does not wait for the clock. */
  get isBusy(): boolean {
    return this.#asked - this.#answered > this.#sleeping;
  }

  /** Whether nothing is on its way, nor waits to be tried again. */
  get isIdle(): boolean {
    return this.#asked === this.#answered && this.#pausing + this.#due === 0;
  }

  readonly client: Pick<ClientOptions, "fetch" | "wait" | "after" | "log" | "random"> = {
    fetch: (url, init) => this.#fetch(url, init),
    random: () => 0,
    after: (ms, task) => this.#clock.after(ms, task),
    log: () => this.#answered++,
    wait: async (ms, signal) => {
      this.#pausing++;
      await pause(this.#clock, ms, signal).finally(() => this.#pausing--);
      this.#retries++;
      this.#due++;
    },
  };

  async #fetch(url: string, init: FetchInit): Promise<FetchResponse> {
    const period = this.period();
    if (this.isIdle) this.#isMixed = false;
    else if (period !== this.#period) this.#isMixed = true;
    this.#period = period;
    this.#due = Math.max(0, this.#due - 1);
    const others = this.#inFlight.get(url) ?? 0;
    if (others > 0 && !this.#isMixed) this.twice.push(url);
    this.#inFlight.set(url, others + 1);
    const bump = this.bumps[this.#asked % Math.max(1, this.bumps.length)];
    this.#asked++;
    const { pathname } = new URL(url);
    if (pathname.endsWith("/applications")) this.lists++;
    try {
      if (bump?.kind === "hang") await this.#asleep(Number.MAX_SAFE_INTEGER, init.signal);
      if (bump?.kind === "slow") await this.#asleep(bump.ms, init.signal);
      this.#trouble = bump?.kind === "trouble" ? bump.trouble : undefined;
      const answer = await this.company.fetch(url, init);
      this.#takeDown(init.method, pathname, answer);
      return bump?.kind === "breakOff" ? { ...answer, body: brokenOff(answer.body) } : answer;
    } finally {
      this.#inFlight.set(url, (this.#inFlight.get(url) ?? 1) - 1);
    }
  }

  async #asleep(ms: number, signal: AbortSignal): Promise<void> {
    this.#sleeping++;
    await pause(this.#clock, ms, signal).finally(() => this.#sleeping--);
  }

  #takeDown(method: string, path: string, { status, headers }: FetchResponse): void {
    const budget = budgetIn(headers);
    if (!budget || !isOfReadBudget(method, path)) return;
    const isLow = status === 429 || budget.remaining <= budget.limit / 10;
    if (isLow) this.restUntil = this.#clock.now() + budget.resetMs;
  }
}

async function* brokenOff(body: FetchResponse["body"]): AsyncIterable<string> {
  for await (const chunk of body ?? []) {
    yield String(chunk).slice(0, 30);
    throw new Error("terminated");
  }
}
