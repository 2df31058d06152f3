import assert from "node:assert/strict";
import { statusOf } from "../../sandbox/life.ts";
import { appIds } from "../../sandbox/sandbox.ts";
import { rollbackReference } from "./rollbackReference.ts";
import { type Bench, life, start, startBench } from "./sandboxCalls.ts";
import { violations } from "./validator.ts";

const path = (app: string) => `/applications/${app}/deployments/rollback`;

describe("rolling back in the sandbox", () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.sandbox.close());

  const deployments = (name: string) => bench.sandbox.account.app(name).deployments;
  const rollBack = (app: string, target?: string) =>
    bench.post(path(app), target === undefined ? {} : { json: { deployment_id: target } });

  it("answers as the reference page says, at every moment of the rollback's life", async () => {
    const answer = await rollBack(appIds.storefront);
    assert.equal(answer.status, 200);
    assert.equal(violations(rollbackReference, answer.at()), "");
    for (const ms of [life.waitingMs, life.rolloutMs]) {
      bench.clock.advance(ms);
      const later = await bench.get(`/applications/${appIds.storefront}/deployments/${answer.string("id")}`);
      assert.equal(violations(rollbackReference, later.at()), "");
    }
  });

  it("is held to a reference that would notice a wrong id, date, word or field", async () => {
    const good = (await rollBack(appIds.storefront)).at();
    assert.ok(typeof good === "object" && good !== null);
    const bad: readonly object[] = [
      { id: "fb5e5168-4281-9bec-94c5-0d1584e9e657" },
      { created_at: "2026-02-29T00:00:00.000Z" },
      { updated_at: "2026-02-28T00:00:00+01:00" },
      { status: "succeeded" },
      { steps: ["deploy"] },
      { git_type: "gitea" },
      { trigger: undefined },
      { made_up: true },
    ];
    for (const change of bad) {
      const value: unknown = JSON.parse(JSON.stringify({ ...good, ...change }));
      assert.notEqual(violations(rollbackReference, value), "", JSON.stringify(change));
    }
  });

  it("without a target goes to the newest successful deployment before the live one", async () => {
    const [, target] = deployments("storefront");
    const answer = await rollBack(appIds.storefront);
    assert.deepEqual(
      ["type", "trigger", "steps", "status"].map((field) => answer.at(field)),
      ["manual", "ROLLBACK_DEPLOYMENT", ["rollout"], "waiting"],
    );
    assert.deepEqual(
      ["docker_image_url", "commit_sha", "commit_message", "branch", "author_login"].map((field) => answer.at(field)),
      [target?.image, target?.commitSha, target?.commitMessage, target?.branch, target?.authorLogin],
    );
    assert.notEqual(answer.at("id"), target?.id);
    assert.equal(deployments("storefront")[0]?.id, answer.at("id"));
  });

  it("passes over deployments that did not succeed", async () => {
    const [live, ...older] = deployments("checkout-api").filter((one) => statusOf(one, start) === "success");
    assert.ok(live && older[0]);
    const answer = await rollBack(appIds.checkoutApi);
    assert.equal(answer.at("commit_sha"), older[0].commitSha);
  });

  it("takes a request without a body, with an empty object and with a target", async () => {
    const target = deployments("search-indexer")[30];
    assert.equal((await rollBack(appIds.storefront)).status, 200);
    assert.equal((await bench.post(path(appIds.metabase), { json: {} })).status, 200);
    const named = await rollBack(appIds.searchIndexer, target?.id);
    assert.equal(named.status, 200);
    assert.equal(named.at("docker_image_url"), target?.image);
  });

  it("goes to the deployment that is named", async () => {
    const target = deployments("storefront")[5];
    const answer = await rollBack(appIds.storefront, target?.id);
    assert.equal(answer.at("docker_image_url"), target?.image);
    assert.equal(answer.at("commit_sha"), target?.commitSha);
  });

  it("waits, rolls out and succeeds as the clock goes on", async () => {
    const id = (await rollBack(appIds.storefront)).string("id");
    const seen: unknown[] = [];
    const look = async () => {
      const answer = await bench.get(`/applications/${appIds.storefront}/deployments/${id}`);
      seen.push([answer.at("status"), answer.at("started_at"), answer.at("finished_at"), answer.at("updated_at")]);
    };
    const iso = (ms: number) => new Date(start + ms).toISOString();
    await look();
    bench.clock.advance(life.waitingMs);
    await look();
    bench.clock.advance(life.rolloutMs - 1);
    await look();
    bench.clock.advance(1);
    await look();
    assert.deepEqual(seen, [
      ["waiting", null, null, iso(0)],
      ["inProgress", iso(2_000), null, iso(2_000)],
      ["inProgress", iso(2_000), null, iso(2_000)],
      ["success", iso(2_000), iso(6_000), iso(6_000)],
    ]);
  });

  it("is as healthy as the target was", async () => {
    await rollBack(appIds.storefront);
    assert.equal(deployments("storefront")[0]?.healthy, true);
    bench.clock.advance(60_000);
    const bad = deployments("storefront").find((one) => !one.healthy);
    await rollBack(appIds.storefront, bad?.id);
    assert.equal(deployments("storefront")[0]?.healthy, false);
  });

  it("can be scripted to fail, once", async () => {
    bench.sandbox.account.app("storefront").nextEnd = "failed";
    await rollBack(appIds.storefront);
    bench.clock.advance(60_000);
    assert.equal(statusOf(deployments("storefront")[0] ?? assert.fail(), bench.clock.now()), "failed");
    await rollBack(appIds.storefront);
    bench.clock.advance(60_000);
    assert.equal(statusOf(deployments("storefront")[0] ?? assert.fail(), bench.clock.now()), "success");
  });

  describe("refuses with 422, changing nothing,", () => {
    const refused = async (name: string, id: string, target: string | undefined, message: RegExp) => {
      const before = deployments(name).length;
      const answer = await rollBack(id, target);
      assert.equal(answer.status, 422);
      assert.match(answer.string("message"), message);
      assert.equal(deployments(name).length, before);
    };

    it("when there is nothing to roll back to", async () => {
      await refused("mail-relay", appIds.mailRelay, undefined, /no earlier successful/);
      await refused("gift-cards", appIds.giftCards, undefined, /no earlier successful/);
    });

    it("while another deployment runs", async () => {
      await refused("orders-worker", appIds.ordersWorker, undefined, /in progress/);
    });

    it("when the app is suspended", async () => {
      await refused("legacy-catalog", appIds.legacyCatalog, undefined, /suspended/);
    });

    it("when the target did not succeed, has no image or is another app's", async () => {
      const failed = deployments("storefront")[4];
      const good = deployments("storefront")[5] ?? assert.fail();
      await refused("storefront", appIds.storefront, failed?.id, /did not succeed/);
      await refused("storefront", appIds.storefront, deployments("metabase")[1]?.id, /not a deployment of this/);
      good.image = null;
      await refused("storefront", appIds.storefront, good.id, /no image/);
    });

    it("when the body is not what the call takes", async () => {
      for (const json of [{ deployment_id: "yesterday" }, { deployment_id: 7 }, { target: "x" }, []]) {
        const answer = await bench.post(path(appIds.storefront), { json });
        assert.equal(answer.status, 422, JSON.stringify(json));
      }
    });
  });

  it("answers 400 to a body that is no JSON, or announced and missing", async () => {
    const headers = { "content-type": "application/json" };
    assert.equal((await bench.post(path(appIds.storefront), { headers, rawBody: "{" })).status, 400);
    assert.equal((await bench.post(path(appIds.storefront), { headers })).status, 400);
  });
});
