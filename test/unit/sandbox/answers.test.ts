import assert from "node:assert/strict";
import { appIds } from "../../sandbox/sandbox.ts";
import * as schemas from "../../sandbox/schemasOfAnswers.ts";
import { type Bench, startBench } from "./sandboxCalls.ts";
import { violations } from "./validator.ts";

describe("every answer of the sandbox", () => {
  let bench: Bench;
  before(async () => {
    bench = await startBench();
  });
  after(() => bench.sandbox.close());

  const checked = async (path: string, schema: object) => {
    const answer = await bench.get(path);
    assert.equal(answer.status, 200, path);
    assert.equal(violations(schema, answer.at()), "", path);
  };

  it("has the reference's shape, for every app", async () => {
    await checked("/applications?limit=100", schemas.pageOf.apps);
    await checked("/api-keys/validate", schemas.keyCheck);
    for (const { id, deployments } of bench.sandbox.account.apps) {
      const path = `/applications/${id}`;
      await checked(path, schemas.app);
      await checked(`${path}/deployments?limit=100`, schemas.pageOf.deployments);
      await checked(`${path}/domains`, schemas.pageOf.domains);
      await checked(`${path}/processes`, schemas.pageOf.processes);
      await checked(`${path}/env-vars`, schemas.pageOf.envVars);
      await checked(`${path}/metrics/status-codes`, schemas.statusCodes);
      await checked(`${path}/metrics/response-time-avg`, schemas.responseTimes);
      await checked(`${path}/runtime-logs`, schemas.logEntries);
      const [newest] = deployments;
      if (newest) await checked(`${path}/deployments/${newest.id}`, schemas.deployment);
      if (newest) await checked(`${path}/deployments/${newest.id}/logs`, schemas.logEntries);
    }
  });

  it("of a device sign-in has the reference's shape", async () => {
    const made = await bench.post("/auth/device-codes", { token: null });
    assert.equal(violations(schemas.newDeviceCode, made.at()), "");
    await checked(`/auth/device-codes/${made.string("code")}`, schemas.deviceCode);
  });

  it("that is an error has the reference's shape", async () => {
    const refused = [
      await bench.get("/applications", { token: null }),
      await bench.get("/applications?limit=0"),
      await bench.post(`/applications/${appIds.giftCards}/deployments/rollback`),
    ];
    assert.deepEqual(
      refused.map((answer) => answer.status),
      [401, 400, 422],
    );
    for (const answer of refused) assert.equal(violations(schemas.error, answer.at()), "");
  });

  it("cuts a commit message at 1000 characters", async () => {
    const page = await bench.get(`/applications/${appIds.checkoutApi}/deployments`);
    assert.ok(page.column("commit_message").some((message) => String(message).length === 1000));
  });
});
