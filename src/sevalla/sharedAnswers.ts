/** Answers that the windows of one account lend each other, so that not each of them has to ask. */
export interface SharedAnswers {
  /** The body of an answer to a GET of this path that some window got at most `maxAgeMs` ago, or undefined. Never rejects. */
  find(path: string, maxAgeMs: number): Promise<unknown>;
  /** Lends the body of an answer. Never throws. */
  keep(path: string, body: unknown): void;
}
