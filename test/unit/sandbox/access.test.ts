import assert from "node:assert/strict";
import { appIds } from "../../sandbox/sandbox.ts";
import { type Bench, startBench } from "./sandboxCalls.ts";

const day = 24 * 60 * 60_000;

describe("access to the sandbox", () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.sandbox.close());

  it("is by loopback only", () => {
    assert.match(bench.sandbox.url, /^http:\/\/127\.0\.0\.1:\d+\/v3$/);
  });

  it("needs a key: 401 without one, with a made-up one and in another scheme", async () => {
    const { valid } = bench.sandbox.keys;
    assert.equal((await bench.get("/applications", { token: null })).status, 401);
    assert.equal((await bench.get("/applications", { token: "svl_nobody" })).status, 401);
    const basic = await bench.get("/applications", { token: null, headers: { authorization: `Basic ${valid}` } });
    assert.equal(basic.status, 401);
    assert.equal((await bench.get("/applications")).status, 200);
  });

  it("ends when the key is revoked or expires", async () => {
    const { revoked, expiring, valid } = bench.sandbox.keys;
    assert.equal((await bench.get("/applications", { token: revoked })).status, 401);
    assert.equal((await bench.get("/applications", { token: expiring })).status, 200);
    bench.clock.advance(3 * day);
    assert.equal((await bench.get("/applications", { token: expiring })).status, 401);
    bench.sandbox.revoke(valid);
    assert.equal((await bench.get("/applications")).status, 401);
  });

  it("can be asked about: what the key is and whether it is good", async () => {
    const { valid, revoked, expiring } = bench.sandbox.keys;
    const good = await bench.get("/api-keys/validate", { token: valid });
    assert.deepEqual([good.at("is_valid"), good.at("key", "name")], [true, "Mara's laptop"]);
    const gone = await bench.get("/api-keys/validate", { token: revoked });
    assert.deepEqual([gone.status, gone.at("is_valid"), gone.at("key", "is_enabled")], [200, false, false]);
    const soon = await bench.get("/api-keys/validate", { token: expiring });
    assert.deepEqual([soon.at("is_valid"), soon.at("key", "expired_at")], [true, "2026-11-26T09:00:00.000Z"]);
    bench.clock.advance(3 * day);
    assert.equal((await bench.get("/api-keys/validate", { token: expiring })).at("is_valid"), false);
    assert.equal((await bench.get("/api-keys/validate", { token: "svl_nobody" })).status, 401);
  });

  it("with a reading key reads and changes nothing: 403", async () => {
    const token = bench.sandbox.keys.readOnly;
    const app = `/applications/${appIds.storefront}`;
    const [live] = bench.sandbox.account.app("storefront").deployments;
    const before = structuredClone(bench.sandbox.account);
    assert.equal((await bench.get(app, { token })).status, 200);
    const refused = [
      await bench.post(`${app}/deployments`, { token }),
      await bench.post(`${app}/deployments/rollback`, { token }),
      await bench.post(`${app}/deployments/${live?.id}/cancel`, { token }),
      await bench.patch(app, { token, json: { auto_deploy: false } }),
    ];
    assert.deepEqual(
      refused.map((answer) => answer.status),
      [403, 403, 403, 403],
    );
    assert.deepEqual(structuredClone(bench.sandbox.account), before);
  });

  it("takes UUIDs only: 400", async () => {
    for (const id of ["storefront", "1234", `${appIds.storefront}0`, "fb5e5168-4281-9bec-94c5-0d1584e9e657"]) {
      assert.equal((await bench.get(`/applications/${id}`)).status, 400, id);
      assert.equal((await bench.post(`/applications/${id}/deployments/rollback`)).status, 400, id);
      assert.equal((await bench.get(`/applications/${appIds.storefront}/deployments/${id}`)).status, 400, id);
    }
  });

  it("gives 404 for what is not there or somebody else's", async () => {
    const token = bench.sandbox.keys.otherAccount;
    const elsewhere = bench.sandbox.account.app("metabase").deployments[0]?.id;
    const paths = ["/applications/00000000-0000-0000-0000-000000000000", `/applications/${appIds.tidewatch}`];
    for (const path of [...paths, `/applications/${appIds.storefront}/deployments/${elsewhere}`, "/nothing"]) {
      assert.equal((await bench.get(path)).status, 404, path);
    }
    assert.equal((await bench.get(`/applications/${appIds.tidewatch}`, { token })).status, 200);
    assert.equal((await bench.get(`/applications/${appIds.storefront}`, { token })).status, 404);
    assert.deepEqual((await bench.get("/applications", { token })).column("name"), ["tidewatch", "buoy-feed"]);
  });

  it("answers errors as the reference says, each with an id of its own", async () => {
    const answers = [
      await bench.get("/applications", { token: null }),
      await bench.get("/applications?limit=0"),
      await bench.get(`/applications/${appIds.tidewatch}`),
      await bench.get("/nothing"),
    ];
    for (const answer of answers) {
      assert.equal(answer.at("status"), answer.status);
      assert.ok(answer.string("message") && answer.string("data", "message"));
      assert.match(answer.string("data", "code"), /^trk_[0-9a-f]{12}$/);
    }
    assert.equal(new Set(answers.map((answer) => answer.headers.get("x-request-id"))).size, answers.length);
  });

  it("is noted, with the query and the body but never the key", async () => {
    await bench.get("/applications?limit=5");
    await bench.post(`/applications/${appIds.storefront}/deployments/rollback`);
    await bench.post(`/applications/${appIds.metabase}/deployments/rollback`, { json: { deployment_id: "x" } });
    const { requests, keys } = bench.sandbox;
    assert.deepEqual(
      requests.map(({ method, path, query, hasBody, body, status }) => [method, path, query, hasBody, body, status]),
      [
        ["GET", "/applications", { limit: "5" }, false, undefined, 200],
        ["POST", `/applications/${appIds.storefront}/deployments/rollback`, {}, false, undefined, 200],
        ["POST", `/applications/${appIds.metabase}/deployments/rollback`, {}, true, { deployment_id: "x" }, 422],
      ],
    );
    assert.equal(requests[0]?.at, bench.clock.now());
    assert.ok(!JSON.stringify(requests).includes(keys.valid));
  });
});
