import { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import { errorBody } from "./errorBody.ts";
import type { Fault } from "./fault.ts";

/** Lets a fault spoil the answer of a call that has done its work; what it returns is sent. */
export function actLate(fault: Fault, request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (fault.kind === "applyThenFail") {
    return fault.how === "drop" ? drop(request, payload) : fail(fault.status ?? 500, request, reply);
  }
  if (fault.kind === "empty") return withoutBody(fault.status, reply);
  if (fault.kind === "hang") return headersOnly(reply, fault.onHung);
  if (fault.kind === "reset" && fault.when === "afterHeaders") return breakOff(reply, "", 500);
  // An answer without a body, as to a cancellation, has nothing that could be spoilt.
  if (typeof payload !== "string") return payload;
  switch (fault.kind) {
    case "truncated":
      return firstHalf(payload);
    case "malformed":
      return JSON.stringify(fault.mutate(JSON.parse(payload)));
    case "bytes":
      return Buffer.from(fault.spoil(payload));
    case "trickle":
      return Readable.from(inPieces(Buffer.from(payload), fault.pieces));
    case "reset":
      return fault.when === "midBody" ? breakOff(reply, payload) : payload;
    default:
      return payload;
  }
}

function firstHalf(text: string): string {
  return text.slice(0, Math.floor(text.length / 2));
}

function withoutBody(status: number | undefined, reply: FastifyReply): string {
  reply.code(status ?? reply.statusCode).removeHeader("content-length");
  return "";
}

/** An answer of which the headers arrive, and never anything more. */
function headersOnly(reply: FastifyReply, onHung: () => void): Readable {
  reply.removeHeader("content-length");
  return new Readable({
    read() {
      reply.raw.flushHeaders();
      setImmediate(onHung);
    },
  });
}

function breakOff(reply: FastifyReply, text: string, length = Buffer.byteLength(text)): Readable {
  reply.header("content-length", length);
  return Readable.from(halfThenError(text));
}

async function* halfThenError(text: string) {
  yield Buffer.from(firstHalf(text) || " ");
  // The half must be on its way before the connection goes, or the client would see no answer at all.
  await nextTurn();
  throw new Error("The connection breaks off here.");
}

async function* inPieces(bytes: Buffer, pieces: number) {
  const size = Math.max(1, Math.ceil(bytes.length / pieces));
  for (let at = 0; at < bytes.length; at += size) {
    await nextTurn();
    yield bytes.subarray(at, at + size);
  }
}

function drop(request: FastifyRequest, payload: unknown): unknown {
  request.raw.socket.resetAndDestroy();
  return payload;
}

function fail(status: number, request: FastifyRequest, reply: FastifyReply): string {
  reply.code(status).type("application/json; charset=utf-8");
  return JSON.stringify(errorBody(status, "Internal server error", request.id));
}
