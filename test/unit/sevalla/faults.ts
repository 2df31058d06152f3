import type { SevallaErrorKind } from "../../../src/sevalla/errors.ts";
import { json, type Reply, raw, reset, silence } from "./wireServer.ts";

/** What can go wrong between us and Sevalla, and what it has to amount to. */
export interface WireFault {
  readonly reply: Reply;
  readonly kind: SevallaErrorKind;
  /** Whether trying once more may help. */
  readonly isPassing: boolean;
  /** Whether Sevalla may have done what was asked for all the same. */
  readonly mayHaveActed: boolean;
  /** Whether the fetch of Node, and so that of VS Code, keeps the answer to itself. */
  readonly isHidden?: boolean;
}

const passing = { isPassing: true, mayHaveActed: true };
const refused = { isPassing: false, mayHaveActed: false };
const nonsense = { isPassing: false, mayHaveActed: true, kind: "malformed" } as const;
const headers = { "content-type": "application/json" };

/** Whatever the call: faults of the connection, and answers that are refusals or no answers at all. */
export const wireFaults: Readonly<Record<string, WireFault>> = {
  "a connection reset before the headers": { ...passing, reply: reset, kind: "offline" },
  "headers that do not come": { ...passing, reply: silence, kind: "timeout" },
  "a 301 to another host": { ...refused, reply: raw(301, "", { location: "http://127.0.0.1:9/" }), kind: "rejected" },
  "a 307 to another host": { ...refused, reply: raw(307, "", { location: "https://example.com/" }), kind: "rejected" },
  "a 308 to plain http": { ...refused, reply: raw(308, "", { location: "http://api.sevalla.com/" }), kind: "rejected" },
  "a 400": { ...refused, reply: json(400, { message: "Bad parameters" }), kind: "rejected" },
  "a 401": { ...refused, reply: json(401, { message: "Unauthorized" }), kind: "unauthorized" },
  "a 403": { ...refused, reply: json(403, { message: "Forbidden" }), kind: "forbidden" },
  "a 404": { ...refused, reply: json(404, {}), kind: "notFound" },
  "a 407 of a proxy": {
    ...refused,
    reply: raw(407, "<html>Proxy authentication required"),
    kind: "offline",
    isHidden: true,
  },
  "a 409": { ...refused, reply: json(409, { message: "Conflict" }), kind: "rejected" },
  "a 422": { ...refused, reply: json(422, { message: "Validation failed" }), kind: "rejected" },
  "a 429 with a reset": {
    ...refused,
    isPassing: true,
    reply: json(429, {}, { "x-ratelimit-reset": "7" }),
    kind: "rateLimited",
  },
  "a 429 without a reset": { ...refused, isPassing: true, reply: json(429, {}), kind: "rateLimited" },
  "a 500": { ...passing, reply: json(500, {}), kind: "server" },
  "a 502 in HTML": { ...passing, reply: raw(502, "<html><h1>Bad gateway"), kind: "server" },
  "a 503 with nothing": { ...passing, reply: raw(503, ""), kind: "server" },
};

/** Answers of success whose body is lost or wrong. A call that reads no body does not mind them. */
export const bodyFaults: Readonly<Record<string, WireFault>> = {
  "a connection reset after the headers": {
    ...passing,
    reply: (response) => {
      response.writeHead(200, { ...headers, "content-length": "500" }).flushHeaders();
      setImmediate(() => response.socket?.destroy());
    },
    kind: "malformed",
  },
  "a connection reset in the middle of the body": {
    ...passing,
    reply: (response) => {
      response.writeHead(200, { ...headers, "content-length": "5000" });
      response.write('{"data":[', () => response.socket?.destroy());
    },
    kind: "malformed",
  },
  "a body that does not end": {
    ...passing,
    reply: (response) => void response.writeHead(200, headers).write('{"data":['),
    kind: "timeout",
  },
  "a 200 with nothing": { ...nonsense, reply: raw(200, "") },
  "a 204 where a body is due": { ...nonsense, reply: raw(204, "") },
  "a 200 in HTML": { ...nonsense, reply: raw(200, "<html>Welcome to the hotel network") },
  "half of the JSON": { ...nonsense, reply: raw(200, '{"data":[{"id":"0e8a', headers) },
  "null instead of all": { ...nonsense, reply: json(200, null) },
  "a number instead of all": { ...nonsense, reply: json(200, 7) },
  "text in another encoding": { ...nonsense, reply: raw(200, "\u00ff\u00fe{\u0000}", headers) },
};
