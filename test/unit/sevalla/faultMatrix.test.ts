import assert from "node:assert/strict";
import { describeProblem } from "../../../src/present/problem.ts";
import type { SevallaClient } from "../../../src/sevalla/client.ts";
import { mayHaveActed, type SevallaError } from "../../../src/sevalla/errors.ts";
import { mostRetries } from "../../../src/sevalla/retry.ts";
import { calls } from "./calls.ts";
import { bodyFaults, startTlsServer, type WireFault, wireFaults } from "./faults.ts";
import { failureOf, testClient, token } from "./testClient.ts";
import { appId, deploymentId } from "./wire.ts";
import { type Reply, startWireServer, type WireServer } from "./wireServer.ts";

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

const everyCall: Readonly<Record<string, (client: SevallaClient) => Promise<unknown>>> = {
  ...Object.fromEntries(Object.entries(calls).map(([name, { call }]) => [name, call])),
  "cancels a deployment": (client) => client.cancelDeployment(appId, deploymentId),
};
const readsNoBody = new Set(["cancels a deployment"]);
const isWrite = (name: string) =>
  name === "cancels a deployment" || !(calls[name]?.request.startsWith("GET ") ?? false);

describe("Whatever goes wrong with a call that", () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  let server: WireServer | undefined;

  before(() => process.on("unhandledRejection", note));
  after(() => process.off("unhandledRejection", note));
  afterEach(async () => {
    await server?.close();
    assert.deepEqual(unhandled, []);
  });

  const serve = async (reply: Reply) => {
    server = await startWireServer(reply);
    return server;
  };

  for (const [name, call] of Object.entries(everyCall)) {
    const faults: readonly (readonly [string, WireFault])[] = [
      ...Object.entries(wireFaults),
      ...(readsNoBody.has(name) ? [] : Object.entries(bodyFaults)),
    ];
    it(`${name}, it is one known error, ${isWrite(name) ? "sent once" : "asked for again where that may help"}`, async () => {
      for (const [what, { reply, kind, isPassing, mayHaveActed: mayHave }] of faults) {
        const { url, received, close } = await serve(reply);
        const isLate = kind === "timeout";
        const { client, waits } = testClient(url, isLate ? { timeoutMs: 250 } : {});
        // An answer of 401 is what a check of a key asks for.
        const isAnswer = name === "checks a key" && kind === "unauthorized";
        if (isAnswer)
          assert.deepEqual(await call(client).then((check) => Reflect.get(Object(check), "isValid")), false);
        else {
          const error = await failureOf(call(client));
          assert.equal(error.kind, kind, what);
          if (isWrite(name)) assert.equal(mayHaveActed(error), mayHave, what);
          assertTells(error);
        }
        const expected = isPassing && !isWrite(name) ? 1 + mostRetries : 1;
        assert.equal(received.length, expected, what);
        assert.equal(waits.length, expected - 1, what);
        await close();
      }
    }).timeout(20_000);

    it(`${name}, nothing is sent without a name for the host, a listener or a certificate`, async () => {
      const { url, close } = await serve(() => undefined);
      await close();
      const tls = await startTlsServer();
      for (const address of ["http://sevalla.invalid/v3", url, tls.url]) {
        const error = await failureOf(call(testClient(address).client));
        assert.equal(error.kind, "offline", address);
        if (isWrite(name)) assert.equal(error.fate, "notSent", address);
        assertTells(error);
      }
      assert.equal(tls.asked(), 0);
      tls.close();
    }).timeout(20_000);
  }
});
