import assert from "node:assert/strict";
import { appIds } from "../../sandbox/sandbox.ts";
import { type Bench, startBench } from "./sandboxCalls.ts";

describe("the sandbox's pages", () => {
  let bench: Bench;
  const path = `/applications/${appIds.searchIndexer}/deployments`;
  before(async () => {
    bench = await startBench();
  });
  after(() => bench.sandbox.close());

  it("hold 25 from the start unless told", async () => {
    const page = await bench.get(path);
    assert.deepEqual(
      [page.list("data").length, page.at("total"), page.at("offset"), page.at("limit")],
      [25, 240, 0, 25],
    );
  });

  it("together hold everything once, newest first", async () => {
    const ids: unknown[] = [];
    for (const offset of [0, 100, 200])
      ids.push(...(await bench.get(`${path}?limit=100&offset=${offset}`)).column("id"));
    assert.deepEqual(
      ids,
      bench.sandbox.account.app("search-indexer").deployments.map((one) => one.id),
    );
  });

  it("are empty past the end", async () => {
    const page = await bench.get(`${path}?offset=10000`);
    assert.deepEqual([page.status, page.list("data"), page.at("total")], [200, [], 240]);
  });

  it("refuse with 400 what is out of range", async () => {
    for (const query of [
      "limit=0",
      "limit=101",
      "limit=-1",
      "limit=x",
      "limit=",
      "limit=2.5",
      "offset=-1",
      "offset=10001",
    ]) {
      const answer = await bench.get(`${path}?${query}`);
      assert.equal(answer.status, 400, query);
      assert.match(answer.string("data", "message"), /must be a whole number from/);
    }
  });

  it("count no further than 10000", async () => {
    const app = bench.sandbox.account.app("search-indexer");
    const [one] = app.deployments;
    assert.ok(one);
    app.deployments = Array.from({ length: 10_001 }, () => one);
    assert.equal((await bench.get(`${path}?limit=1`)).at("total"), 10_000);
    bench.sandbox.reset();
  });
});
