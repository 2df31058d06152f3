import assert from "node:assert/strict";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import { askedPauseMs, pauseBeforeRetry } from "../../../src/sevalla/retry.ts";

const limited = (retryAfterMs: number | undefined) => new SevallaError("rateLimited", { retryAfterMs });
const asked = (headers: Record<string, string>) => askedPauseMs(new Headers(headers), Date.UTC(2026, 0, 1));

describe("the pause before a retry", () => {
  it("doubles, and is at least half of itself whatever the dice say", () => {
    const server = new SevallaError("server");
    assert.deepEqual(
      [1, 2, 3].map((retry) => pauseBeforeRetry(server, retry, 0)),
      [250, 500, 1000],
    );
    assert.deepEqual(
      [1, 2, 3].map((retry) => pauseBeforeRetry(server, retry, 1)),
      [500, 1000, 2000],
    );
  });

  it("does not exist after the third retry", () => {
    assert.equal(pauseBeforeRetry(new SevallaError("server"), 4, 0), undefined);
    assert.equal(pauseBeforeRetry(limited(1_000), 4, 0), undefined);
  });

  it("is what Sevalla asks for, spread over a second", () => {
    assert.equal(pauseBeforeRetry(limited(7_000), 1, 0), 7_000);
    assert.equal(pauseBeforeRetry(limited(7_000), 1, 0.5), 7_500);
  });

  it("is five seconds when Sevalla does not say", () => {
    assert.equal(pauseBeforeRetry(limited(undefined), 2, 0), 5_000);
  });

  it("is a minute at most", () => {
    assert.equal(pauseBeforeRetry(limited(3_600_000), 1, 0.9), 60_000);
  });
});

describe("the pause that a 429 asks for", () => {
  it("is in x-ratelimit-reset, in seconds, and else in Retry-After", () => {
    assert.equal(asked({ "x-ratelimit-reset": "12", "retry-after": "3" }), 12_000);
    assert.equal(asked({ "retry-after": "3" }), 3_000);
    assert.equal(asked({ "x-ratelimit-reset": "soon", "retry-after": "3" }), 3_000);
  });

  it("may be a date", () => {
    assert.equal(asked({ "retry-after": "Thu, 01 Jan 2026 00:00:09 GMT" }), 9_000);
    assert.equal(asked({ "retry-after": "Wed, 31 Dec 2025 00:00:00 GMT" }), 0);
  });

  it("is five minutes at most, whatever else may be meant by what is named", () => {
    assert.equal(asked({ "x-ratelimit-reset": "1767225600" }), 300_000);
    assert.equal(asked({ "retry-after": "86400" }), 300_000);
    assert.equal(asked({ "retry-after": "Thu, 01 Jan 2037 00:00:00 GMT" }), 300_000);
  });

  it("is unknown when it is nonsense", () => {
    assert.equal(asked({}), undefined);
    assert.equal(asked({ "x-ratelimit-reset": "-4", "retry-after": "later" }), undefined);
  });
});
