import type { Fault, FaultMatch } from "./fault.ts";

interface Entry {
  readonly match: FaultMatch;
  readonly effect: Fault;
  left: number;
}

export class FaultList {
  #entries: Entry[] = [];

  add(match: FaultMatch, effect: Fault): () => void {
    const entry = { match, effect, left: match.times ?? Number.POSITIVE_INFINITY };
    this.#entries.push(entry);
    return () => {
      this.#entries = this.#entries.filter((other) => other !== entry);
    };
  }

  clear(): void {
    this.#entries = [];
  }

  /** The fault that hits this request, if any; uses up one of its times. */
  take(method: string, path: string): Fault | undefined {
    const entry = this.#entries.find(({ match, left }) => left > 0 && hits(match, method, path));
    if (entry) entry.left -= 1;
    return entry?.effect;
  }
}

function hits(match: FaultMatch, method: string, path: string): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  // search() rather than test(), which remembers where a /g pattern stopped.
  return match.path === undefined || path.search(match.path) >= 0;
}
