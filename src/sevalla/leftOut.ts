const hourMs = 60 * 60_000;
const mostPlaces = 3;
const mostReasons = 5;
const longestReason = 200;

/**
 * Told once of an answer, of how much was left out of it, and where.
 * @param reasons the same for what is wrong in the same way
 */
export type Omit = (what: string, reasons: string) => void;

/** What is left out of one answer: a hundred thousand lines of a log can all have the same mistake. */
export class LeftOut {
  readonly #found = new Map<string, { count: number; readonly places: string[] }>();

  add(place: string, reason: string): void {
    const isKnown = this.#found.has(reason) || this.#found.size < mostReasons;
    const key = isKnown ? reason.slice(0, longestReason) : "otherwise";
    const found = this.#found.get(key) ?? { count: 0, places: [] };
    this.#found.set(key, found);
    found.count++;
    if (found.places.length < mostPlaces) found.places.push(place);
  }

  tell(omit: Omit): void {
    if (this.#found.size === 0) return;
    const parts = [...this.#found].map(([reason, { count, places }]) => {
      const more = count > places.length ? ", …" : "";
      return `${count} ${reason} (${places.join(", ")}${more})`;
    });
    omit(`${parts.join("; ")}.`, [...this.#found.keys()].sort().join());
  }
}

/** Passes on what is left out of answers, each kind of each path once an hour: what is read again has the same mistakes. */
export class Omissions {
  readonly #omitted: (line: string) => void;
  readonly #now: () => number;
  readonly #toldAt = new Map<string, number>();

  /** @param now milliseconds since the epoch */
  constructor(tell: (line: string) => void, now: () => number) {
    this.#omitted = tell;
    this.#now = now;
  }

  from(path: string): Omit {
    return (what, reasons) => {
      const now = this.#now();
      for (const [known, at] of this.#toldAt) if (Math.abs(now - at) >= hourMs) this.#toldAt.delete(known);
      const key = `${path} ${reasons}`;
      if (this.#toldAt.has(key)) return;
      this.#toldAt.set(key, now);
      this.#omitted(`Left out of ${path}: ${what}`);
    };
  }
}
