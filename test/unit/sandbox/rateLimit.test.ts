import assert from "node:assert/strict";
import { appIds } from "../../sandbox/sandbox.ts";
import { type Answer, type Bench, startBench } from "./sandboxCalls.ts";

const budget = (answer: Answer) =>
  ["limit", "remaining", "reset"].map((name) => Number(answer.headers.get(`x-ratelimit-${name}`) ?? "-1"));

describe("the sandbox's rate limits", () => {
  let bench: Bench;
  afterEach(() => bench.sandbox.close());

  const rollBack = (app: string) => bench.post(`/applications/${app}/deployments/rollback`);

  it("are the reference's for each tier", async () => {
    bench = await startBench();
    const app = `/applications/${appIds.storefront}`;
    const [live] = bench.sandbox.account.app("storefront").deployments;
    assert.deepEqual(budget(await bench.get("/applications")), [400, 399, 60]);
    assert.deepEqual(budget(await bench.get(`${app}/deployments/${live?.id}/logs`)), [30, 29, 60]);
    assert.deepEqual(budget(await bench.get(`${app}/runtime-logs`)), [30, 28, 60]);
    assert.deepEqual(budget(await bench.patch(app, { json: { auto_deploy: true } })), [30, 29, 60]);
    assert.deepEqual(budget(await rollBack(appIds.storefront)), [10, 9, 60]);
    assert.deepEqual(budget(await bench.post(`${app}/deployments`)), [10, 8, 60]);
  });

  it("answer 429 when the minute's requests are used up, and open again by the clock", async () => {
    bench = await startBench({ limits: { read: 2 } });
    await bench.get("/applications");
    bench.clock.advance(20_000);
    assert.deepEqual(budget(await bench.get("/applications")), [2, 0, 40]);
    bench.clock.advance(39_500);
    const refused = await bench.get("/applications");
    assert.equal(refused.status, 429);
    assert.deepEqual(budget(refused), [2, 0, 1]);
    assert.equal(refused.at("message"), "Too many requests");
    bench.clock.advance(500);
    const open = await bench.get("/applications");
    assert.deepEqual([open.status, ...budget(open)], [200, 2, 1, 60]);
  });

  it("do no work for a refused request", async () => {
    bench = await startBench({ limits: { deployment: 0 } });
    const before = bench.sandbox.account.app("storefront").deployments.length;
    assert.equal((await rollBack(appIds.storefront)).status, 429);
    assert.equal(bench.sandbox.account.app("storefront").deployments.length, before);
  });

  it("count deployments for each app, the rest for the company", async () => {
    bench = await startBench({ limits: { deployment: 1, read: 1 } });
    assert.equal((await rollBack(appIds.storefront)).status, 200);
    assert.equal((await rollBack(appIds.storefront.toUpperCase())).status, 429);
    assert.equal((await rollBack(appIds.metabase)).status, 200);
    const { readOnly, otherAccount } = bench.sandbox.keys;
    assert.equal((await bench.get("/applications")).status, 200);
    assert.equal((await bench.get("/applications", { token: readOnly })).status, 429);
    assert.equal((await bench.get("/applications", { token: otherAccount })).status, 200);
  });

  it("are told on errors too", async () => {
    bench = await startBench();
    for (const answer of [await bench.get("/applications", { token: null }), await bench.get("/nothing")]) {
      assert.equal(budget(answer)[0], 400);
      assert.ok(answer.headers.get("x-request-id"));
    }
  });
});
