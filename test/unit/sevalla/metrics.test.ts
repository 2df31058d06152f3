import assert from "node:assert/strict";
import * as v from "valibot";
import { parseAppId } from "../../../src/sevalla/ids.ts";
import { rangeQuery } from "../../../src/sevalla/metricRange.ts";
import { statusPointSchema, timePointSchema } from "../../../src/sevalla/metrics.ts";
import { manualClock } from "../../sandbox/manualClock.ts";
import { appIds, type Sandbox, startSandbox } from "../../sandbox/sandbox.ts";
import { failureOf, testClient } from "./testClient.ts";

const start = Date.UTC(2026, 9, 5, 12);
const minute = 60_000;
const time = "2026-10-05T11:50:00.000Z";
const at = start - 10 * minute;

describe("Figures of an app", () => {
  it("are summed up by the class of their status", () => {
    const value = { "200": 5, "201": 1, "304": 2, "404": 3, "499": 1, "500": 4, "101": 9, weird: 7 };
    assert.deepEqual(v.parse(statusPointSchema, { time, value }), {
      at,
      counts: { "2xx": 6, "3xx": 2, "4xx": 4, "5xx": 4 },
    });
  });

  it("count as nothing what is no count", () => {
    const value = { "200": -1, "301": "7", "404": null, "500": 2 };
    assert.deepEqual(v.parse(statusPointSchema, { time, value }).counts, { "2xx": 0, "3xx": 0, "4xx": 0, "5xx": 2 });
  });

  it("may be missing where nothing was measured", () => {
    assert.deepEqual(v.parse(timePointSchema, { time, value: null }), { at, ms: undefined });
    assert.deepEqual(v.parse(statusPointSchema, { time }).counts, { "2xx": 0, "3xx": 0, "4xx": 0, "5xx": 0 });
  });

  it("have a time that can be read, and no negative duration", () => {
    assert.equal(v.safeParse(statusPointSchema, { time: "yesterday", value: {} }).success, false);
    assert.equal(v.safeParse(timePointSchema, { time, value: -3 }).success, false);
  });

  it("are asked for by a range in whole steps", () => {
    assert.equal(
      rangeQuery({ from: start, to: start + minute, stepSeconds: 60 }),
      "from=2026-10-05T12:00:00.000Z&to=2026-10-05T12:01:00.000Z&interval_in_seconds=60",
    );
  });
});

describe("The client and the sandbox's figures", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ clock: manualClock(start) });
  });
  after(() => sandbox.close());

  const app = parseAppId(appIds.storefront);
  assert.ok(app);
  const range = { from: at, to: start, stepSeconds: 60 };
  const clientOf = () => testClient(sandbox.url, { token: () => sandbox.keys.valid });

  it("agree on a point for each minute of both kinds", async () => {
    const { client, omitted } = clientOf();
    const codes = await client.statusCodes(app, range);
    const times = await client.responseTimes(app, range);
    const minutes = Array.from({ length: 10 }, (_, index) => at + index * minute);
    assert.deepEqual(
      codes.map((point) => point.at),
      minutes,
    );
    assert.deepEqual(
      times.map((point) => point.at),
      minutes,
    );
    assert.ok(codes.every(({ counts }) => counts["2xx"] > 100 && counts["5xx"] > 20));
    assert.ok(times.every(({ ms }) => ms !== undefined && ms > 500));
    assert.deepEqual(omitted, []);
  });

  it("leave out only the minute that is malformed", async () => {
    const remove = sandbox.fault(
      { path: /status-codes/ },
      { kind: "malformed", mutate: (answer) => JSON.parse(JSON.stringify(answer).replace('"time"', '"when"')) },
    );
    const { client, omitted } = clientOf();
    assert.equal((await client.statusCodes(app, range)).length, 9);
    assert.equal(omitted.length, 1);
    remove();
  });

  it("agree on what a range must be", async () => {
    const error = await failureOf(clientOf().client.statusCodes(app, { ...range, to: at }));
    assert.equal(error.kind, "rejected");
  });
});
