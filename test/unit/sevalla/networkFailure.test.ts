import assert from "node:assert/strict";
import { isNeverSent } from "../../../src/sevalla/networkFailure.ts";
import { openElsewhere } from "../../support/elsewhere.ts";
import { failureOf, testClient } from "./testClient.ts";

const failure = (facts: object, cause?: unknown) => Object.assign(new Error("Failed.", { cause }), facts);

describe("a failed request", () => {
  const never = {
    "a refused connection": failure({ code: "ECONNREFUSED", syscall: "connect" }),
    "a connection that timed out": failure({ code: "ETIMEDOUT", syscall: "connect" }),
    "a host without an address": failure({ code: "ENOTFOUND", syscall: "getaddrinfo" }),
    "node-fetch's word for it": failure({ code: "ECONNREFUSED", erroredSysCall: "connect" }),
    "the global fetch's word for it": new TypeError("fetch failed", { cause: failure({ code: "ECONNREFUSED" }) }),
    "an untrusted certificate": failure({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" }),
    "an unknown issuer": failure({ code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" }),
    "a handshake that was refused": new TypeError("fetch failed", {
      cause: failure({ code: "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE" }),
    }),
    "a connection refused at every address": new AggregateError([
      failure({ syscall: "connect", code: "ETIMEDOUT" }),
      failure({ syscall: "connect", code: "ENETUNREACH" }),
    ]),
  };
  for (const [name, cause] of Object.entries(never)) {
    it(`was never sent after ${name}`, () => assert.ok(isNeverSent(cause)));
  }

  const perhaps = {
    "a reset": failure({ code: "ECONNRESET", syscall: "read" }),
    "a timeout on a live connection": failure({ code: "ETIMEDOUT", syscall: "read" }),
    "a closed socket": new TypeError("fetch failed", { cause: failure({ code: "UND_ERR_SOCKET" }) }),
    "several failures of which one is no connecting": new AggregateError([
      failure({ syscall: "connect" }),
      failure({ code: "ECONNRESET", syscall: "read" }),
    ]),
    "garbage in a secure connection": failure({ code: "ERR_SSL_WRONG_VERSION_NUMBER" }),
    "a broken record": failure({ code: "ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC" }),
    "a proxy's other words": failure({ code: "UND_ERR_ABORTED" }),
    "something unheard of": new Error("Surprise"),
    nothing: undefined,
  };
  for (const [name, cause] of Object.entries(perhaps)) {
    it(`may have been sent after ${name}`, () => assert.ok(!isNeverSent(cause)));
  }

  it("says by which proxy it was kept back, in the words of what it takes", async () => {
    const { ways, close } = await openElsewhere();
    const { client } = testClient("https://api.sevalla.com/v3", { fetch: ways.proxied });
    const error = await failureOf(client.listApps());
    assert.deepEqual([error.kind, error.fate, error.status], ["offline", "notSent", 407]);
    assert.match(error.message, /^The proxy between you and Sevalla asks for a user name and a password/);
    await close();
  });
});
