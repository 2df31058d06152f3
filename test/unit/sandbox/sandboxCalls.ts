import { type ManualClock, manualClock } from "../../sandbox/manualClock.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../sandbox/sandbox.ts";

/** "Now" at the start of every test: 2026-11-23 09:00 UTC. */
export const start = Date.UTC(2026, 10, 23, 9);
/** Short and round, so that a test can count. */
export const life = { waitingMs: 2_000, buildMs: 10_000, rolloutMs: 4_000 };

type Path = readonly (string | number)[];

/** An answer with ways into its JSON. */
export class Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;

  constructor(status: number, headers: Headers, text: string) {
    this.status = status;
    this.headers = headers;
    this.text = text;
  }

  /** What is at this path of the JSON; undefined if nothing. */
  at(...path: Path): unknown {
    let value: unknown = JSON.parse(this.text);
    for (const key of path) value = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
    return value;
  }

  list(...path: Path): unknown[] {
    const value = this.at(...path);
    if (!Array.isArray(value)) throw new Error(`${path.join(".")} is no list in ${this.text}`);
    return value;
  }

  string(...path: Path): string {
    const value = this.at(...path);
    if (typeof value !== "string") throw new Error(`${path.join(".")} is no string in ${this.text}`);
    return value;
  }

  /** This field of every item of a page. */
  column(name: string): unknown[] {
    return this.list("data").map((_, index) => this.at("data", index, name));
  }
}

export interface CallOptions {
  /** null sends no key; `keys.valid` unless told. */
  token?: string | null;
  json?: unknown;
  headers?: Record<string, string>;
  rawBody?: string;
}

export interface Bench {
  readonly sandbox: Sandbox;
  readonly clock: ManualClock;
  get(path: string, options?: CallOptions): Promise<Answer>;
  post(path: string, options?: CallOptions): Promise<Answer>;
  patch(path: string, options?: CallOptions): Promise<Answer>;
}

/** A running sandbox whose clock only the test moves. */
export async function startBench(options: SandboxOptions = {}): Promise<Bench> {
  const clock = manualClock(start);
  const sandbox = await startSandbox({ clock, life, ...options });
  const call =
    (method: string) =>
    async (path: string, { token = sandbox.keys.valid, json, headers = {}, rawBody }: CallOptions = {}) => {
      const body = json === undefined ? rawBody : JSON.stringify(json);
      const response = await fetch(`${sandbox.url}${path}`, {
        method,
        redirect: "manual",
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(json === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
      });
      return new Answer(response.status, response.headers, await response.text());
    };
  return { sandbox, clock, get: call("GET"), post: call("POST"), patch: call("PATCH") };
}
