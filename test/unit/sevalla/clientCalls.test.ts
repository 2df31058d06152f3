import assert from "node:assert/strict";
import { calls } from "./calls.ts";
import { failureOf, fetches, testClient, token } from "./testClient.ts";
import {
  appId,
  appText,
  deploymentId,
  deploymentText,
  targetId,
  wireApp,
  wireDeployment,
  wireLogEntry,
  wirePage,
} from "./wire.ts";
import { json, type Reply, raw, startWireServer, type WireServer } from "./wireServer.ts";

describe("the calls of the client", () => {
  let server: WireServer;
  const start = async (reply: Reply) => {
    server = await startWireServer(reply);
    return server;
  };
  afterEach(() => server?.close());

  for (const [fetchName, fetch] of fetches) {
    for (const [name, { call, request, answer }] of Object.entries(calls)) {
      it(`${name} with ${fetchName}`, async () => {
        const { url, received } = await start(json(200, answer));
        assert.ok(await call(testClient(url, { fetch }).client));
        assert.deepEqual(
          received.map(({ method, url: path }) => `${method} ${path}`),
          [request],
        );
        assert.equal(received[0]?.headers.authorization, `Bearer ${token}`);
        assert.equal(received[0]?.headers.accept, "application/json");
      });
    }

    it(`names the target of a rollback in a JSON body with ${fetchName}`, async () => {
      const { url, received } = await start(json(200, wireDeployment()));
      await testClient(url, { fetch }).client.rollBack(appId, targetId);
      assert.deepEqual(JSON.parse(received[0]?.body ?? ""), { deployment_id: targetId });
      assert.equal(received[0]?.headers["content-type"], "application/json");
    });

    it(`cancels a deployment, whose answer has no body, with ${fetchName}`, async () => {
      const { url, received } = await start(raw(204, ""));
      await testClient(url, { fetch }).client.cancelDeployment(appId, deploymentId);
      assert.deepEqual(
        received.map(({ method, url: path, body }) => [method, path, body]),
        [["POST", `/v3/applications/${appText}/deployments/${deploymentText}/cancel`, ""]],
      );
    });

    it(`sends what auto-deploy shall be in a JSON body with ${fetchName}`, async () => {
      const { url, received } = await start(json(200, wireApp()));
      await testClient(url, { fetch }).client.setAutoDeploy(appId, true);
      assert.deepEqual(JSON.parse(received[0]?.body ?? ""), { auto_deploy: true });
    });

    it(`sends neither body nor content type with a rollback that has no target with ${fetchName}`, async () => {
      const { url, received } = await start(json(200, wireDeployment()));
      await testClient(url, { fetch }).client.rollBack(appId, undefined);
      assert.equal(received[0]?.body, "");
      assert.equal(received[0]?.headers["content-type"], undefined);
    });
  }

  const clamped = [
    [{}, "limit=25&offset=0"],
    [{ limit: 0, offset: -5 }, "limit=1&offset=0"],
    [{ limit: 1000, offset: 99_999 }, "limit=100&offset=10000"],
    [{ limit: Number.NaN, offset: 2.9 }, "limit=1&offset=2"],
  ] as const;
  for (const [asked, query] of clamped) {
    it(`asks for ${query} when told ${JSON.stringify(asked)}`, async () => {
      const { url, received } = await start(json(200, wirePage([])));
      await testClient(url).client.listApps(asked);
      assert.equal(received[0]?.url, `/v3/applications?${query}`);
    });
  }

  it("answers the entries of a log in the order of their times, and in Sevalla's where these are the same", async () => {
    const entries = [
      wireLogEntry({ id: "c", timestamp: "2026-03-10T12:00:02.000Z" }),
      wireLogEntry({ id: "a", timestamp: "2026-03-10T12:00:01.000Z" }),
      wireLogEntry({ id: "b", timestamp: "2026-03-10T12:00:01.000Z" }),
    ];
    const { url } = await start(json(200, entries));
    const { client } = testClient(url);
    const ids = (log: readonly { id: string }[]) => log.map(({ id }) => id).join("");
    assert.equal(ids(await client.deploymentLog(appId, deploymentId)), "abc");
    assert.equal(ids(await client.runtimeLog(appId, 0)), "abc");
  });

  it("calls the same address whether or not the base URL ends with a slash", async () => {
    const { url, received } = await start(json(200, wireApp()));
    await testClient(`${url}/`).client.getApp(appId);
    assert.equal(received[0]?.url, `/v3/applications/${appText}`);
  });

  it("puts nothing but a UUID into a path", async () => {
    const { url, received } = await start(json(200, wireApp()));
    const { client } = testClient(url);
    // JSON brings what no type checker saw, as settings and other extensions do.
    const error = await failureOf(client.getApp(JSON.parse('"../api-keys/validate"')));
    assert.equal(error.kind, "rejected");
    assert.equal(error.fate, "notSent");
    assert.equal((await failureOf(client.getDeployment(appId, JSON.parse('"x/../../.."')))).fate, "notSent");
    assert.equal((await failureOf(client.rollBack(appId, JSON.parse('"latest"')))).fate, "notSent");
    // What cannot even be made a text.
    assert.equal((await failureOf(client.getApp(JSON.parse('{"toString":0,"valueOf":0}')))).fate, "notSent");
    assert.deepEqual(received, []);
  });

  it("checks the key it is given and not the one in use", async () => {
    const { url, received } = await start(
      json(200, {
        is_valid: true,
        key: { id: "key-1", name: "CI", is_enabled: true, expired_at: "2027-01-01T00:00:00.000Z" },
      }),
    );
    const { client } = testClient(url, { token: () => undefined });
    assert.deepEqual(await client.checkKey("svl_other"), {
      isValid: true,
      id: "key-1",
      name: "CI",
      expiresAt: Date.UTC(2027, 0, 1),
      isEnabled: true,
    });
    assert.equal(received[0]?.headers.authorization, "Bearer svl_other");
  });

  it("finds a key invalid when Sevalla says so, answers 401, or could never have made it", async () => {
    const { url, received } = await start((response, nth, one) =>
      (nth === 1 ? json(200, { is_valid: false }) : json(401, { message: "Unauthorized" }))(response, nth, one),
    );
    const { client } = testClient(url);
    assert.equal((await client.checkKey(token)).isValid, false);
    assert.equal((await client.checkKey(token)).isValid, false);
    assert.equal((await client.checkKey("two words")).isValid, false);
    assert.equal(received.length, 2);
  });

  it("does not take a key for invalid because the check failed", async () => {
    const { url } = await start(json(403, { message: "No" }));
    assert.equal((await failureOf(testClient(url).client.checkKey(token))).kind, "forbidden");
  });
});
