import assert from "node:assert/strict";
import { addressName, connectionTo } from "../../../src/sevalla/connection.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import { failureOf, token } from "./testClient.ts";
import { appId, wireApp } from "./wire.ts";
import { json, type Reply, startWireServer, type WireServer } from "./wireServer.ts";

describe("the connection", () => {
  let server: WireServer;
  const start = async (reply: Reply) => {
    server = await startWireServer(reply);
    return server;
  };
  afterEach(() => server?.close());

  const log = () => {
    const lines: string[] = [];
    return {
      lines,
      info: (line: string) => lines.push(`info ${line}`),
      warn: (line: string) => lines.push(`warn ${line}`),
    };
  };

  it("goes to the address that the settings name at the time", async () => {
    const { url, received } = await start(json(200, wireApp()));
    let setting = `${url}/one`;
    const client = connectionTo(
      () => setting,
      () => token,
      log(),
    );
    assert.equal(client(), client());
    await client().getApp(appId);
    setting = `${url}/two/`;
    await client().getApp(appId);
    assert.deepEqual(
      received.map((one) => one.url.split("/")[2]),
      ["one", "two"],
    );
  });

  it("sends nothing while the setting is not a usable address", async () => {
    const client = connectionTo(
      () => "http://example.com",
      () => token,
      log(),
    );
    assert.throws(client, (error) => error instanceof SevallaError && error.fate === "notSent");
  });

  it("notes method, path, status and time, and how to find the request again", async () => {
    const { url } = await start(json(404, { message: "No such app" }, { "x-request-id": "req-9" }));
    const noted = log();
    await failureOf(
      connectionTo(
        () => url,
        () => token,
        noted,
      )().getApp(appId),
    );
    assert.equal(noted.lines.length, 1);
    const pattern = `^warn GET /applications/${appId} · 404 · notFound · \\d+ ms · request req-9$`;
    assert.match(noted.lines[0] ?? "", new RegExp(pattern));
  });

  it("has one name for all spellings of an address", () => {
    assert.equal(addressName(""), addressName("https://API.sevalla.com/v3/"));
    assert.equal(addressName("nonsense"), "nonsense");
  });
});
