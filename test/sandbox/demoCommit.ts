/** A commit of the linked demo app's repository. */
export interface DemoCommit {
  sha: string;
  subject: string;
  /** Empty if the message is one line. */
  body: string;
  /** Login at the Git host, e.g. "mara-lindqvist". */
  author: string;
  /** Milliseconds since 1970. */
  date: number;
}
