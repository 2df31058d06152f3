import assert from "node:assert/strict";
import { appIds } from "../../sandbox/sandbox.ts";
import { type Bench, start, startBench } from "./sandboxCalls.ts";

const minute = 60_000;
const iso = (ms: number) => new Date(ms).toISOString();

describe("the sandbox's metrics", () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.sandbox.close());

  const read = (name: string, from: number, to: number) =>
    bench.get(
      `/applications/${appIds.storefront}/metrics/${name}?from=${iso(from)}&to=${iso(to)}&interval_in_seconds=60`,
    );
  const errorsIn = async (from: number, to: number) => {
    const answer = await read("status-codes", from, to);
    return answer.list().reduce((sum: number, _, index) => sum + Number(answer.at(index, "value", "500")), 0);
  };
  const timeIn = async (from: number, to: number) => {
    const answer = await read("response-time-avg", from, to);
    const values = answer.list().map((_, index) => Number(answer.at(index, "value")));
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };

  it("have a point for every interval", async () => {
    const answer = await read("status-codes", start - 10 * minute, start);
    assert.deepEqual(
      answer.list().map((_, index) => answer.at(index, "time")),
      Array.from({ length: 10 }, (_, index) => iso(start - (10 - index) * minute)),
    );
    assert.ok(Number(answer.at(0, "value", "200")) > 100);
  });

  it("show many more errors and slower answers since the bad release", async () => {
    assert.ok(
      (await errorsIn(start - 20 * minute, start)) > 20 * (await errorsIn(start - 80 * minute, start - 60 * minute)),
    );
    assert.ok(
      (await timeIn(start - 20 * minute, start)) > 3 * (await timeIn(start - 80 * minute, start - 60 * minute)),
    );
  });

  it("recover after a rollback", async () => {
    await bench.post(`/applications/${appIds.storefront}/deployments/rollback`);
    bench.clock.advance(30 * minute);
    const now = bench.clock.now();
    assert.ok((await errorsIn(now - 20 * minute, now)) < 40);
    assert.ok((await errorsIn(start - 20 * minute, start)) > 400, "the past stays as it was");
  });

  it("refuse an interval or a range that makes no sense", async () => {
    const path = `/applications/${appIds.storefront}/metrics/status-codes`;
    for (const query of ["interval_in_seconds=0", "interval_in_seconds=x", "to=2026", `from=${iso(0)}`]) {
      assert.equal((await bench.get(`${path}?${query}`)).status, 400, query);
    }
  });
});
