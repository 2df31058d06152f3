import assert from "node:assert/strict";
import { describeProblem } from "../../../src/present/problem.ts";
import type { SevallaClient } from "../../../src/sevalla/client.ts";
import { type DeviceCode, DeviceCodes, type DeviceCodesOptions } from "../../../src/sevalla/deviceCodes.ts";
import { mayHaveActed, type SevallaError } from "../../../src/sevalla/errors.ts";
import type { Fetch } from "../../../src/sevalla/fetch.ts";
import { nodeFetch } from "../../../src/sevalla/nodeFetch.ts";
import { mostRetries } from "../../../src/sevalla/retry.ts";
import { type Elsewhere, openElsewhere } from "../../support/elsewhere.ts";
import { calls } from "./calls.ts";
import { bodyFaults, type WireFault, wireFaults } from "./faults.ts";
import { failureOf, fetches, testClient, token } from "./testClient.ts";
import { appId, deploymentId } from "./wire.ts";
import { json, type Reply, startWireServer, type WireServer } from "./wireServer.ts";

const unchanged = "Nothing was changed.";

/** What every error has to say: what happened, what was not changed, and what to do, without a trace of the key. */
function assertTells(error: SevallaError): void {
  const { message, action } = describeProblem(error, unchanged);
  assert.match(message, /^[A-Z].+\. Nothing was changed\./);
  const nextStep = message.slice(message.indexOf(unchanged) + unchanged.length).trim();
  assert.equal(nextStep !== "" || action === "openSettings" || error.message.includes("Check the"), true, message);
  assert.equal(message.length < 500, true);
  assert.doesNotMatch(JSON.stringify([message, error, error.cause]), new RegExp(token));
}

/** What a call is made with. */
interface Caller extends DeviceCodesOptions {
  readonly client: SevallaClient;
  readonly url: string;
  /** One that waits to be approved. */
  readonly code: DeviceCode | undefined;
}

const devices = (caller: Caller) => new DeviceCodes(caller.url, caller);
const everyCall: Readonly<Record<string, (caller: Caller) => Promise<unknown>>> = {
  ...Object.fromEntries(
    Object.entries(calls).map(([name, { call }]) => [name, ({ client }: Caller) => call(client)] as const),
  ),
  "cancels a deployment": ({ client }) => client.cancelDeployment(appId, deploymentId),
  "starts a sign-in with the browser": (caller) => devices(caller).start(),
  "asks about a sign-in with the browser": async (caller) => caller.code && devices(caller).ask(caller.code),
};
const readsNoBody = new Set(["cancels a deployment"]);
const isSentOnce = (name: string) => !(calls[name]?.request.startsWith("GET ") ?? false);

describe("Whatever goes wrong with a call that", () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  const limits = new Set<() => void>();
  let reply: Reply = () => undefined;
  let server: WireServer;
  let elsewhere: Elsewhere;
  let code: DeviceCode | undefined;

  before(async () => {
    process.on("unhandledRejection", note);
    server = await startWireServer((...asked) => reply(...asked));
    elsewhere = await openElsewhere();
    reply = json(200, { code: "ABCD-1234", expires_at: "2026-03-10T12:05:00.000Z" });
    ({ code } = await devices(callerBy(nodeFetch)).start());
  });
  after(async () => {
    process.off("unhandledRejection", note);
    await Promise.all([server.close(), elsewhere.close()]);
  });
  afterEach(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(unhandled, []);
    assert.equal(limits.size, 0);
  });

  /** Runs out of time when the test says so. */
  const inTime = (_: number, task: () => void) => {
    limits.add(task);
    return () => limits.delete(task);
  };
  const callerBy = (fetch: Fetch) => {
    const { url } = server;
    const { client, waits } = testClient(url, { fetch, after: inTime });
    return { client, waits, url, code, fetch, after: inTime };
  };

  for (const [name, call] of Object.entries(everyCall)) {
    const faults: readonly (readonly [string, WireFault])[] = [
      ...Object.entries(wireFaults),
      ...(readsNoBody.has(name) ? [] : Object.entries(bodyFaults)),
    ];
    it(`${name}, it is one known error, ${isSentOnce(name) ? "sent once" : "asked for again where that may help"}`, async () => {
      for (const [fetchName, fetch] of fetches) {
        for (const [fault, { reply: spoil, kind, isHidden, ...facts }] of faults) {
          const what = `${fault} by ${fetchName}`;
          // Of what it does not know the client claims nothing.
          const isLost = isHidden && fetch !== nodeFetch;
          const { isPassing, mayHaveActed: mayHave } = isLost ? { isPassing: true, mayHaveActed: true } : facts;
          reply = (...asked) => {
            spoil(...asked);
            if (kind === "timeout") setImmediate(() => [...limits].map((task) => task()));
          };
          const before = server.received.length;
          const caller = callerBy(fetch);
          // An answer of 401 is what a check of a key asks for.
          const isAnswer = name === "checks a key" && kind === "unauthorized";
          if (isAnswer)
            assert.deepEqual(await call(caller).then((check) => Reflect.get(Object(check), "isValid")), false);
          else {
            const error = await failureOf(call(caller));
            assert.equal(error.kind, kind, what);
            if (isSentOnce(name)) assert.equal(mayHaveActed(error), mayHave, what);
            assertTells(error);
          }
          const expected = isPassing && !isSentOnce(name) ? 1 + mostRetries : 1;
          assert.equal(server.received.length - before, expected, what);
          assert.equal(caller.waits.length, expected - 1, what);
        }
      }
    }).timeout(20_000);

    it(`${name}, nothing is sent without a name for the host, a listener or a certificate`, async () => {
      const { noSuchName, refused, untrusted, expired, wrongHost } = elsewhere.ways;
      const ways = [{ noSuchName, refused, untrusted, expired, wrongHost }, elsewhere.hostWays].flatMap(Object.entries);
      const before = server.received.length;
      for (const [way, fetch] of ways) {
        const error = await failureOf(call(callerBy(fetch)));
        assert.equal(error.kind, "offline", way);
        if (isSentOnce(name)) assert.equal(error.fate, "notSent", way);
        assertTells(error);
      }
      assert.equal(server.received.length, before);
      assert.deepEqual(elsewhere.strayed, []);
    }).timeout(20_000);
  }
});
