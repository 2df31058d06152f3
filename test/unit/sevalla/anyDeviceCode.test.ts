import assert from "node:assert/strict";
import { inspect } from "node:util";
import * as fc from "fast-check";
import { followDeviceCode } from "../../../src/model/deviceSignIn.ts";
import { DeviceCodes, type DeviceStatus } from "../../../src/sevalla/deviceCodes.ts";
import { SevallaError, type SevallaErrorKind } from "../../../src/sevalla/errors.ts";
import type { FetchInit, FetchResponse } from "../../../src/sevalla/fetch.ts";
import type { RequestLine } from "../../../src/sevalla/requests.ts";
import { hostileText } from "../../support/arbitrary.ts";
import { minute } from "../../support/builders.ts";
import { HandClock } from "../../support/handClock.ts";

const odd = fc.oneof(fc.jsonValue(), hostileText, fc.constantFrom(null, "", 0, "__proto__", {}, []));
const letters = fc.constantFrom(..."ABCabc019-");
/** So long that chance puts it into no message. */
const goodCode = fc.string({ unit: letters, minLength: 12, maxLength: 32 });
const slyPiece = fc.constantFrom("..", "/", "%2e", "%2F", "?", "#", "\n", "\0", "\u202e", "\ud800", "\\", "@", ":");
const slyCode = fc.oneof(
  fc.constantFrom("", ".", "..", "....", "../keys", "ABCD/..", "ABC", "A".repeat(33), "ABCD1234\n", "ÄBCD1234"),
  fc
    .array(fc.oneof(slyPiece, goodCode), { minLength: 1, maxLength: 4 })
    .map((pieces) => pieces.join(""))
    .filter((code) => !/^[\w-]*$/.test(code)),
);
const goodTime = fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true });
const expires = goodTime.map((date) => date.toISOString());

const goodToken = fc.string({ unit: letters, minLength: 12, maxLength: 40 }).map((tail) => `svl_${tail}`);
const slyToken = fc.tuple(goodToken, fc.constantFrom("\n", " ", "\0", "é", "\ud800", "x".repeat(4_097)));
const decisive = ["approved", "denied", "expired"];
const words = fc.constantFrom("pending", "paused", ...decisive);

const status = fc.oneof(
  { weight: 5, arbitrary: fc.constant(200) },
  { weight: 2, arbitrary: fc.constantFrom(0, 201, 204, 302, 400, 401, 403, 404, 407, 410, 422, 429, 500, 503) },
);
const codeAnswer = fc.oneof(
  { weight: 3, arbitrary: fc.record({ code: goodCode, expires_at: expires }) },
  { weight: 3, arbitrary: fc.record({ code: slyCode, expires_at: expires }) },
  { weight: 1, arbitrary: fc.record({ code: odd, expires_at: expires }) },
  { weight: 1, arbitrary: fc.record({ code: goodCode, expires_at: odd }) },
  odd,
);
const statusAnswer = fc.oneof(
  { weight: 3, arbitrary: fc.record({ status: words, token: goodToken }, { requiredKeys: ["status"] }) },
  { weight: 2, arbitrary: fc.record({ status: words, token: slyToken.map((pieces) => pieces.join("")) }) },
  { weight: 2, arbitrary: fc.record({ status: odd, token: odd }) },
  odd,
);
const address = fc.constantFrom(
  "https://api.sevalla.com/v3",
  "https://gateway.example:8443/a%20b/v3/",
  "http://127.0.0.1:4010",
);

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** Answers in turn, the last over and over; notes what is asked and what is written down. */
function answering(address: string, replies: readonly Reply[]) {
  const sent: { readonly url: string; readonly init: FetchInit }[] = [];
  const lines: RequestLine[] = [];
  const fetch = async (url: string, init: FetchInit): Promise<FetchResponse> => {
    const reply = replies[Math.min(sent.length, replies.length - 1)];
    sent.push({ url, init });
    return { status: reply?.status ?? 500, headers: { get: () => null }, body: chunks(JSON.stringify(reply?.body)) };
  };
  return { codes: new DeviceCodes(address, { fetch, log: (line) => lines.push(line) }), sent, lines };
}

async function* chunks(text: string): AsyncIterable<string> {
  yield text;
}

async function outcomeOf<T>(doing: Promise<T>): Promise<T | SevallaError> {
  return doing.catch((error: unknown) => {
    assert.ok(error instanceof SevallaError, inspect(error));
    return error;
  });
}

/** The text in a field of whatever was answered, where there is one long enough to be a secret. */
function secretIn(body: unknown, key: string): string | undefined {
  const value: unknown = Object(body)[key];
  return typeof value === "string" && value.length >= 12 ? value : undefined;
}

describe("Whatever Sevalla answers who signs in by a code,", () => {
  it("a code is one that can stand in a path, and is asked for there, without a key", async () => {
    await fc.assert(
      fc.asyncProperty(address, status, codeAnswer, async (address, status, body) => {
        const { codes, sent, lines } = answering(address, [
          { status, body },
          { status: 200, body: { status: "pending" } },
        ]);
        const base = address.replace(/\/$/, "");
        const started = await outcomeOf(codes.start());
        const isGood = !(started instanceof SevallaError);
        if (isGood) {
          assert.match(started.code, /^[A-Za-z0-9-]{4,32}$/);
          assert.ok(Number.isFinite(started.expiresAt));
          assert.deepEqual(await codes.ask(started.code), { status: "pending", token: undefined });
        }
        const code = isGood ? started.code : secretIn(body, "code");
        assert.deepEqual(
          sent.map(({ url, init: { method, headers, body } }) => ({ url, method, headers, body })),
          ["POST", "GET"].slice(0, isGood ? 2 : 1).map((method) => ({
            url: `${base}/auth/device-codes${method === "GET" ? `/${code}` : ""}`,
            ...{ method, headers: { accept: "application/json" }, body: undefined },
          })),
        );
        const written = JSON.stringify(lines) + (isGood ? "" : inspect(started, { depth: 10 }));
        assert.ok(code === undefined || !written.includes(code), written);
      }),
    );
  });

  it("a status is one with a token that can stand in a header, or none, and the token is told to nobody", async () => {
    await fc.assert(
      fc.asyncProperty(status, goodCode, statusAnswer, async (status, code, body) => {
        const begun = { status: 200, body: { code, expires_at: "2026-11-23T09:05:00.000Z" } };
        const { codes, lines } = answering("https://api.sevalla.com/v3", [begun, { status, body }]);
        const read = await outcomeOf(codes.start().then((started) => codes.ask(started.code)));
        if (!(read instanceof SevallaError)) {
          assert.equal(typeof read.status, "string");
          assert.match(read.token ?? "good", /^[\x21-\x7e]{1,4096}$/);
        }
        const token = secretIn(body, "token");
        const written = JSON.stringify(lines) + (read instanceof SevallaError ? inspect(read, { depth: 10 }) : "");
        assert.ok(!written.includes(code), written);
        assert.ok(token === undefined || !written.includes(token), written);
      }),
    );
  });

  it("the wait for it ends, by what Sevalla said last, and asks every five seconds at most", async () => {
    const kinds: fc.Arbitrary<SevallaErrorKind> = fc.constantFrom(
      ...(["offline", "timeout", "server", "rateLimited", "malformed", "notFound", "forbidden", "rejected"] as const),
    );
    const failing = fc
      .record({ kind: kinds, retryAfterMs: fc.option(fc.nat(10 * minute), { nil: undefined }) })
      .map(({ kind, retryAfterMs }) => new SevallaError(kind, retryAfterMs === undefined ? {} : { retryAfterMs }));
    const asPending: DeviceStatus = { status: "pending", token: undefined };
    const said = fc.oneof(
      { weight: 12, arbitrary: fc.constant(asPending) },
      { weight: 1, arbitrary: fc.record({ status: words, token: fc.option(goodToken, { nil: undefined }) }) },
      { weight: 4, arbitrary: failing },
    );
    const ms = fc.option(fc.nat(8 * minute), { nil: undefined });
    const waiting = await answering("https://api.sevalla.com/v3", [
      { status: 200, body: { code: "ABCD1234", expires_at: "2026-11-23T09:05:00.000Z" } },
    ]).codes.start();
    await fc.assert(
      fc.asyncProperty(fc.array(said, { minLength: 1, maxLength: 40 }), ms, async (answers, cancelAfterMs) => {
        const clock = new HandClock();
        const cancel = new AbortController();
        const began = clock.now();
        const asked: number[] = [];
        const heard: (DeviceStatus | SevallaError)[] = [];
        const ask = async () => {
          const answer = answers[asked.length % answers.length] ?? asPending;
          asked.push(clock.now());
          heard.push(answer);
          if (answer instanceof SevallaError) throw answer;
          return answer;
        };
        if (cancelAfterMs !== undefined) clock.after(cancelAfterMs, () => cancel.abort());
        const following = followDeviceCode({ ask }, waiting.code, clock, cancel.signal);
        const end = await clock.runUntil(following).catch((reason: unknown) => {
          assert.equal(reason, cancel.signal.reason);
          return undefined;
        });
        assert.equal(end === undefined, cancel.signal.aborted);
        const pauses = asked.map((at, index) => at - (asked[index - 1] ?? began));
        assert.ok(
          pauses.every((pause) => pause >= 5_000),
          String(pauses),
        );
        assert.ok(clock.now() - began <= 16 * minute);
        const decided = heard.findIndex((one) => !(one instanceof SevallaError) && decisive.includes(one.status));
        if (decided >= 0) assert.equal(decided, heard.length - 1);
        const last = heard.at(-1);
        const { status, token } = last instanceof SevallaError || !last ? asPending : last;
        const isApproved = status === "approved" && token !== undefined;
        if (end && isApproved) assert.deepEqual(end, { kind: "approved", token });
        else if (end && decided >= 0) assert.equal(end.kind, status === "approved" ? "lost" : status);
        else assert.ok(end === undefined || end.kind === "expired" || end.kind === "failed");
        const atEnd = asked.length;
        clock.advance(60 * minute);
        assert.deepEqual([asked.length, clock.waiting], [atEnd, 0]);
      }),
    );
  });
});
