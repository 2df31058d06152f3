import assert from "node:assert/strict";
import { mayHaveActed, type SevallaErrorKind } from "../../../src/sevalla/errors.ts";
import { failureOf, fetches, testClient } from "./testClient.ts";
import { appId, otherAppText, targetId, wireDeployment } from "./wire.ts";
import { brokenOff, json, type Reply, raw, reset, silence, startWireServer, type WireServer } from "./wireServer.ts";

interface Failure {
  readonly reply: Reply;
  readonly kind: SevallaErrorKind;
  readonly mayHaveActed: boolean;
}

const failures: Readonly<Record<string, Failure>> = {
  "a 400": { reply: json(400, {}), kind: "rejected", mayHaveActed: false },
  "a 401": { reply: json(401, {}), kind: "unauthorized", mayHaveActed: false },
  "a 403": { reply: json(403, {}), kind: "forbidden", mayHaveActed: false },
  "a 404": { reply: json(404, {}), kind: "notFound", mayHaveActed: false },
  "a 422": { reply: json(422, {}), kind: "rejected", mayHaveActed: false },
  "a 429": { reply: json(429, {}, { "x-ratelimit-reset": "1" }), kind: "rateLimited", mayHaveActed: false },
  "a redirect": { reply: raw(307, "", { location: "/" }), kind: "rejected", mayHaveActed: false },
  "a 303 to what came of it": { reply: raw(303, "", { location: "/" }), kind: "rejected", mayHaveActed: true },
  "a 500": { reply: json(500, {}), kind: "server", mayHaveActed: true },
  "a 502 in HTML": { reply: raw(502, "<html>"), kind: "server", mayHaveActed: true },
  "a 503 that asks to come back": {
    reply: json(503, {}, { "retry-after": "1" }),
    kind: "server",
    mayHaveActed: true,
  },
  "a reset connection": { reply: reset, kind: "offline", mayHaveActed: true },
  silence: { reply: silence, kind: "timeout", mayHaveActed: true },
  "an answer that breaks off": { reply: brokenOff, kind: "malformed", mayHaveActed: true },
  "HTML with a 200": { reply: raw(200, "<html>"), kind: "malformed", mayHaveActed: true },
  "nothing with a 200": { reply: raw(200, ""), kind: "malformed", mayHaveActed: true },
  "a deployment without an id": {
    reply: json(200, wireDeployment({ id: null })),
    kind: "malformed",
    mayHaveActed: true,
  },
  "another app's deployment": {
    reply: json(200, wireDeployment({ app_id: otherAppText })),
    kind: "malformed",
    mayHaveActed: true,
  },
};

describe("a rollback on the wire", () => {
  let server: WireServer;
  const start = async (reply: Reply) => {
    server = await startWireServer(reply);
    return server;
  };
  afterEach(() => server?.close());

  for (const [fetchName, fetch] of fetches) {
    for (const [name, failure] of Object.entries(failures)) {
      it(`is sent once and ${failure.mayHaveActed ? "may have happened" : "was refused"} after ${name} with ${fetchName}`, async () => {
        const { url, received } = await start(failure.reply);
        const { client, waits } = testClient(url, {
          fetch,
          ...(failure.reply === silence ? { timeoutMs: 1_000 } : {}),
        });
        const error = await failureOf(client.rollBack(appId, targetId));
        assert.equal(error.kind, failure.kind);
        assert.equal(mayHaveActed(error), failure.mayHaveActed);
        assert.equal(received.length, 1);
        assert.deepEqual(waits, []);
      }).timeout(5_000);
    }

    it(`was certainly not sent when nobody takes the connection with ${fetchName}`, async () => {
      const { url, close } = await start(silence);
      await close();
      const { client, waits } = testClient(url, { fetch });
      const error = await failureOf(client.rollBack(appId, targetId));
      assert.equal(error.kind, "offline");
      assert.equal(error.fate, "notSent");
      assert.deepEqual(waits, []);
    });

    it(`was certainly not sent when the host has no address with ${fetchName}`, async () => {
      const { client } = testClient("http://sevalla.invalid/v3", { fetch });
      const error = await failureOf(client.rollBack(appId, targetId));
      assert.equal(error.kind, "offline");
      assert.equal(error.fate, "notSent");
    });
  }

  it("is not sent without a key", async () => {
    const { url, received } = await start(json(200, wireDeployment()));
    const error = await failureOf(testClient(url, { token: () => undefined }).client.rollBack(appId, targetId));
    assert.equal(error.kind, "unauthorized");
    assert.equal(error.fate, "notSent");
    assert.deepEqual(received, []);
  });

  it("is not sent for a caller that has already cancelled", async () => {
    const { url, received } = await start(json(200, wireDeployment()));
    const asked = testClient(url).client.rollBack(appId, targetId, AbortSignal.abort("Enough."));
    await assert.rejects(asked, (error) => error === "Enough.");
    assert.deepEqual(received, []);
  });

  it("answers with the deployment it made", async () => {
    const { url } = await start(json(200, wireDeployment({ trigger: "ROLLBACK_DEPLOYMENT", status: "waiting" })));
    const made = await testClient(url).client.rollBack(appId, targetId);
    assert.equal(made.trigger, "ROLLBACK_DEPLOYMENT");
    assert.equal(made.status, "waiting");
  });
});
