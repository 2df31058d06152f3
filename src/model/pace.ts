import type { Budget } from "../sevalla/budget.ts";

/** A company's budget is counted by the minute. */
const windowMs = 60_000;
/** Nobody is slowed down while all together use no more than this; twice as much makes everybody four times slower. */
const freeShare = 0.1;
/** What is left for people and for what changes something: readers that nobody waits for stop at it. */
const reservedShare = 0.1;
const slowest = 12;

/** How fast to read, by what Sevalla says is left of the budget that a whole company shares. */
export class Pace {
  #share = 0;
  #notedAt = Number.NEGATIVE_INFINITY;
  #resumeAt = Number.NEGATIVE_INFINITY;

  /** Takes down what an answer says. `now` is ms since the epoch. */
  note({ limit, remaining, resetMs }: Budget, now: number): void {
    // Early in a minute little has been used, which says little.
    const elapsed = Math.max(windowMs - resetMs, windowMs / 4);
    const share = (((limit - remaining) / limit) * windowMs) / elapsed;
    this.#share = Math.max(share, this.#remembered(now));
    this.#notedAt = now;
    if (remaining <= limit * reservedShare) this.#resumeAt = now + Math.min(resetMs, windowMs);
  }

  /** How many times longer than usual to wait between two looks: 1 to 12. */
  factor(now: number): number {
    return Math.min(slowest, Math.max(1, (this.#remembered(now) / freeShare) ** 2));
  }

  /** When looks may go on, ms since the epoch; past when nothing keeps them. */
  get resumeAt(): number {
    return this.#resumeAt;
  }

  /** Another account has another budget. */
  forget(): void {
    this.#share = 0;
    this.#resumeAt = Number.NEGATIVE_INFINITY;
  }

  /** What was used a minute ago counts half. */
  #remembered(now: number): number {
    return this.#share * 0.5 ** (Math.max(0, now - this.#notedAt) / windowMs);
  }
}
