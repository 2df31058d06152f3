import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import type { SevallaErrorKind } from "../../../src/sevalla/errors.ts";
import { failureOf, fetches, testClient, token } from "./testClient.ts";
import {
  appId,
  deploymentId,
  otherAppText,
  wireApp,
  wireDeployment,
  wireLogEntry,
  wirePage,
  wireSummary,
} from "./wire.ts";
import {
  brokenOff,
  inTurn,
  json,
  type Reply,
  raw,
  reset,
  silence,
  startWireServer,
  type WireServer,
} from "./wireServer.ts";

/** An app, and 21 MB of spaces that no JSON parser minds. */
const tooMuch = JSON.stringify(wireApp()).padEnd(65 * 1024 * 1024);

describe("the failures of the client", () => {
  let server: WireServer;
  const start = async (reply: Reply) => {
    server = await startWireServer(reply);
    return server;
  };
  afterEach(() => server?.close());

  const statuses: readonly (readonly [number, SevallaErrorKind])[] = [
    [400, "rejected"],
    [401, "unauthorized"],
    [403, "forbidden"],
    [404, "notFound"],
    [409, "rejected"],
    [422, "rejected"],
    [429, "rateLimited"],
    [500, "server"],
    [502, "server"],
    [503, "server"],
  ];
  for (const [status, kind] of statuses) {
    it(`calls a ${status} ${kind}`, async () => {
      const { url } = await start(json(status, { message: "As it is.", status }));
      const error = await failureOf(testClient(url).client.getApp(appId));
      assert.equal(error.kind, kind);
      assert.equal(error.status, status);
      assert.equal(error.serverMessage, "As it is.");
      assert.match(error.message, /^[A-Z].*\.$/);
    });
    it(`calls a ${status} ${kind} when a gateway answers it with HTML`, async () => {
      const { url } = await start(raw(status, "<html><h1>Oh no</h1></html>", { "content-type": "text/html" }));
      const error = await failureOf(testClient(url).client.getApp(appId));
      assert.equal(error.kind, kind);
      assert.equal(error.serverMessage, undefined);
    });
    it(`calls a ${status} ${kind} when its body breaks off`, async () => {
      const { url } = await start((response) => {
        response.writeHead(status, { "content-length": "500" });
        response.write("{", () => response.socket?.destroy());
      });
      assert.equal((await failureOf(testClient(url).client.getApp(appId))).kind, kind);
    });
  }

  it("goes by the status of a refusal whose body never ends", async () => {
    const { url } = await start((response) => void response.writeHead(404).write("{"));
    assert.equal((await failureOf(testClient(url, { timeoutMs: 1_000 }).client.getApp(appId))).kind, "notFound");
  });

  it("tells the request id and the tracking code", async () => {
    const body = { message: "Broken", status: 500, data: { code: "trk_77", message: "More" } };
    const { url } = await start(json(500, body, { "x-request-id": "req-123" }));
    const error = await failureOf(testClient(url).client.getApp(appId));
    assert.equal(error.requestId, "req-123");
    assert.equal(error.trackingCode, "trk_77");
  });

  it("makes what the server says one short line of visible characters", async () => {
    const { url } = await start(json(422, { message: `Not\r\n\tnow\u0000 \u202Egnp.exe\u200B ${"x".repeat(400)}` }));
    const { serverMessage = "" } = await failureOf(testClient(url).client.getApp(appId));
    assert.ok(serverMessage.startsWith("Not now gnp.exe xxx"), serverMessage);
    assert.equal(serverMessage.length, 300);
  });

  const nonsense: Readonly<Record<string, Reply>> = {
    HTML: raw(200, "<!doctype html><title>Proxy</title>", { "content-type": "text/html" }),
    nothing: raw(200, ""),
    "no content": raw(204, ""),
    "half of the JSON": raw(200, JSON.stringify(wireApp()).slice(0, 40)),
    "a connection that breaks off": brokenOff,
    null: json(200, null),
    "a list": json(200, []),
    "an app without an id": json(200, wireApp({ id: null })),
    "more than 64 MB": (response) => {
      response.writeHead(200);
      response.end(tooMuch);
    },
    "more than 64 MB, well packed": (response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end(gzipSync(tooMuch));
    },
  };
  for (const [fetchName, fetch] of fetches) {
    for (const [name, reply] of Object.entries(nonsense)) {
      it(`does not understand ${name} with ${fetchName}`, async () => {
        const { url } = await start(reply);
        assert.equal((await failureOf(testClient(url, { fetch }).client.getApp(appId))).kind, "malformed");
      });
    }

    it(`is offline when nobody listens with ${fetchName}`, async () => {
      const { url, close } = await start(silence);
      await close();
      const error = await failureOf(testClient(url, { fetch }).client.getApp(appId));
      assert.equal(error.kind, "offline");
      assert.ok(error.cause instanceof Error);
    });

    it(`is offline when the connection is reset with ${fetchName}`, async () => {
      const { url } = await start(reset);
      assert.equal((await failureOf(testClient(url, { fetch }).client.getApp(appId))).kind, "offline");
    });

    it(`is out of time when no answer comes with ${fetchName}`, async () => {
      const { url } = await start(silence);
      const error = await failureOf(testClient(url, { fetch, timeoutMs: 20 }).client.getApp(appId));
      assert.equal(error.kind, "timeout");
    });

    it(`is out of time when an answer never ends with ${fetchName}`, async () => {
      const { url } = await start((response) => void response.writeHead(200).write("{"));
      const error = await failureOf(testClient(url, { fetch, timeoutMs: 50 }).client.getApp(appId));
      assert.equal(error.kind, "timeout");
    });

    it(`gives a cancelling caller its own reason back with ${fetchName}`, async () => {
      const cancelling = new AbortController();
      const reason = new Error("Enough.");
      const { url, received } = await start(() => cancelling.abort(reason));
      const { client, lines } = testClient(url, { fetch });
      await assert.rejects(client.getApp(appId, cancelling.signal), (error) => error === reason);
      await assert.rejects(client.getApp(appId, cancelling.signal), (error) => error === reason);
      assert.equal(received.length, 1);
      assert.deepEqual(
        lines.map(({ problem }) => problem),
        ["cancelled"],
      );
    });

    it(`gives a caller that cancels in the middle of an answer its own reason with ${fetchName}`, async () => {
      const cancelling = new AbortController();
      const { url } = await start((response) => {
        response.writeHead(200).write("{");
        setImmediate(() => cancelling.abort("Enough."));
      });
      const asked = testClient(url, { fetch }).client.listApps({ signal: cancelling.signal });
      await assert.rejects(asked, (error) => error === "Enough.");
    });
  }

  it("waits 30 s for an answer unless told otherwise", async () => {
    const { url } = await start(json(200, wireApp()));
    const { setTimeout: real } = globalThis;
    const delays: (number | undefined)[] = [];
    const { client } = testClient(url, { fetch: async () => ({ status: 404, headers: new Headers(), body: null }) });
    globalThis.setTimeout = Object.assign((task: () => void, ms?: number) => {
      delays.push(ms);
      return real(task, ms);
    }, real);
    try {
      await failureOf(client.getApp(appId));
    } finally {
      globalThis.setTimeout = real;
    }
    assert.deepEqual(delays, [30_000]);
  });

  it("tell of what a key may not change, and not of what it may not read or cancel", async () => {
    const { url } = await start(json(403, { message: "Forbidden" }));
    const told: unknown[] = [];
    const { client } = testClient(url, { onChange: (...change) => told.push(change) });
    await failureOf(client.listApps());
    await failureOf(client.cancelDeployment(appId, deploymentId));
    assert.deepEqual(told, []);
    await failureOf(client.rollBack(appId, undefined));
    await failureOf(client.deploy(appId, {}));
    await failureOf(client.setAutoDeploy(appId, false));
    const deployments = [token, { appId, kind: "deployments" }, true];
    assert.deepEqual(told, [deployments, deployments, [token, { appId, kind: "settings" }, true]]);
  });

  it("tell that a key may change something after all, and do not believe a gateway that it may not", async () => {
    const { url } = await start(inTurn(raw(403, "<h1>Forbidden</h1>"), json(200, wireDeployment())));
    const told: unknown[] = [];
    const { client } = testClient(url, { onChange: (_, { kind }, isRefused) => told.push([kind, isRefused]) });
    await failureOf(client.rollBack(appId, undefined));
    assert.deepEqual(told, []);
    await client.rollBack(appId, undefined);
    assert.deepEqual(told, [["deployments", false]]);
  });

  it("leaves malformed, foreign and repeated items out of a page and says so", async () => {
    const good = wireDeployment();
    const { url } = await start(
      json(200, wirePage([good, { id: "no uuid" }, null, wireDeployment({ app_id: otherAppText }), good])),
    );
    const { client, omitted } = testClient(url);
    const page = await client.listDeployments(appId);
    assert.equal(page.items.length, 1);
    assert.equal(page.omitted, 4);
    assert.equal(omitted.length, 1);
    assert.match(
      omitted[0] ?? "",
      /^Left out of \/applications\/[^/]*\/deployments: 1 malformed in id.*\(item 2\); 1 /,
    );
    assert.match(omitted[0] ?? "", /; 1 repeated \([0-9a-f-]{36}\)\.$/);
  });

  it("leaves a malformed app out of a page without losing the others", async () => {
    const { url } = await start(json(200, wirePage([wireSummary({ created_at: "yesterday" }), wireSummary()])));
    const { client, omitted } = testClient(url);
    assert.equal((await client.listApps()).items[0]?.name, "Shop");
    assert.match(omitted[0] ?? "", /created_at/);
  });

  it("says in one line what is left out of a log, and of the same once an hour", async () => {
    const lines = Array.from({ length: 1_000 }, (_, index) => wireLogEntry({ id: `${index}`, timestamp: undefined }));
    let [sent, now] = [lines, 0];
    const { url } = await start((...args) => json(200, sent)(...args));
    const { client, omitted } = testClient(url, { now: () => now });
    const read = () => client.deploymentLog(appId, deploymentId, undefined, { reader: {}, hasEnded: true });
    await failureOf(read());
    sent = [...lines, wireLogEntry()];
    for (let turn = 0; turn < 10; turn++) {
      now += 10_000;
      await read();
    }
    const said = /: 1000 malformed in timestamp \(item 1, item 2, item 3, …\)\.$/;
    assert.equal(omitted.length, 1);
    assert.match(omitted[0] ?? "", said);
    sent = [wireLogEntry(), wireLogEntry({ message: 7 })];
    now += 10_000;
    await read();
    assert.match(omitted[1] ?? "", /: 1 malformed in message \(item 2\)\.$/);
    now += 60 * 60_000;
    sent = [...lines, wireLogEntry()];
    await read();
    assert.equal(omitted.length, 3);
    assert.match(omitted[2] ?? "", said);
  });

  it("does not take a deployment of another app for an answer", async () => {
    const { url } = await start(json(200, wireDeployment({ app_id: otherAppText })));
    const error = await failureOf(testClient(url).client.rollBack(appId, undefined));
    assert.equal(error.kind, "malformed");
  });
});
