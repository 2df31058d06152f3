import type { Budget } from "../sevalla/budget.ts";

/** A company's budget is counted by the minute. */
const windowMs = 60_000;
/** Nobody is slowed down while the others use no more than this; twice as much makes everybody four times slower. */
const freeShare = 0.08;
/** What a window has used itself does not slow it down, up to this: a long list must not put off who watches a deployment. */
const ownShare = 0.3;
/** What is left for people and for what changes something: readers that nobody waits for stop at it. */
const reservedShare = 0.1;
const slowest = 12;
/** What has much to read by itself asks once a second at most, after so many times at once, and once in two minutes at least. */
const turnMs = 1_000;
const turnsAtOnce = 5;
const longestTurnMs = 120_000;
/** Whoever waits that long between two turns still has to know how much the others used. */
const longHalfLifeMs = 4 * windowMs;

/** How fast to read, by what Sevalla says is left of the budget that a whole company shares. Times are ms since the epoch. */
export class Pace {
  /** Of the budget: what all use, and what the others do. */
  #all = 0;
  #others = 0;
  #notedAt = Number.NEGATIVE_INFINITY;
  #resumeAt = Number.NEGATIVE_INFINITY;
  /** When the minute is over that is counted now, and how many of its answers came here. */
  #minuteEnds = Number.NEGATIVE_INFINITY;
  #own = 0;
  #nextTurn = Number.NEGATIVE_INFINITY;

  /** Takes down what an answer says. */
  note({ limit, remaining, resetMs }: Budget, now: number): void {
    const ends = now + resetMs;
    if (Math.abs(ends - this.#minuteEnds) > windowMs / 2) this.#own = 0;
    this.#minuteEnds = ends;
    this.#own++;
    const used = limit - remaining;
    const others = Math.max(0, used - Math.min(this.#own, limit * ownShare));
    // Early in a minute little has been used, which says little.
    const elapsed = Math.max(windowMs - resetMs, windowMs / 4);
    this.#all = Math.max(((used / limit) * windowMs) / elapsed, this.#all * this.#left(now, longHalfLifeMs));
    this.#others = Math.max(((others / limit) * windowMs) / elapsed, this.#others * this.#left(now, windowMs));
    this.#notedAt = now;
    if (remaining <= limit * reservedShare) this.#resumeAt = now + Math.min(resetMs, windowMs);
  }

  /** How many times longer than usual to wait between two looks: 1 to 12. */
  factor(now: number): number {
    return slowdown(this.#others * this.#left(now, windowMs));
  }

  /** For how long nobody may read unasked, ms; 0 when nothing keeps them. */
  restMs(now: number): number {
    const ms = this.#resumeAt - now;
    // It is further off than it was said to be: the clock was set back.
    return ms > 0 && ms <= windowMs ? ms : 0;
  }

  /** How long it takes until `take` may be called by what has much to read that nobody waits for, ms. */
  turnMs(now: number): number {
    if (this.#nextTurn - now > longestTurnMs) this.#nextTurn = now;
    return Math.max(0, this.#nextTurn - now, this.restMs(now));
  }

  /** Takes the turn. */
  take(now: number): void {
    // There is much to read, so what this window uses itself counts, too.
    const ms = Math.min(turnMs * slowdown(this.#all * this.#left(now, longHalfLifeMs)) ** 2, longestTurnMs);
    const next = Math.max(this.#nextTurn, now - turnMs * turnsAtOnce) + ms;
    this.#nextTurn = Math.min(next, now + longestTurnMs);
  }

  /** Another account has another budget. */
  forget(): void {
    this.#all = 0;
    this.#others = 0;
    this.#own = 0;
    this.#resumeAt = Number.NEGATIVE_INFINITY;
  }

  /** What is left of what was noted, whichever way the clock was set since. */
  #left(now: number, halfLifeMs: number): number {
    return 0.5 ** (Math.abs(now - this.#notedAt) / halfLifeMs);
  }
}

function slowdown(share: number): number {
  return Math.min(slowest, Math.max(1, (share / freeShare) ** 2));
}
