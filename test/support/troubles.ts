/** The matrix's rows: all that can go wrong between us and Sevalla, and what each has to look like from inside. */
import type { RequestFate, SevallaErrorKind } from "../../src/sevalla/errors.ts";
import type { Fault } from "../sandbox/fault.ts";
import type { Way } from "./elsewhere.ts";

/** What a trouble needs of the place that it comes over. */
export interface Place {
  /** An address of a host that is not Sevalla's. */
  readonly elsewhere: string;
  /** To be called when nothing more will come: lets the time run out. */
  readonly onHung: () => void;
}

/** Something that makes a call fail. */
export interface Trouble {
  readonly name: string;
  /** How the request or its answer gets lost: on the way, or by a fault of the sandbox. */
  readonly by: Way | ((place: Place) => Fault);
  readonly kind: SevallaErrorKind;
  /** How often a call that only reads is sent. */
  readonly tries: 1 | 4;
  /** Of a call that changes something. */
  readonly fate: RequestFate;
  /** Whether Sevalla has done what it was asked for all the same. */
  readonly isDone: boolean;
  /** Whether even an answer without content can be lost by it. */
  readonly spoilsNoContent: boolean;
}

type Facts = Omit<Trouble, "name" | "by" | "kind">;
const before = { isDone: false, spoilsNoContent: true };
const neverSent: Facts = { tries: 4, fate: "notSent", ...before };
const refused: Facts = { tries: 1, fate: "refused", ...before };
const unclear: Facts = { tries: 4, fate: "unknown", ...before };
const done: Facts = { tries: 1, fate: "unknown", isDone: true, spoilsNoContent: false };

export const troubles: readonly Trouble[] = [
  { name: "a name that nobody knows", by: "noSuchName", kind: "offline", ...neverSent },
  { name: "a connection that is refused", by: "refused", kind: "offline", ...neverSent },
  { name: "a certificate that is not trusted", by: "untrusted", kind: "offline", ...neverSent },
  { name: "a certificate that has expired", by: "expired", kind: "offline", ...neverSent },
  { name: "a certificate of another host", by: "wrongHost", kind: "offline", ...neverSent },
  { name: "a connection that ends before its handshake", by: "hungUp", kind: "offline", ...neverSent },
  { name: "a proxy that opens no way", by: "proxied", kind: "offline", ...neverSent, tries: 1 },
  { name: "a redirect from https to http", by: "downgraded", kind: "rejected", ...refused },
  { name: "a reset before the headers", by: () => ({ kind: "reset" }), kind: "offline", ...unclear },
  {
    name: "a reset after the headers",
    by: () => ({ kind: "reset", when: "afterHeaders" }),
    kind: "malformed",
    ...done,
    tries: 4,
  },
  {
    name: "a reset in the middle of the body",
    by: () => ({ kind: "reset", when: "midBody" }),
    kind: "malformed",
    ...done,
    tries: 4,
  },
  {
    name: "headers that never come",
    by: ({ onHung }) => ({ kind: "hang", when: "beforeAnswer", onHung }),
    kind: "timeout",
    ...unclear,
  },
  {
    name: "a body that never comes",
    by: ({ onHung }) => ({ kind: "hang", when: "afterHeaders", onHung }),
    kind: "timeout",
    ...done,
    tries: 4,
    spoilsNoContent: true,
  },
  {
    name: "work that is done and a connection that drops",
    by: () => ({ kind: "applyThenFail", how: "drop" }),
    kind: "offline",
    ...unclear,
    isDone: true,
  },
  {
    name: "work that is done and a 500",
    by: () => ({ kind: "applyThenFail" }),
    kind: "server",
    ...unclear,
    isDone: true,
  },
  ...[301, 302, 307, 308].map(
    (status): Trouble => ({
      name: `a ${status} to another host`,
      by: ({ elsewhere }) => ({ kind: "redirect", to: elsewhere, status }),
      kind: "rejected",
      ...refused,
    }),
  ),
  {
    name: "work that is done and a 303 that leads to what came of it",
    by: () => ({ kind: "applyThenFail", status: 303 }),
    kind: "rejected",
    ...refused,
    fate: "unknown",
    isDone: true,
  },
  ...statusTroubles({ 400: "rejected", 401: "unauthorized", 403: "forbidden", 404: "notFound", 409: "rejected" }),
  ...statusTroubles({ 422: "rejected" }),
  {
    name: "a 407 of a proxy",
    by: () => ({ kind: "html", status: 407, body: "<html>Proxy Authentication Required</html>" }),
    kind: "offline",
    ...refused,
    fate: "notSent",
  },
  {
    name: "a 429 that says when to come back",
    by: () => ({ kind: "status", status: 429, resetSeconds: 7 }),
    kind: "rateLimited",
    ...refused,
    tries: 4,
  },
  {
    name: "a 429 that does not say when to come back",
    by: () => ({ kind: "status", status: 429, resetSeconds: null }),
    kind: "rateLimited",
    ...refused,
    tries: 4,
  },
  { name: "a 500", by: () => ({ kind: "status", status: 500 }), kind: "server", ...unclear },
  { name: "a 502 in HTML", by: () => ({ kind: "html" }), kind: "server", ...unclear },
  { name: "a 503", by: () => ({ kind: "status", status: 503, retryAfter: "120" }), kind: "server", ...unclear },
  { name: "an empty body", by: () => ({ kind: "empty" }), kind: "malformed", ...done },
  { name: "a 204 where a body is due", by: () => ({ kind: "empty", status: 204 }), kind: "malformed", ...done },
  { name: "half of the JSON", by: () => ({ kind: "truncated" }), kind: "malformed", ...done },
  {
    name: "HTML with status 200",
    by: () => ({ kind: "html", status: 200 }),
    kind: "malformed",
    ...done,
    isDone: false,
  },
  ...answerTroubles({
    "wrong types": (answer) => leaves(answer, (leaf) => (typeof leaf === "string" ? 7 : "seven")),
    "null everywhere": (answer) => leaves(answer, () => null),
    "null and no more": () => null,
    "a number and no more": () => 42,
    "an object of other things": () => ({ hello: ["world"] }),
  }),
];

/** Whether trying again in the following minutes may help. */
export function isPassing(kind: SevallaErrorKind): boolean {
  return ["offline", "timeout", "server", "rateLimited", "malformed"].includes(kind);
}

function statusTroubles(kinds: Readonly<Record<number, SevallaErrorKind>>): readonly Trouble[] {
  return Object.entries(kinds).map(([status, kind]) => ({
    name: `a ${status}`,
    by: () => ({ kind: "status", status: Number(status), message: "It is not so." }),
    kind,
    ...refused,
  }));
}

function answerTroubles(mutations: Readonly<Record<string, (answer: unknown) => unknown>>): readonly Trouble[] {
  return Object.entries(mutations).map(([name, mutate]) => ({
    name,
    by: () => ({ kind: "malformed", mutate }),
    kind: "malformed",
    ...done,
  }));
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The same structure, with other things at its ends. */
export function leaves(value: unknown, change: (leaf: unknown, key: string) => unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((one) => leaves(one, change, key));
  if (!isRecord(value)) return change(value, key);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, leaves(one, change, name)]));
}
