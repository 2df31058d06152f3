import assert from "node:assert/strict";
import { appIds } from "../../sandbox/sandbox.ts";
import { type Bench, life, startBench } from "./sandboxCalls.ts";

describe("deploying in the sandbox", () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.sandbox.close());

  const deploy = (app: string, json?: unknown) => bench.post(`/applications/${app}/deployments`, { json });
  const read = (app: string, id: string) => bench.get(`/applications/${app}/deployments/${id}`);
  const cancel = (app: string, id: string) => bench.post(`/applications/${app}/deployments/${id}/cancel`);

  it("builds and releases the head of the default branch", async () => {
    const [head] = bench.sandbox.account.app("storefront").deployments;
    const made = await deploy(appIds.storefront);
    assert.deepEqual(
      ["status", "type", "trigger", "steps", "branch", "commit_sha"].map((field) => made.at(field)),
      ["waiting", "manual", "MANUAL_DEPLOY", ["checkout", "build", "rollout"], "main", head?.commitSha],
    );
  });

  it("has no image until it is built", async () => {
    const id = (await deploy(appIds.storefront)).string("id");
    assert.equal((await read(appIds.storefront, id)).at("docker_image_url"), null);
    bench.clock.advance(life.waitingMs + life.buildMs);
    const built = await read(appIds.storefront, id);
    assert.equal(built.at("status"), "inProgress");
    assert.match(built.string("docker_image_url"), /storefront:[0-9a-f]{7}-15$/);
    bench.clock.advance(life.rolloutMs);
    assert.equal((await read(appIds.storefront, id)).at("status"), "success");
  });

  it("takes a branch, a Docker image or a restart", async () => {
    assert.equal((await deploy(appIds.checkoutApi, { branch: "feature/points" })).at("branch"), "feature/points");
    const image = await deploy(appIds.metabase, { docker_image: "metabase/metabase:v0.57.0" });
    assert.deepEqual([image.at("docker_image_url"), image.at("steps")], ["metabase/metabase:v0.57.0", ["rollout"]]);
    const [live] = bench.sandbox.account.app("docs-site").deployments;
    const restart = await deploy(appIds.docsSite, { is_restart: true });
    assert.deepEqual(
      [restart.at("trigger"), restart.at("docker_image_url"), restart.at("commit_sha")],
      ["RESTART", live?.image, live?.commitSha],
    );
  });

  it("answers 422 to a body that is wrong in itself or for the app", async () => {
    for (const json of [
      { branch: 1 },
      { branch: "" },
      { is_restart: "yes" },
      { commit: "abc" },
      { docker_image: "a" },
    ]) {
      assert.equal((await deploy(appIds.storefront, json)).status, 422, JSON.stringify(json));
    }
    assert.equal((await deploy(appIds.metabase, { branch: "main" })).status, 422);
    assert.equal((await deploy(appIds.giftCards, { is_restart: true })).status, 422);
    assert.equal((await deploy(appIds.legacyCatalog)).status, 422);
    assert.equal((await deploy(appIds.ordersWorker)).status, 422);
  });

  it("can be scripted to fail or to be cancelled", async () => {
    for (const end of ["failed", "cancelled"] as const) {
      bench.sandbox.account.app("storefront").nextEnd = end;
      const id = (await deploy(appIds.storefront)).string("id");
      bench.clock.advance(60_000);
      const answer = await read(appIds.storefront, id);
      assert.deepEqual([answer.at("status"), answer.at("docker_image_url")], [end, null]);
    }
  });

  it("can be cancelled while it runs, with 204 and no body", async () => {
    const id = (await deploy(appIds.storefront)).string("id");
    bench.clock.advance(3_000);
    const answer = await cancel(appIds.storefront, id);
    assert.deepEqual([answer.status, answer.text], [204, ""]);
    const after = await read(appIds.storefront, id);
    assert.equal(after.at("status"), "cancelled");
    assert.equal(after.at("finished_at"), new Date(bench.clock.now()).toISOString());
    bench.clock.advance(60_000);
    assert.equal((await read(appIds.storefront, id)).at("status"), "cancelled");
  });

  it("cannot be cancelled when it is over: 422", async () => {
    const id = (await deploy(appIds.storefront)).string("id");
    bench.clock.advance(60_000);
    assert.equal((await cancel(appIds.storefront, id)).status, 422);
    assert.equal((await read(appIds.storefront, id)).at("status"), "success");
  });
});
