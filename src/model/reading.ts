import type { SevallaClient } from "../sevalla/client.ts";
import type { SevallaError } from "../sevalla/errors.ts";
import type { Clock } from "./clock.ts";
import type { Session } from "./session.ts";

/** What all that reads from Sevalla has to do with. */
export interface ReadingParts {
  /** Throws a SevallaError when there is no usable address. */
  readonly client: () => SevallaClient;
  readonly session: Session;
  readonly clock: Clock;
  /** Told of every error that becomes state. */
  readonly note: (error: SevallaError) => void;
}

/** What is being read, so that whoever asks for it meanwhile joins. */
export class Reading {
  readonly #parts: ReadingParts;
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(parts: ReadingParts) {
    this.#parts = parts;
  }

  get now(): number {
    return this.#parts.clock.now();
  }

  get client(): SevallaClient {
    return this.#parts.client();
  }

  /** What is being read for a session that has ended is nobody's to join. */
  forget(): void {
    this.#underWay.clear();
  }

  /** `isCurrent` turns false when somebody signs in or out while the answer is on its way: it is then dropped. */
  joined(what: string, read: (isCurrent: () => boolean) => Promise<void>): Promise<void> {
    const { session } = this.#parts;
    const asked = session.state;
    if (asked.kind !== "signedIn") return Promise.resolve();
    const running = this.#underWay.get(what);
    if (running) return running;
    const isCurrent = () => session.state === asked;
    const done = read(isCurrent).finally(() => {
      if (this.#underWay.get(what) === done) this.#underWay.delete(what);
    });
    this.#underWay.set(what, done);
    return done;
  }

  /**
   * Whoever may be lent an answer joins one who asks; but who asks does not join one who may be lent it. Should both have
   * to ask, the client sends one request.
   */
  joinedOrLent(what: string, maxAgeMs: number, read: (isCurrent: () => boolean) => Promise<void>): Promise<void> {
    return this.joined(maxAgeMs > 0 && !this.#underWay.has(what) ? `${what}, lent` : what, read);
  }

  heed(error: SevallaError, isCurrent: () => boolean): void {
    const { note, session } = this.#parts;
    note(error);
    if (error.kind === "unauthorized" && isCurrent()) session.reject(session.state);
  }

  /** Whether what was asked for at one time is older than what was at another: one that is to come says nothing, for the clock was set back. */
  isOlder(at: number, than: number | undefined): boolean {
    return than !== undefined && at < than && than <= this.now;
  }
}
