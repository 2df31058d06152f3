import type { FastifyReply, FastifyRequest } from "fastify";
import { ApiError } from "./apiError.ts";
import { answersItself } from "./earlyFault.ts";
import { exchangeOf, keyOf, openExchange } from "./exchange.ts";
import { type ApiKey, isUsable } from "./keyRing.ts";
import type { Budget, Tier } from "./rateLimit.ts";
import type { World } from "./world.ts";

/** What a call asks of its caller. */
export interface CallConfig {
  readonly tier?: Tier;
  /** "any" lets a revoked or expired key in; "none" needs no key. */
  readonly key?: "usable" | "any" | "none";
}

declare module "fastify" {
  interface FastifyContextConfig extends CallConfig {}
}

/** Notes the request, spends its budget and decides whether it may go on. Throws 401, 403 or 429. */
export function admit(world: World, request: FastifyRequest, reply: FastifyReply): void {
  const { fault, key } = open(world, request);
  reply.header("x-request-id", request.id);
  const budget = spend(world, request, key);
  reply.headers({
    "x-ratelimit-limit": budget.limit,
    "x-ratelimit-remaining": budget.remaining,
    "x-ratelimit-reset": budget.resetSeconds,
  });
  if (fault && answersItself(fault)) return;
  checkKey(world, request);
  if (budget.isExceeded) throw new ApiError(429, "Too many requests", `Try again in ${budget.resetSeconds} seconds`);
  if (configOf(request).key !== "none" && isWrite(request) && !keyOf(request).canWrite) {
    throw new ApiError(403, "Forbidden", "The API key may only read");
  }
}

function open(world: World, request: FastifyRequest) {
  const { pathname, searchParams } = new URL(request.url, "http://sandbox");
  const path = pathname.replace(/^\/v3(?=\/|$)/, "");
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const exchange = {
    record: {
      id: request.id,
      method: request.method,
      path,
      query: Object.fromEntries(searchParams),
      hasBody: Number(request.headers["content-length"] ?? 0) > 0 || "transfer-encoding" in request.headers,
      body: undefined,
      status: null,
      at: world.clock.now(),
    },
    fault: world.faults.take(request.method, path),
    key: token === undefined ? undefined : world.keys.find(token),
  };
  openExchange(request, exchange);
  world.requests.push(exchange.record);
  return exchange;
}

function spend(world: World, request: FastifyRequest, key: ApiKey | undefined): Budget {
  const tier = configOf(request).tier ?? "read";
  const company = key ? world.accountOf(key).companyId : request.ip;
  const scope = tier === "deployment" ? `${company} ${appIdOf(request)}` : company;
  return world.rateLimit.spend(tier, scope, world.clock.now());
}

function checkKey(world: World, request: FastifyRequest): void {
  const needed = configOf(request).key ?? "usable";
  if (needed === "none") return;
  const key = keyOf(request);
  if (needed === "usable" && !isUsable(key, world.clock.now())) {
    throw new ApiError(401, "Unauthorized", "The API key was revoked or has expired");
  }
}

function configOf(request: FastifyRequest): CallConfig {
  return request.routeOptions.config ?? {};
}

function isWrite(request: FastifyRequest): boolean {
  return request.method !== "GET" && request.method !== "HEAD";
}

function appIdOf(request: FastifyRequest): string {
  const { params } = request;
  const id = typeof params === "object" && params !== null && "id" in params ? params.id : "";
  return String(id).toLowerCase();
}

export function noteBody(request: FastifyRequest): void {
  const { record } = exchangeOf(request);
  if (record.hasBody) record.body = request.body;
}
