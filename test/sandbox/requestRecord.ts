/** One request as the sandbox saw it; never the token. */
export interface RequestRecord {
  readonly id: string;
  readonly method: string;
  /** As the reference writes it: without `/v3` and without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly hasBody: boolean;
  /** The parsed JSON body; undefined if there was none. */
  body: unknown;
  /** Null while there is no answer, and for good if the connection was dropped before one. */
  status: number | null;
  /** Milliseconds since 1970, by the sandbox's clock. */
  readonly at: number;
}
