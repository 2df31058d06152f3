import assert from "node:assert/strict";
import { describeProblem } from "../../../src/present/problem.ts";
import { SevallaError, type SevallaErrorKind } from "../../../src/sevalla/errors.ts";

const kinds: readonly SevallaErrorKind[] = [
  "unauthorized",
  "forbidden",
  "notFound",
  "rejected",
  "rateLimited",
  "server",
  "offline",
  "timeout",
  "malformed",
];

describe("A problem in words", () => {
  for (const kind of kinds) {
    it(`says of "${kind}" what happened and what was not changed, in that order`, () => {
      const error = new SevallaError(kind);
      const { message } = describeProblem(error, "Nothing was rolled back.");
      assert.equal(message.startsWith(`${error.message} Nothing was rolled back.`), true, message);
    });
  }

  it("ends with what to do next", () => {
    assert.match(describeProblem(new SevallaError("offline")).message, /Check your connection/);
    assert.match(describeProblem(new SevallaError("rateLimited")).message, /Wait a minute/);
  });

  it("quotes Sevalla's reason for a refusal, before what was not changed", () => {
    const error = new SevallaError("rejected", { serverMessage: "There is nothing to roll back to" });
    assert.equal(
      describeProblem(error, "Nothing was rolled back.").message,
      "Sevalla refused the request. Sevalla says: There is nothing to roll back to. Nothing was rolled back.",
    );
  });

  it("names the request to support when the fault is Sevalla's", () => {
    assert.match(describeProblem(new SevallaError("server", { requestId: "req-7" })).message, /request ID req-7\./);
  });

  it("offers the one action that helps", () => {
    assert.equal(describeProblem(new SevallaError("unauthorized")).action, "signIn");
    assert.equal(describeProblem(new SevallaError("malformed")).action, "openSettings");
    assert.equal(describeProblem(new SevallaError("rejected", { fate: "notSent" })).action, "openSettings");
    assert.equal(describeProblem(new SevallaError("rejected")).action, "showLog");
    assert.equal(describeProblem(new SevallaError("offline")).action, "showLog");
  });
});
