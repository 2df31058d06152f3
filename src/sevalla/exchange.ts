import { StringDecoder } from "node:string_decoder";
import { t } from "../l10n.ts";
import type { After } from "./after.ts";
import { SevallaError } from "./errors.ts";
import type { Fetch, FetchResponse } from "./fetch.ts";
import { isNeverSent, tunnelStatus } from "./networkFailure.ts";
import { fromProxy } from "./proxyRefusal.ts";

export interface Outgoing {
  readonly method: "GET" | "POST" | "PATCH";
  readonly url: URL;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly after: After;
}

/** A whole answer, of which anything but the status may be nonsense. */
export interface Answer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** What was sent, or why it could not be read. */
  readonly body: string | BrokenOff | TooLarge;
}

/** The connection was lost in the middle of an answer. */
export class BrokenOff extends Error {
  override readonly name = "BrokenOff";
}

/** An answer of more than 64 MB. */
export class TooLarge extends Error {
  override readonly name = "TooLarge";
}

const mostRedirects = 3;
const mostBytes = 64 * 1024 * 1024;

/**
 * Sends a request and reads the answer to its end. Throws a SevallaError when there is none in time or when it leads
 * elsewhere, and the signal's reason when the signal is aborted.
 */
export async function exchange(fetch: Fetch, outgoing: Outgoing): Promise<Answer> {
  const { signal, timeoutMs, after } = outgoing;
  signal?.throwIfAborted();
  const ended = new AbortController();
  const onAbort = () => ended.abort(signal?.reason);
  let isLate = false;
  const cancel = after(timeoutMs, () => {
    isLate = true;
    ended.abort();
  });
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    const answer = await followed(fetch, outgoing, ended.signal);
    // The status of a refusal is news enough, even if time ran out on the rest of it.
    const isNews = !(answer.body instanceof BrokenOff) || (isLate && !isSuccess(answer.status));
    if (ended.signal.aborted && !isNews) throw answer.body;
    return answer;
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof SevallaError) throw cause;
    if (isLate) throw new SevallaError("timeout", { cause });
    const fate = isNeverSent(cause) ? "notSent" : "unknown";
    throw new SevallaError("offline", { cause, fate, ...fromProxy(tunnelStatus(cause)) });
  } finally {
    cancel();
    signal?.removeEventListener("abort", onAbort);
  }
}

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

async function followed(fetch: Fetch, { method, url, headers, body }: Outgoing, signal: AbortSignal): Promise<Answer> {
  let here = url;
  for (let redirects = 0; ; redirects++) {
    const init = { method, headers, redirect: "manual", signal, ...(body === undefined ? {} : { body }) } as const;
    const response = await fetch(here.href, init);
    const answer = { status: response.status, headers: response.headers, body: await textOf(response) };
    if (!isRedirect(answer.status)) return answer;
    const next = redirectTarget(answer, here);
    if (method !== "GET" || !next || redirects === mostRedirects) throw redirectedElsewhere(answer.status, method);
    here = next;
  }
}

/** Zero is how a browser-like fetch hides a redirect. */
function isRedirect(status: number): boolean {
  return status < 200 || (status >= 300 && status < 400);
}

/** The key may go nowhere but to the API address that the user trusts. */
function redirectTarget({ headers }: Answer, from: URL): URL | undefined {
  const location = headers.get("location");
  if (!location || !URL.canParse(location, from.href)) return undefined;
  const target = new URL(location, from);
  return target.origin === from.origin && target.username === "" && target.password === "" ? target : undefined;
}

/** All but one say that the work is to be done elsewhere; 303 comes after it, and nobody knows what is hidden. */
function redirectedElsewhere(status: number, method: Outgoing["method"]): SevallaError {
  const isUnclear = status === 303 || status < 200;
  return new SevallaError("rejected", {
    fate: method !== "GET" && isUnclear ? "unknown" : undefined,
    message: t(
      "The API address redirects elsewhere, and nothing was sent there. Check the API address in the settings.",
    ),
    status,
  });
}

async function textOf({ body }: FetchResponse): Promise<Answer["body"]> {
  const decoder = new StringDecoder("utf8");
  let text = "";
  let bytes = 0;
  try {
    for await (const chunk of body ?? []) {
      const part = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      bytes += part.byteLength;
      if (bytes > mostBytes) return new TooLarge("The answer has more than 64 MB.");
      text += decoder.write(part);
    }
  } catch (cause) {
    return new BrokenOff("The answer broke off.", { cause });
  }
  return text + decoder.end();
}
