import { setTimeout as wait } from "node:timers/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import { errorBody } from "./errorBody.ts";
import type { Fault } from "./fault.ts";

/** Whether the fault answers in place of the call, so that nothing is done. */
export function answersItself(fault: Fault): boolean {
  if (fault.kind === "reset") return (fault.when ?? "beforeAnswer") === "beforeAnswer";
  if (fault.kind === "hang") return fault.when === "beforeAnswer";
  return fault.kind === "status" || fault.kind === "html" || fault.kind === "redirect";
}

/** Lets a fault act before the call does its work. */
export async function actEarly(fault: Fault, request: FastifyRequest, reply: FastifyReply, stopped: AbortSignal) {
  if (fault.kind === "delay") await quietly(wait(fault.ms, undefined, { signal: stopped }));
  const until = "until" in fault ? fault.until : undefined;
  if (until) await quietly(Promise.race([until, whenAborted(stopped)]));
  if (stopped.aborted) return cutOff(request, reply);
  if (answersItself(fault)) return answer(fault, request, reply);
  return undefined;
}

function answer(fault: Fault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  switch (fault.kind) {
    case "status":
      return answerStatus(fault, request, reply);
    case "html":
      return reply
        .code(fault.status ?? 502)
        .type("text/html; charset=utf-8")
        .serializer(String)
        .send(fault.body ?? gatewayPage);
    case "redirect":
      return reply.redirect(fault.to, fault.status ?? 307);
    case "hang":
      reply.hijack();
      setImmediate(fault.onHung);
      return reply;
    default:
      return cutOff(request, reply);
  }
}

function cutOff(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack();
  request.raw.socket.resetAndDestroy();
  return reply;
}

function answerStatus(fault: Extract<Fault, { kind: "status" }>, request: FastifyRequest, reply: FastifyReply) {
  if (fault.status === 429) reply.header("x-ratelimit-remaining", 0);
  if (fault.resetSeconds === null) reply.removeHeader("x-ratelimit-reset");
  else if (fault.resetSeconds !== undefined) reply.header("x-ratelimit-reset", fault.resetSeconds);
  if (fault.retryAfter !== undefined) reply.header("retry-after", fault.retryAfter);
  const body = errorBody(fault.status, fault.message ?? `Status ${fault.status}`, request.id);
  const data = fault.data === undefined ? body.data : fault.data;
  const answered = { message: body.message, status: body.status, ...(data === null ? {} : { data }) };
  return reply.code(fault.status).type("application/json").serializer(JSON.stringify).send(answered);
}

const gatewayPage =
  "<!doctype html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1><hr>edge</body></html>";

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

/** Waiting ends when the sandbox closes; that is no error of the request. */
async function quietly(waiting: Promise<unknown>): Promise<void> {
  await waiting.catch(() => undefined);
}
