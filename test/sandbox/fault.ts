export interface FaultMatch {
  method?: string;
  /** Tested against the path as the reference writes it: without `/v3` and without the query. */
  path?: RegExp;
  /** How many requests it hits; without it, every one. */
  times?: number;
}

/** What goes wrong with a request. Of several faults that match, the one set first acts. */
export type Fault =
  /** Waits in real time, then goes on as usual. */
  | { kind: "delay"; ms: number }
  /** Waits until the promise settles, then goes on as usual. */
  | { kind: "hold"; until: Promise<unknown> }
  /** Does nothing and answers with this status and an error object. */
  | {
      kind: "status";
      status: number;
      /** Waits until the promise settles first. */
      until?: Promise<unknown>;
      message?: string;
      /** null leaves `data` out of the error object. */
      data?: { code: string; message: string } | null;
      /** Value of `x-ratelimit-reset`; null leaves the header out. */
      resetSeconds?: number | null;
      retryAfter?: string;
    }
  /** Does nothing and answers as a gateway would; 502 unless told. */
  | { kind: "html"; status?: number; body?: string }
  /** Does the work and answers with half of the JSON, as if that were all. */
  | { kind: "truncated" }
  /**
   * "beforeAnswer" (the default) does nothing; the others do the work and break off half-way through the answer, or as
   * soon as its headers are sent.
   */
  | { kind: "reset"; when?: "beforeAnswer" | "afterHeaders" | "midBody" }
  /** Sends nothing (without doing anything), or does the work and sends only headers, and then nothing more for good. */
  | { kind: "hang"; when: "beforeAnswer" | "afterHeaders"; onHung: () => void }
  /** Does the work and answers as usual, but in this many pieces, each of them in a turn of its own. */
  | { kind: "trickle"; pieces: number }
  /** Does the work and answers without a body; with the usual status unless told. */
  | { kind: "empty"; status?: number }
  /** Does the work, then answers 500 (or `status`), or drops the connection. */
  | { kind: "applyThenFail"; how?: "status" | "drop"; status?: number }
  /** A rollback goes to the default target, whatever was asked for. */
  | { kind: "ignoreTarget" }
  /** Does nothing and sends the client to `to`; 307 unless told. */
  | { kind: "redirect"; to: string; status?: number }
  /** Does the work and answers with what `mutate` makes of the JSON answer. */
  | { kind: "malformed"; mutate: (answer: unknown) => unknown }
  /** Does the work and answers with the bytes that `spoil` makes of the JSON: not even text, if it likes. */
  | { kind: "bytes"; spoil: (json: string) => Uint8Array };
