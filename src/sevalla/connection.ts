import { baseUrlProblem, parseBaseUrl } from "./baseUrl.ts";
import { type ClientOptions, SevallaClient } from "./client.ts";
import { SevallaError } from "./errors.ts";
import { chooseFetch } from "./hostFetch.ts";
import type { RequestLine } from "./requests.ts";

/** Where requests are noted: method, path, status and time, never a header or a body. */
export interface RequestLog {
  info(line: string): void;
  warn(line: string): void;
}

/** One name for all spellings of the same API address. */
export function addressName(setting: string): string {
  return parseBaseUrl(setting)?.href ?? setting;
}

/**
 * The client of the API address that the settings name at the time of the call. The answer throws a SevallaError, and
 * nothing is sent, while that is not a usable address. A client goes on asking for the token of its own address only.
 * @param further what every client gets besides
 */
export function connectionTo(
  setting: () => string,
  token: (address: string) => string | undefined,
  log: RequestLog,
  further: Pick<ClientOptions, "onChange" | "onBudget" | "shared" | "ending"> = {},
): () => SevallaClient {
  const fetch = chooseFetch();
  let current: { readonly setting: string; readonly client: SevallaClient } | undefined;
  return () => {
    const wanted = setting();
    if (current?.setting === wanted) return current.client;
    const baseUrl = parseBaseUrl(wanted);
    if (!baseUrl) throw new SevallaError("rejected", { message: baseUrlProblem(), fate: "notSent" });
    const client = new SevallaClient({
      fetch,
      baseUrl,
      token: () => token(addressName(wanted)),
      log: (line) => noteRequest(log, line),
      onOmitted: (what) => log.warn(what),
      ...further,
    });
    current = { setting: wanted, client };
    return client;
  };
}

/** Notes one request. */
export function noteRequest(
  log: RequestLog,
  { method, path, status, problem, ms, requestId, attempt }: RequestLine,
): void {
  const parts = [
    `${method} ${path}`,
    status === undefined ? undefined : String(status),
    problem,
    `${ms} ms`,
    attempt > 1 ? `try ${attempt}` : undefined,
    requestId && `request ${requestId}`,
  ];
  const line = parts.filter(Boolean).join(" · ");
  if (problem === undefined || problem === "cancelled") log.info(line);
  else log.warn(line);
}

/** Notes an error that the user sees as a state, with what lies behind it when that is not of Sevalla's making. */
export function noteError(log: RequestLog, error: SevallaError): void {
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
  log.warn(`${error.message} (${error.kind})${cause}`);
}
