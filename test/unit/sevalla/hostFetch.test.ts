import assert from "node:assert/strict";
import { chooseFetch } from "../../../src/sevalla/hostFetch.ts";
import { json, startWireServer, type WireServer } from "./wireServer.ts";

describe("the fetch of the host", () => {
  let server: WireServer;
  beforeEach(async () => {
    server = await startWireServer(json(200, {}));
  });
  afterEach(() => server.close());

  const callerOf = async (host: object) => {
    const { signal } = new AbortController();
    await chooseFetch(host)(server.url, { method: "GET", headers: {}, redirect: "manual", signal });
    return server.received[0]?.headers["user-agent"];
  };

  it("is VS Code's where VS Code has patched the global one", async () => {
    const { fetch: real } = globalThis;
    globalThis.fetch = (input, init) => real(input, { ...init, headers: { "user-agent": "patched" } });
    try {
      assert.equal(await callerOf({ __vscodePatchedFetch: () => undefined }), "patched");
    } finally {
      globalThis.fetch = real;
    }
  });

  it("is node-fetch everywhere else", async () => {
    assert.equal(await callerOf({}), "node-fetch");
    assert.equal(await callerOf(globalThis), "node-fetch");
  });
});
