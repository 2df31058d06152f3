import type { FastifyRequest } from "fastify";
import { ApiError } from "./apiError.ts";
import type { Fault } from "./fault.ts";
import type { ApiKey } from "./keyRing.ts";
import type { RequestRecord } from "./requestRecord.ts";

/** What the sandbox knows of a request while it is being answered. */
export interface Exchange {
  readonly record: RequestRecord;
  readonly fault: Fault | undefined;
  /** The key it carries, if it is one of ours; it may be revoked or expired. */
  readonly key: ApiKey | undefined;
}

const exchanges = new WeakMap<FastifyRequest, Exchange>();

export function openExchange(request: FastifyRequest, exchange: Exchange): void {
  exchanges.set(request, exchange);
}

export function exchangeOf(request: FastifyRequest): Exchange {
  const exchange = exchanges.get(request);
  if (!exchange) throw new Error("The request was not opened.");
  return exchange;
}

/** The key of a request that needs one. Throws 401. */
export function keyOf(request: FastifyRequest): ApiKey {
  const { key } = exchangeOf(request);
  if (!key) throw new ApiError(401, "Unauthorized", "The API key is missing or not valid");
  return key;
}
