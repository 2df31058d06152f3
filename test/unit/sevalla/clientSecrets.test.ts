import assert from "node:assert/strict";
import { inspect } from "node:util";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import { fetches, testClient, token } from "./testClient.ts";
import { appId, deploymentId, targetId } from "./wire.ts";
import { brokenOff, json, type Reply, raw, reset, silence, startWireServer, type WireServer } from "./wireServer.ts";

const echo = { message: `Key ${token} is no good`, data: { code: token, message: token } };
const replies: Readonly<Record<string, Reply>> = {
  "a 401 that repeats it": json(401, echo, { "x-request-id": token }),
  "a 422 that hides it among invisible characters": json(422, { message: [...token].join("\u200B") }),
  "a 422 that repeats it at the edge of what is kept": json(422, { message: "x".repeat(295) + token }),
  "a 500": json(500, echo),
  "a 200 of nonsense": json(200, { id: token, data: [{ id: token }, token] }),
  HTML: raw(200, token),
  "a redirect": raw(307, "", { location: `https://example.com/${token}` }),
  "a reset": reset,
  "a broken answer": brokenOff,
  silence: silence,
};

describe("the API key", () => {
  let server: WireServer;
  afterEach(() => server?.close());

  for (const [fetchName, fetch] of fetches) {
    for (const [name, reply] of Object.entries(replies)) {
      it(`shows in no error, log line or address after ${name} with ${fetchName}`, async () => {
        server = await startWireServer(reply);
        const { client, lines, omitted } = testClient(server.url, { fetch, timeoutMs: 100 });
        const ends = await Promise.allSettled([
          client.listApps(),
          client.getApp(appId),
          client.listDeployments(appId),
          client.getDeployment(appId, deploymentId),
          client.deploymentLog(appId, deploymentId),
          client.rollBack(appId, targetId),
          client.checkKey(token),
        ]);
        const errors = ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
        assert.ok(errors.length > 0 && errors.every((error) => error instanceof SevallaError));
        const urls = server.received.map(({ url }) => url);
        const shown = inspect({ errors, lines, omitted, urls }, { depth: 10 });
        assert.ok(!shown.includes(token.slice(0, 6)), shown);
      });
    }
  }

  for (const bad of ["svl_two words", "svl_line\nbreak", "svl_ümlaut", "svl_\u0000", " ", ""]) {
    it(`is refused without a request or a mention if it is ${JSON.stringify(bad)}`, async () => {
      server = await startWireServer(json(200, {}));
      const { client } = testClient(server.url, { token: () => bad });
      const error = await client.listApps().catch((reason: unknown) => reason);
      assert.ok(error instanceof SevallaError);
      assert.equal(error.kind, "unauthorized");
      assert.equal(error.fate, "notSent");
      assert.ok(bad.trim() === "" || !inspect(error).includes(bad.slice(0, 7)));
      assert.deepEqual(server.received, []);
    });
  }
});
