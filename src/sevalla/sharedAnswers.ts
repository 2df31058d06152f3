/** The body of an answer, and when it was asked for, ms since the epoch. */
export interface LentAnswer {
  readonly at: number;
  readonly body: unknown;
}

/** Answers that the windows of one account lend each other, so that not each of them has to ask. */
export interface SharedAnswers {
  /** The answer to a GET of this path that some window asked for at most `maxAgeMs` ago, or undefined. Never rejects. */
  find(path: string, maxAgeMs: number): Promise<LentAnswer | undefined>;
  /** Lends an answer. Never throws. */
  keep(path: string, answer: LentAnswer): void;
}
