import assert from "node:assert/strict";
import { mayHaveActed, type SevallaErrorKind } from "../../../src/sevalla/errors.ts";
import { type AppId, type DeploymentId, parseAppId, parseDeploymentId } from "../../../src/sevalla/ids.ts";
import type { Fault } from "../../sandbox/fault.ts";
import { manualClock } from "../../sandbox/manualClock.ts";
import { appIds, type Sandbox, startSandbox } from "../../sandbox/sandbox.ts";
import { failureOf, fetches, testClient } from "./testClient.ts";

const start = Date.UTC(2026, 9, 5, 12);

function app(text: string): AppId {
  const id = parseAppId(text);
  assert.ok(id);
  return id;
}

function deployment(text: string | undefined): DeploymentId {
  const id = parseDeploymentId(text ?? "");
  assert.ok(id);
  return id;
}

describe("the client and the sandbox", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ clock: manualClock(start) });
  });
  beforeEach(() => sandbox.reset());
  after(() => sandbox.close());

  const storefront = app(appIds.storefront);
  const deploymentsOf = (name: string) => sandbox.account.app(name).deployments;
  const clientOf = (options: Parameters<typeof testClient>[1] = {}) =>
    testClient(sandbox.url, { token: () => sandbox.keys.valid, ...options });

  for (const [fetchName, fetch] of fetches) {
    it(`understand each other in every call with ${fetchName}`, async () => {
      const { client, omitted } = clientOf({ fetch });
      const apps = await client.listApps({ limit: 100 });
      assert.deepEqual([apps.items.length, apps.total], [12, 12]);
      for (const { id } of apps.items) {
        assert.equal((await client.getApp(id)).id, id);
        const { items, total } = await client.listDeployments(id, { limit: 100 });
        assert.equal(items.length, Math.min(100, total));
        const [newest] = items;
        if (!newest) continue;
        assert.deepEqual(await client.getDeployment(id, newest.id), newest);
        await client.deploymentLog(id, newest.id);
      }
      assert.equal((await client.checkKey(sandbox.keys.valid)).isValid, true);
      assert.equal((await client.checkKey(sandbox.keys.revoked)).isValid, false);
      assert.deepEqual(omitted, []);
    });
  }

  it("make one rollback with one request, to the target that is named or else to the one before the live one", async () => {
    for (const target of [
      deployment(deploymentsOf("storefront").findLast(({ end }) => end === "success")?.id),
      undefined,
    ]) {
      sandbox.reset();
      const before = deploymentsOf("storefront").length;
      const made = await clientOf().client.rollBack(storefront, target);
      assert.equal(made.trigger, "ROLLBACK_DEPLOYMENT");
      assert.deepEqual(made.steps, ["rollout"]);
      assert.equal(deploymentsOf("storefront").length, before + 1);
      assert.deepEqual(
        sandbox.requests.map(({ method, body }) => [method, body]),
        [["POST", target && { deployment_id: target }]],
      );
    }
  });

  const refusals: readonly (readonly [SevallaErrorKind, string, (sandbox: Sandbox) => string, string])[] = [
    ["unauthorized", "a revoked key", ({ keys }) => keys.revoked, appIds.storefront],
    ["forbidden", "a key that may only read", ({ keys }) => keys.readOnly, appIds.storefront],
    ["notFound", "another account's app", ({ keys }) => keys.valid, appIds.tidewatch],
  ];
  for (const [kind, what, keyOf, id] of refusals) {
    it(`agree that a rollback is ${kind} with ${what}`, async () => {
      const { client } = clientOf({ token: () => keyOf(sandbox) });
      const error = await failureOf(client.rollBack(app(id), undefined));
      assert.equal(error.kind, kind);
      assert.ok(!mayHaveActed(error));
      assert.ok(error.requestId, "a request id");
      assert.ok(error.serverMessage, "words of the server");
    });
  }

  const doneAndLost: readonly (readonly [SevallaErrorKind, Fault])[] = [
    ["server", { kind: "applyThenFail" }],
    ["offline", { kind: "applyThenFail", how: "drop" }],
    ["malformed", { kind: "truncated" }],
    ["malformed", { kind: "reset", when: "midBody" }],
  ];
  for (const [kind, fault] of doneAndLost) {
    it(`leave open what happened when a rollback is done and the answer lost (${JSON.stringify(fault)})`, async () => {
      const before = deploymentsOf("storefront").length;
      sandbox.fault({ method: "POST" }, fault);
      const error = await failureOf(clientOf().client.rollBack(storefront, undefined));
      assert.equal(error.kind, kind);
      assert.ok(mayHaveActed(error));
      assert.equal(deploymentsOf("storefront").length, before + 1);
    });
  }

  it("get through a passing fault, waiting as long as the limit says", async () => {
    sandbox.fault({ method: "GET", times: 1 }, { kind: "html" });
    sandbox.fault({ method: "GET", times: 1 }, { kind: "status", status: 429, resetSeconds: 7 });
    const { client, waits } = clientOf();
    await client.getApp(storefront);
    assert.deepEqual(waits, [250, 7_000]);
  });

  it("leave only the malformed item out of a page", async () => {
    const spoil = (answer: unknown) =>
      JSON.parse(
        JSON.stringify(answer).replace(appIds.storefront, "not-an-id").replaceAll("deploymentSuccess", "hovering"),
      );
    sandbox.fault({ path: /^\/applications$/ }, { kind: "malformed", mutate: spoil });
    const { client, omitted } = clientOf();
    const { items } = await client.listApps({ limit: 100 });
    assert.equal(items.length, 11);
    assert.equal(omitted.length, 1);
    assert.ok(items.some(({ status }) => status === "hovering"));
  });
});
