import { type ClientOptions, SevallaClient } from "../../../src/sevalla/client.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import type { Fetch } from "../../../src/sevalla/fetch.ts";
import { nodeFetch } from "../../../src/sevalla/nodeFetch.ts";
import type { RequestLine } from "../../../src/sevalla/requests.ts";

export const token = "svl_0123456789abcdef";

export const fetches: readonly (readonly [name: string, fetch: Fetch])[] = [
  ["node-fetch", nodeFetch],
  ["the global fetch", (url, init) => fetch(url, init)],
];

export interface TestClient {
  readonly client: SevallaClient;
  /** The pauses before retries, in milliseconds; none of them is waited for. */
  readonly waits: readonly number[];
  readonly lines: readonly RequestLine[];
  readonly omitted: readonly string[];
}

export function testClient(baseUrl: string, options: Partial<ClientOptions> = {}): TestClient {
  const waits: number[] = [];
  const lines: RequestLine[] = [];
  const omitted: string[] = [];
  const client = new SevallaClient({
    fetch: nodeFetch,
    baseUrl,
    token: () => token,
    wait: async (ms) => void waits.push(ms),
    random: () => 0,
    log: (line) => lines.push(line),
    onOmitted: (what) => omitted.push(what),
    ...options,
  });
  return { client, waits, lines, omitted };
}

/** The SevallaError that something fails with. */
export async function failureOf(doing: Promise<unknown>): Promise<SevallaError> {
  const error = await doing.then(
    () => new Error("It did not fail."),
    (reason: unknown) => reason,
  );
  if (error instanceof SevallaError) return error;
  throw error;
}
