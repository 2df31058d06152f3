import type { SevallaError } from "../sevalla/errors.ts";

/** An error as far as it may be told to others: no message of the server's, no address. */
export interface NotedError {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly kind: SevallaError["kind"];
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly trackingCode: string | undefined;
}

const most = 20;

/** The last errors of this window, for whoever asks for support. */
export class LastErrors {
  #all: readonly NotedError[] = [];

  /** Oldest first; twenty at most. */
  get all(): readonly NotedError[] {
    return this.#all;
  }

  note({ kind, status, requestId, trackingCode }: SevallaError, at: number): void {
    this.#all = [...this.#all, { at, kind, status, requestId, trackingCode }].slice(-most);
  }
}
