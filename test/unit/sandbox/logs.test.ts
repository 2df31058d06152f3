import assert from "node:assert/strict";
import { appIds } from "../../sandbox/sandbox.ts";
import { type Answer, type Bench, life, start, startBench } from "./sandboxCalls.ts";

const messages = (answer: Answer) => answer.list().map((_, index) => answer.string(index, "message"));

describe("the sandbox's logs", () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.sandbox.close());

  const logOf = (app: string, id: string) => bench.get(`/applications/${app}/deployments/${id}/logs`);

  it("grow while a deployment runs and then stay", async () => {
    const made = await bench.post(`/applications/${appIds.storefront}/deployments`);
    const lengths: number[] = [];
    let before: string[] = [];
    for (const ms of [0, life.waitingMs, life.buildMs / 2, life.buildMs / 2, life.rolloutMs, 60_000]) {
      bench.clock.advance(ms);
      const now = messages(await logOf(appIds.storefront, made.string("id")));
      assert.deepEqual(now.slice(0, before.length), before);
      before = now;
      lengths.push(now.length);
    }
    const [queued = 0, , , , finished = 0, later = 0] = lengths;
    assert.equal(queued, 1);
    assert.deepEqual(
      lengths.slice(0, 5),
      [...new Set(lengths.slice(0, 5))].toSorted((a, b) => a - b),
    );
    assert.equal(later, finished);
    assert.equal(before.at(-1), "Deployment finished");
    assert.ok(before.some((message) => message.includes('job "Migrate database"')));
  });

  it("of a rollback have no build in them", async () => {
    const made = await bench.post(`/applications/${appIds.storefront}/deployments/rollback`);
    bench.clock.advance(60_000);
    const log = messages(await logOf(appIds.storefront, made.string("id")));
    assert.ok(!log.some((message) => /Cloning|npm ci/.test(message)));
    assert.ok(log.includes(`Pulling ${made.at("docker_image_url")}`));
  });

  it("of a failed build end with its errors, which name a file and a line", async () => {
    const [failed] = bench.sandbox.account.app("checkout-api").deployments;
    const answer = await logOf(appIds.checkoutApi, failed?.id ?? "");
    const log = messages(answer);
    assert.ok(log.some((message) => message.includes("src/payments/refund.ts:42:17 - error TS2345")));
    assert.equal(log.at(-1), "Build failed");
    assert.equal(answer.at(log.length - 1, "severity"), "ERROR");
  });

  it("give times in microseconds beside ISO, oldest first", async () => {
    const [live] = bench.sandbox.account.app("storefront").deployments;
    const answer = await logOf(appIds.storefront, live?.id ?? "");
    const stamps = answer.list().map((_, index) => Number(answer.at(index, "unix_timestamp")));
    assert.deepEqual(
      stamps,
      stamps.toSorted((a, b) => a - b),
    );
    assert.equal(Math.floor((stamps[0] ?? 0) / 1000), Date.parse(answer.string(0, "timestamp")));
  });

  it("of the running app cover the last hour unless told", async () => {
    const path = `/applications/${appIds.storefront}/runtime-logs`;
    const usual = await bench.get(`${path}?limit=1000`);
    const times = usual.list().map((_, index) => Date.parse(usual.string(index, "timestamp")));
    assert.ok(times.length > 100 && times.every((at) => at >= start - 3_600_000 && at <= start));
    assert.equal((await bench.get(path)).list().length, 100);
    const from = new Date(start - 120_000).toISOString();
    assert.equal((await bench.get(`${path}?from=${from}`)).list().length, 7);
    const errors = await bench.get(`${path}?filters=error`);
    assert.ok(errors.list().length > 0);
    assert.ok(errors.list().every((_, index) => errors.at(index, "severity") === "ERROR"));
  });

  it("of the running app refuse a range that is none", async () => {
    const path = `/applications/${appIds.storefront}/runtime-logs`;
    for (const query of ["from=yesterday", "limit=0", "from=2026-11-23T10:00:00Z&to=2026-11-23T09:00:00Z"]) {
      assert.equal((await bench.get(`${path}?${query}`)).status, 400, query);
    }
  });
});
