import type { LogEntry } from "./resources.ts";
import { inSlices } from "./slices.ts";

/** For so long an answer is used again, ms: whoever follows a log waits longer until they ask once more. */
const usedAgainMs = 8_000;

/** What an answer has to be like. */
export interface LogWish {
  /** Whether the deployment is known to have ended: what was asked for before that was known may be short of the end. */
  readonly hasEnded?: boolean | undefined;
  /** Whether it is not worth waiting for: asked once, and given up after five seconds. Only the like join it. */
  readonly isQuick?: boolean;
  /** Who asks, if they ask more than once: nobody is given the same answer twice. */
  readonly reader?: object;
}

/** Which log is asked for, and with which key. */
export interface LogQuestion extends LogWish {
  readonly path: string;
  readonly token: string | undefined;
  readonly signal: AbortSignal | undefined;
}

interface Asked {
  readonly token: string | undefined;
  readonly hasEnded: boolean;
  readonly at: number;
  readonly given: WeakSet<object>;
}

type Read = Asked & { readonly entries: WeakRef<readonly LogEntry[]> };

interface UnderWay extends Asked {
  readonly name: string;
  readonly answer: Promise<readonly LogEntry[]>;
  readonly abandoned: AbortController;
  waiting: number;
}

/**
 * Logs are read by several who do not know of each other, and a company has few readings of them a minute. Whoever asks
 * for one that is being read joins; what was read a moment ago is used again, as long as anybody still holds it.
 */
export class LogReads {
  readonly #now: () => number;
  readonly #read = new Map<string, Read>();
  readonly #underWay = new Map<string, UnderWay>();

  /** @param now milliseconds since the epoch */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * A log that is as it was is the same array as before. Rejects with what `ask` rejects with, or with the signal's reason.
   * @param ask is aborted when all have who wait for it
   */
  async read(
    question: LogQuestion,
    ask: (signal: AbortSignal) => Promise<readonly LogEntry[]>,
  ): Promise<readonly LogEntry[]> {
    const { path, signal, reader } = question;
    signal?.throwIfAborted();
    const known = this.#read.get(path);
    const age = this.#now() - (known?.at ?? 0);
    const isNew = age >= 0 && age < usedAgainMs && !(reader && known?.given.has(reader));
    const read = known && isNew && answers(known, question) && known.entries.deref();
    if (read) {
      if (reader) known.given.add(reader);
      return read;
    }
    const running = this.#underWay.get(nameOf(question));
    const underWay = running && answers(running, question) ? running : this.#ask(question, ask);
    if (reader) underWay.given.add(reader);
    return this.#join(underWay, signal);
  }

  #ask(question: LogQuestion, ask: (signal: AbortSignal) => Promise<readonly LogEntry[]>): UnderWay {
    const { path, token, hasEnded = false } = question;
    const name = nameOf(question);
    const abandoned = new AbortController();
    const asked = { token, hasEnded, at: this.#now(), given: new WeakSet<object>() };
    const answer = ask(abandoned.signal)
      .then(async (entries) => {
        const log = await this.#asBefore(path, token, entries);
        const known = this.#read.get(path);
        const isNewer = known === undefined || known.token !== token || known.at <= asked.at;
        // Not of one that somebody could not join: they know more.
        if (isNewer && this.#underWay.get(name) === underWay) {
          this.#read.set(path, { ...asked, entries: new WeakRef(log) });
        }
        return log;
      })
      .finally(() => this.#leave(underWay));
    // Those who waited for it may all have gone.
    answer.catch(() => undefined);
    const underWay: UnderWay = { ...asked, name, answer, abandoned, waiting: 0 };
    this.#underWay.set(name, underWay);
    return underWay;
  }

  async #asBefore(path: string, token: string | undefined, entries: readonly LogEntry[]): Promise<readonly LogEntry[]> {
    for (const [path, { entries }] of this.#read) if (!entries.deref()) this.#read.delete(path);
    const known = this.#read.get(path);
    const before = known?.token === token ? known?.entries.deref() : undefined;
    return before && (await inSlices(areSame(before, entries))) ? before : entries;
  }

  #join(underWay: UnderWay, signal: AbortSignal | undefined): Promise<readonly LogEntry[]> {
    underWay.waiting++;
    if (!signal) return underWay.answer;
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        reject(signal.reason);
        if (--underWay.waiting > 0) return;
        this.#leave(underWay);
        underWay.abandoned.abort(signal.reason);
      };
      signal.addEventListener("abort", onAbort, { once: true });
      underWay.answer.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
    });
  }

  #leave(underWay: UnderWay): void {
    if (this.#underWay.get(underWay.name) === underWay) this.#underWay.delete(underWay.name);
  }
}

/** Only the same are joined: who is in a hurry must not wait for who is patient, nor fail for them. */
function nameOf({ path, isQuick }: LogQuestion): string {
  return isQuick ? `${path} quick` : path;
}

/** An account's answer is nobody else's. */
function answers(asked: Asked, { token, hasEnded }: LogQuestion): boolean {
  return asked.token === token && (asked.hasEnded || !hasEnded);
}

function* areSame(before: readonly LogEntry[], now: readonly LogEntry[]): Generator<undefined, boolean> {
  if (before.length !== now.length) return false;
  for (const [index, entry] of now.entries()) {
    const other = before[index];
    if (!other || other.id !== entry.id || other.message !== entry.message || other.at !== entry.at) return false;
    if (other.severity !== entry.severity || other.service !== entry.service) return false;
    yield;
  }
  return true;
}
