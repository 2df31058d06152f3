import assert from "node:assert/strict";
import { SevallaClient } from "../../../src/sevalla/client.ts";
import type { Fetch } from "../../../src/sevalla/fetch.ts";
import { appId, deploymentId, noon } from "../../support/builders.ts";
import { until } from "../../ui/until.ts";
import { wireLogEntry } from "./wire.ts";

const [shop, one, two] = [appId("shop"), deploymentId("one"), deploymentId("two")];

/** A request that waits for its answer. */
interface Waiting {
  readonly token: string;
  readonly signal: AbortSignal;
  answer(lines: readonly string[]): void;
  fail(): void;
}

describe("The log of a deployment, asked for by several who do not know of each other,", () => {
  let asked: Waiting[];
  let now: number;
  let token: string;
  let client: SevallaClient;

  const fetch: Fetch = (_url, { headers: { authorization = "" }, signal }) =>
    new Promise((resolve, reject) => {
      const send = (status: number, text: string) => resolve({ status, headers: new Headers(), body: chunks(text) });
      signal.addEventListener("abort", () => reject(signal.reason));
      asked.push({
        ...{ token: authorization, signal },
        answer: (lines) =>
          send(200, JSON.stringify(lines.map((message, index) => wireLogEntry({ id: `${index}`, message })))),
        fail: () => send(404, "{}"),
      });
    });

  beforeEach(() => {
    asked = [];
    now = noon;
    token = "svl_mine";
    client = new SevallaClient({ fetch, baseUrl: "https://api.example.com/v3", token: () => token, now: () => now });
  });

  /** Once whoever asks has come as far as they do by themselves. */
  async function settled(count: number): Promise<void> {
    await until(`there are ${count} requests`, async () => asked.length >= count);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(asked.length, count);
  }

  async function read(hasEnded = false, lines = ["a"]): Promise<readonly { readonly message: string }[]> {
    const before = asked.length;
    const log = client.deploymentLog(shop, one, undefined, { hasEnded });
    await settled(before + 1);
    asked.at(-1)?.answer(lines);
    return log;
  }

  it("is asked for once by all who ask meanwhile, and each log by itself", async () => {
    const all = [one, one, two, one].map((id) => client.deploymentLog(shop, id));
    await settled(2);
    for (const request of asked) request.answer(["a"]);
    const [first, second, other, third] = await Promise.all(all);
    assert.equal(first === second && second === third && first !== other, true);
  });

  it("is used again for some seconds, and then asked for", async () => {
    const first = await read();
    now += 7_000;
    assert.equal(await client.deploymentLog(shop, one), first);
    now += 1_000;
    assert.notEqual(await read(false, ["a", "b"]), first);
  });

  it("is given to nobody twice who says who they are", async () => {
    const [editor, details] = [{}, {}];
    const wish = { reader: editor };
    const first = client.deploymentLog(shop, one, undefined, wish);
    await settled(1);
    asked[0]?.answer(["a"]);
    assert.equal(await client.deploymentLog(shop, one, undefined, { reader: details }), await first);
    const second = client.deploymentLog(shop, one, undefined, wish);
    await settled(2);
    asked[1]?.answer(["a"]);
    await second;
    await client.deploymentLog(shop, one, undefined, { reader: details });
    assert.equal(asked.length, 2);
  });

  it("is asked for anew by who knows that it has ended, unless it was known when it was asked for", async () => {
    const early = client.deploymentLog(shop, one);
    await settled(1);
    const whole = client.deploymentLog(shop, one, undefined, { hasEnded: true });
    await settled(2);
    const [first, second] = asked;
    second?.answer(["a", "b"]);
    await whole;
    first?.answer(["a"]);
    assert.equal((await early).length, 1);
    assert.equal(await client.deploymentLog(shop, one, undefined, { hasEnded: true }), await whole);
    assert.equal(await client.deploymentLog(shop, one), await whole);
    assert.equal(asked.length, 2);
  });

  it("is nobody's who uses another key, neither on its way nor read", async () => {
    const mine = client.deploymentLog(shop, one);
    token = "svl_theirs";
    const theirs = client.deploymentLog(shop, one);
    await settled(2);
    assert.deepEqual(
      asked.map((request) => request.token),
      ["Bearer svl_mine", "Bearer svl_theirs"],
    );
    for (const request of asked.toReversed()) request.answer(["a"]);
    assert.notEqual(await mine, await theirs);
    token = "svl_third";
    await read();
  });

  it("is not waited for by who is in a hurry, but used by all", async () => {
    const patient = client.deploymentLog(shop, one);
    await settled(1);
    const quick = client.deploymentLog(shop, one, undefined, { isQuick: true });
    await settled(2);
    asked[1]?.answer(["a", "b"]);
    const read = await quick;
    assert.equal(await client.deploymentLog(shop, one), read);
    asked[0]?.answer(["a"]);
    await patient;
    assert.equal(asked.length, 2);
  });

  it("is the same object when it is as it was, and another when a line is", async () => {
    const first = await read(false, ["a", "b"]);
    now += 10_000;
    assert.equal(await read(false, ["a", "b"]), first);
    now += 10_000;
    assert.notEqual(await read(false, ["a", "c"]), first);
  });

  it("is given up when nobody waits for it any more, and not before", async () => {
    const [leaving, staying] = [new AbortController(), new AbortController()];
    const gone = client.deploymentLog(shop, one, leaving.signal);
    const left = client.deploymentLog(shop, one, staying.signal);
    await settled(1);
    leaving.abort(new Error("gone"));
    await assert.rejects(gone, /gone/);
    assert.equal(asked[0]?.signal.aborted, false);
    staying.abort(new Error("also gone"));
    await assert.rejects(left, /also gone/);
    assert.equal(asked[0]?.signal.aborted, true);
    assert.equal((await read()).length, 1);
    await assert.rejects(client.deploymentLog(shop, one, staying.signal), /also gone/);
  });

  it("fails for all who wait, and is asked for by the next", async () => {
    const all = [client.deploymentLog(shop, one), client.deploymentLog(shop, one)];
    await settled(1);
    asked[0]?.fail();
    for (const log of all) await assert.rejects(log, { kind: "notFound" });
    assert.equal((await read()).length, 1);
  });
});

async function* chunks(text: string): AsyncIterable<string> {
  yield text;
}
