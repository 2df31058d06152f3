import assert from "node:assert/strict";
import { isNeverSent } from "../../../src/sevalla/networkFailure.ts";

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
    "something unheard of": new Error("Surprise"),
    nothing: undefined,
  };
  for (const [name, cause] of Object.entries(perhaps)) {
    it(`may have been sent after ${name}`, () => assert.ok(!isNeverSent(cause)));
  }
});
