import assert from "node:assert/strict";
import { inspect } from "node:util";
import { DeviceCodes } from "../../../src/sevalla/deviceCodes.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import { nodeFetch } from "../../../src/sevalla/nodeFetch.ts";
import type { RequestLine } from "../../../src/sevalla/requests.ts";
import { failureOf, token } from "./testClient.ts";
import { brokenOff, inTurn, json, type Reply, raw, startWireServer, type WireServer } from "./wireServer.ts";

const aCode = (code: unknown) => json(200, { code, expires_at: "2026-11-23T09:05:00.000Z" });

describe("the calls for device codes", () => {
  let server: WireServer;
  let lines: RequestLine[];
  afterEach(() => server?.close());

  const start = async (reply: Reply) => {
    server = await startWireServer(reply);
    lines = [];
    return new DeviceCodes(server.url, { fetch: nodeFetch, log: (line) => lines.push(line), timeoutMs: 500 });
  };

  it("ask for a code, and what has become of it, without any key", async () => {
    const codes = await start(inTurn(aCode("ABCD1234"), json(200, { status: "approved", token })));
    const { code, expiresAt } = await codes.start();
    assert.equal(code, "ABCD1234");
    assert.equal(expiresAt, Date.UTC(2026, 10, 23, 9, 5));
    assert.deepEqual(await codes.ask(code), { status: "approved", token });
    assert.deepEqual(
      server.received.map(({ method, url, headers, body }) => [method, url, headers.authorization, body]),
      [
        ["POST", "/v3/auth/device-codes", undefined, ""],
        ["GET", "/v3/auth/device-codes/ABCD1234", undefined, ""],
      ],
    );
  });

  for (const bad of ["../api-keys", "a?b=1", "AB", "A".repeat(33), "ABCD 123", "ABCD\u202e1234", 7, null]) {
    it(`take ${JSON.stringify(bad)} for no code`, async () => {
      const codes = await start(aCode(bad));
      assert.equal((await failureOf(codes.start())).kind, "malformed");
    });
  }

  it("take no token that could not stand in a header", async () => {
    const codes = await start(inTurn(aCode("ABCD1234"), json(200, { status: "approved", token: "two words\n" })));
    const error = await failureOf(codes.ask((await codes.start()).code));
    assert.equal(error.kind, "malformed");
    assert.ok(!inspect(error, { depth: 10 }).includes("two words"));
  });

  it("note neither the code nor the token, and send each request once", async () => {
    const replies = [json(500, { message: "ABCD1234" }), brokenOff, raw(200, token), json(200, { token })];
    const codes = await start(inTurn(aCode("ABCD1234"), ...replies));
    const { code } = await codes.start();
    for (const _ of replies) await failureOf(codes.ask(code));
    assert.equal(server.received.length, 1 + replies.length);
    assert.deepEqual(
      lines.map(({ path, status, problem }) => [path, status, problem]),
      [
        ["/auth/device-codes", 200, undefined],
        ["/auth/device-codes/…", 500, "server"],
        ["/auth/device-codes/…", 200, "malformed"],
        ["/auth/device-codes/…", 200, "malformed"],
        ["/auth/device-codes/…", 200, "malformed"],
      ],
    );
  });

  it("end at once when they are cancelled", async () => {
    const codes = await start(() => undefined);
    const cancel = new AbortController();
    const asking = codes.start(cancel.signal);
    cancel.abort();
    await assert.rejects(asking, { name: "AbortError" });
    assert.equal(lines[0]?.problem, "cancelled");
  });

  it("go nowhere while the address is not a usable one", () => {
    assert.throws(
      () => new DeviceCodes("http://example.com", { fetch: nodeFetch }),
      (error) => error instanceof SevallaError && error.fate === "notSent",
    );
  });
});
