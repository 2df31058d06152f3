/** The two calls by which somebody signs in without a key: they ask for a code, and whether it has been approved. */
import * as v from "valibot";
import { type After, realAfter } from "./after.ts";
import { baseUrlProblem, parseBaseUrl } from "./baseUrl.ts";
import { SevallaError } from "./errors.ts";
import { exchange, isSuccess } from "./exchange.ts";
import type { Fetch } from "./fetch.ts";
import { readOne } from "./items.ts";
import { parsed, refusalOf, requestIdOf } from "./refusal.ts";
import type { RequestLine } from "./requests.ts";
import { time } from "./resources.ts";
import { tokenPattern } from "./token.ts";

// It becomes part of a path and of an address in the browser.
const code = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{4,32}$/), v.brand("DeviceCode"));

export type DeviceCode = v.InferOutput<typeof code>;

/** A code that waits to be approved in the browser. */
export interface NewDeviceCode {
  readonly code: DeviceCode;
  /** Milliseconds since the epoch, by Sevalla's clock. */
  readonly expiresAt: number;
}

/** Where a sign-in stands. The token comes with the first answer after the approval, and never again. */
export interface DeviceStatus {
  /** "pending", "approved", "denied", "expired", or what nobody knows yet. */
  readonly status: string;
  readonly token: string | undefined;
}

export interface DeviceCodesOptions {
  readonly fetch: Fetch;
  /** For each call. */
  readonly timeoutMs?: number;
  /** The clock by which a call is late; the real one unless given. */
  readonly after?: After;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  readonly log?: (line: RequestLine) => void;
}

const newCode = v.pipe(
  v.object({ code, expires_at: time }),
  v.transform((wire): NewDeviceCode => ({ code: wire.code, expiresAt: wire.expires_at })),
);
const token = v.pipe(v.string(), v.regex(tokenPattern));
const deviceStatus = v.pipe(
  v.object({ status: v.string(), token: v.nullish(token) }),
  v.transform((wire): DeviceStatus => ({ status: wire.status, token: wire.token ?? undefined })),
);

interface Call<T> {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** The path as it may be written down: whoever has the code may ask for the key. */
  readonly shown: string;
  readonly schema: v.GenericSchema<unknown, T>;
  readonly signal: AbortSignal | undefined;
}

/** Every method sends one request, and throws a SevallaError or the reason of the signal when that is aborted. */
export class DeviceCodes {
  readonly #base: URL;
  readonly #options: DeviceCodesOptions;

  /** @param address the API address. Throws a SevallaError when it is not a usable one. */
  constructor(address: string, options: DeviceCodesOptions) {
    const base = parseBaseUrl(address);
    if (!base) throw new SevallaError("rejected", { message: baseUrlProblem(), fate: "notSent" });
    this.#base = base;
    this.#options = options;
  }

  start(signal?: AbortSignal): Promise<NewDeviceCode> {
    const path = "/auth/device-codes";
    return this.#ask({ method: "POST", path, shown: path, schema: newCode, signal });
  }

  ask(deviceCode: DeviceCode, signal?: AbortSignal): Promise<DeviceStatus> {
    const path = "/auth/device-codes/";
    const call = { path: path + encodeURIComponent(deviceCode), shown: `${path}…` };
    return this.#ask({ method: "GET", ...call, schema: deviceStatus, signal });
  }

  async #ask<T>({ method, path, shown, schema, signal }: Call<T>): Promise<T> {
    const { fetch, timeoutMs = 30_000, after = realAfter, now = Date.now, log = () => undefined } = this.#options;
    const since = now();
    const note = (facts: Pick<RequestLine, "status" | "problem" | "requestId">) =>
      log({ method, path: shown, ms: now() - since, attempt: 1, ...facts });
    try {
      const url = new URL(this.#base.href.replace(/\/$/, "") + path);
      const headers = { accept: "application/json" };
      const answer = await exchange(fetch, { method, url, headers, body: undefined, signal, timeoutMs, after });
      if (!isSuccess(answer.status)) throw refusalOf(answer, "", now());
      const value = read(parsed(answer.body), schema, answer.status);
      note({ status: answer.status, problem: undefined, requestId: requestIdOf(answer, "") });
      return value;
    } catch (error) {
      const isOurs = error instanceof SevallaError;
      if (isOurs) note({ status: error.status, problem: error.kind, requestId: error.requestId });
      else note({ status: undefined, problem: "cancelled", requestId: undefined });
      throw error;
    }
  }
}

function read<T>(body: unknown, schema: v.GenericSchema<unknown, T>, status: number): T {
  try {
    return readOne(body, schema);
  } catch (cause) {
    throw new SevallaError("malformed", { status, cause });
  }
}
