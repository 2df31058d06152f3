import assert from "node:assert/strict";
import { appIds } from "../../sandbox/sandbox.ts";
import { type Bench, startBench } from "./sandboxCalls.ts";

describe("the sandbox's applications", () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.sandbox.close());

  it("are listed without a repository, with the state of the newest deployment", async () => {
    const page = await bench.get("/applications");
    assert.equal(page.at("total"), 12);
    const names = page.column("name");
    const row = (name: string, field: string) => page.at("data", names.indexOf(name), field);
    assert.equal(row("storefront", "repo_url"), undefined);
    assert.deepEqual(
      ["storefront", "checkout-api", "orders-worker", "gift-cards"].map((name) => row(name, "status")),
      ["deploymentSuccess", "deploymentFailed", "deploymentInProgress", null],
    );
    assert.equal(row("legacy-catalog", "is_suspended"), true);
  });

  it("are given one by one with the repository or the image", async () => {
    const git = await bench.get(`/applications/${appIds.storefront}`);
    assert.deepEqual(
      ["repo_url", "git_type", "default_branch", "docker_image", "build_type"].map((field) => git.at(field)),
      ["https://github.com/harbor-goods/storefront", "github", "main", null, "nixpacks"],
    );
    const docker = await bench.get(`/applications/${appIds.metabase}`);
    assert.deepEqual(
      ["repo_url", "git_type", "docker_image", "source"].map((field) => docker.at(field)),
      [null, null, "metabase/metabase:v0.56.4", "dockerImage"],
    );
  });

  it("can have automatic deployment switched off and on", async () => {
    const path = `/applications/${appIds.storefront}`;
    assert.equal((await bench.patch(path, { json: { auto_deploy: false } })).at("auto_deploy"), false);
    assert.equal((await bench.get(path)).at("auto_deploy"), false);
    assert.equal(bench.sandbox.account.app("storefront").autoDeploy, false);
    assert.equal((await bench.patch(path, { json: { auto_deploy: true } })).at("auto_deploy"), true);
  });

  it("take no other change", async () => {
    const path = `/applications/${appIds.storefront}`;
    for (const json of [{}, { auto_deploy: "no" }, { auto_deploy: true, name: "x" }]) {
      assert.equal((await bench.patch(path, { json })).status, 422, JSON.stringify(json));
    }
    assert.equal((await bench.patch(path)).status, 422);
  });

  it("have domains, processes and variables with values", async () => {
    const path = `/applications/${appIds.storefront}`;
    const domains = await bench.get(`${path}/domains`);
    assert.deepEqual(
      [domains.at("data", 0, "name"), domains.at("data", 0, "is_primary")],
      ["shop.harborgoods.example", true],
    );
    const processes = await bench.get(`${path}/processes`);
    assert.ok(processes.column("job_start_policy").includes("beforeDeployment"));
    const variables = await bench.get(`${path}/env-vars`);
    const index = variables.column("key").indexOf("REDIS_URL");
    assert.equal(variables.at("data", index, "value"), "redis://cache.internal:6379");
  });

  it("have a variable that changed after the release a rollback goes to", async () => {
    const [, target] = bench.sandbox.account.app("storefront").deployments;
    const variables = await bench.get(`/applications/${appIds.storefront}/env-vars`);
    const changed = variables.column("updated_at").filter((at) => Date.parse(String(at)) > (target?.createdAt ?? 0));
    assert.equal(changed.length, 1);
  });

  it("answer what a test sets in the account, until it is reset", async () => {
    bench.sandbox.account.app("storefront").displayName = "Renamed";
    bench.sandbox.account.remove("metabase");
    assert.equal((await bench.get(`/applications/${appIds.storefront}`)).at("display_name"), "Renamed");
    assert.equal((await bench.get(`/applications/${appIds.metabase}`)).status, 404);
    bench.sandbox.reset();
    assert.deepEqual(bench.sandbox.requests, []);
    assert.equal((await bench.get(`/applications/${appIds.storefront}`)).at("display_name"), "Storefront");
    assert.equal((await bench.get(`/applications/${appIds.metabase}`)).status, 200);
  });
});
