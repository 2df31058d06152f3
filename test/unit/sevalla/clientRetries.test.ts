import assert from "node:assert/strict";
import { Readable } from "node:stream";
import type { Fetch } from "../../../src/sevalla/fetch.ts";
import { failureOf, fetches, testClient } from "./testClient.ts";
import { appId, appText, wireApp } from "./wire.ts";
import { brokenOff, inTurn, json, type Reply, raw, reset, startWireServer, type WireServer } from "./wireServer.ts";

const app = json(200, wireApp());

describe("retries of a call that only reads", () => {
  let server: WireServer;
  const start = async (reply: Reply) => {
    server = await startWireServer(reply);
    return server;
  };
  afterEach(() => server?.close());

  const passing: Readonly<Record<string, Reply>> = {
    "a 500": json(500, { message: "Broken" }),
    "a 503 in HTML": raw(503, "<html>"),
    "a reset connection": reset,
    "an answer that breaks off": brokenOff,
  };
  for (const [name, reply] of Object.entries(passing)) {
    it(`follow ${name} and then succeed`, async () => {
      const { url, received } = await start(inTurn(reply, app));
      const { client, waits } = testClient(url);
      assert.equal((await client.getApp(appId)).name, "Shop");
      assert.equal(received.length, 2);
      assert.deepEqual(waits, [250]);
    });

    it(`end after the third for ${name}, each waiting twice as long as the one before`, async () => {
      const { url, received } = await start(reply);
      const { client, waits } = testClient(url);
      await failureOf(client.getApp(appId));
      assert.equal(received.length, 4);
      assert.deepEqual(waits, [250, 500, 1000]);
    });
  }

  it("follow a timeout", async () => {
    let calls = 0;
    const fetch: Fetch = (_, { signal }) => {
      calls++;
      const answered = { status: 200, headers: new Headers(), body: Readable.from([JSON.stringify(wireApp())]) };
      if (calls > 1) return Promise.resolve(answered);
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    };
    const { client, lines } = testClient("http://localhost", { fetch, timeoutMs: 10 });
    assert.equal((await client.getApp(appId)).name, "Shop");
    assert.equal(lines[0]?.problem, "timeout");
  });

  it("follow a connection that nobody takes", async () => {
    const { url, close } = await start(app);
    await close();
    const { client, waits } = testClient(url);
    await failureOf(client.getApp(appId));
    assert.equal(waits.length, 3);
  });

  it("wait a random part longer, so that many windows do not come back at once", async () => {
    const { url } = await start(json(500, {}));
    const { client, waits } = testClient(url, { random: () => 0.5 });
    await failureOf(client.getApp(appId));
    assert.deepEqual(waits, [375, 750, 1500]);
  });

  it("wait as long as a 429 says in x-ratelimit-reset", async () => {
    const { url } = await start(
      inTurn(
        json(429, {}, { "x-ratelimit-reset": "17", "retry-after": "3" }),
        json(429, {}, { "x-ratelimit-reset": "2" }),
        app,
      ),
    );
    const { client, waits } = testClient(url);
    await client.getApp(appId);
    assert.deepEqual(waits, [17_000, 2_000]);
  });

  it("give up on a limit after the third, too", async () => {
    const { url, received } = await start(json(429, {}, { "x-ratelimit-reset": "1" }));
    const error = await failureOf(testClient(url).client.getApp(appId));
    assert.equal(error.kind, "rateLimited");
    assert.equal(error.retryAfterMs, 1_000);
    assert.equal(received.length, 4);
  });

  for (const status of [400, 401, 403, 404, 422]) {
    it(`do not follow a ${status}`, async () => {
      const { url, received } = await start(json(status, {}));
      await failureOf(testClient(url).client.getApp(appId));
      assert.equal(received.length, 1);
    });
  }

  it("do not follow an answer that is whole but nonsense", async () => {
    const { url, received } = await start(raw(200, "<html>"));
    await failureOf(testClient(url).client.getApp(appId));
    assert.equal(received.length, 1);
  });

  it("stop at once when the caller cancels during the pause", async () => {
    const { url, received } = await start(json(500, {}));
    const cancelling = new AbortController();
    const wait = async () => cancelling.abort("Enough.");
    const asked = testClient(url, { wait }).client.getApp(appId, cancelling.signal);
    await assert.rejects(asked, (error) => error === "Enough.");
    assert.equal(received.length, 1);
  });

  it("are numbered in the log", async () => {
    const { url } = await start(inTurn(json(500, {}, { "x-request-id": "a" }), app));
    let time = 0;
    const now = () => {
      time += 5;
      return time;
    };
    const { client, lines } = testClient(url, { now });
    await client.getApp(appId);
    const same = { method: "GET", path: `/applications/${appText}`, ms: 5 };
    assert.deepEqual(
      lines.map((line) => ({ ...line, ms: 5 })),
      [
        { ...same, attempt: 1, status: 500, problem: "server", requestId: "a" },
        { ...same, attempt: 2, status: 200, problem: undefined, requestId: undefined },
      ],
    );
    assert.ok(lines.every(({ ms }) => ms > 0));
  });
});

describe("redirects", () => {
  const servers: WireServer[] = [];
  const start = async (reply: Reply) => {
    const server = await startWireServer(reply);
    servers.push(server);
    return server;
  };
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));
  const to = (location: string, status = 307) => raw(status, "Moved", { location });

  for (const [fetchName, fetch] of fetches) {
    for (const status of [301, 302, 303, 307, 308]) {
      it(`to another origin by ${status} are refused, and the key stays here, with ${fetchName}`, async () => {
        const elsewhere = await start(app);
        const { url, received } = await start(to(elsewhere.url, status));
        const error = await failureOf(testClient(url, { fetch }).client.getApp(appId));
        assert.equal(error.kind, "rejected");
        assert.match(error.message, /redirects elsewhere, and nothing was sent there/);
        assert.deepEqual(elsewhere.received, []);
        assert.equal(received.length, 1);
      });
    }

    it(`of the same origin are followed three times with ${fetchName}`, async () => {
      const { url, received } = await start(inTurn(to("/a"), to("b"), to("/c?d=e"), app));
      assert.equal((await testClient(url, { fetch }).client.getApp(appId)).name, "Shop");
      assert.deepEqual(
        received.slice(1).map((one) => one.url),
        ["/a", "/b", "/c?d=e"],
      );
    });

    it(`of the same origin are not followed a fourth time with ${fetchName}`, async () => {
      const { url, received } = await start(to("/v3/again"));
      assert.equal((await failureOf(testClient(url, { fetch }).client.getApp(appId))).kind, "rejected");
      assert.equal(received.length, 4);
    });

    it(`of a rollback are refused even within the origin with ${fetchName}`, async () => {
      const { url, received } = await start(to("/v3/again"));
      const error = await failureOf(testClient(url, { fetch }).client.rollBack(appId, undefined));
      assert.equal(error.kind, "rejected");
      assert.equal(error.fate, "refused");
      assert.equal(received.length, 1);
    });
  }

  for (const location of [
    "https://127.0.0.1/",
    "//example.com/",
    "http://user@HOST/",
    "http://:pass@HOST/",
    "",
    "http://",
  ]) {
    it(`to ${location || "nowhere"} are refused`, async () => {
      const { url, received } = await start((response, nth, one) =>
        to(location.replace("HOST", one.headers.host ?? ""))(response, nth, one),
      );
      assert.equal((await failureOf(testClient(url).client.getApp(appId))).kind, "rejected");
      assert.equal(received.length, 1);
    });
  }
});
