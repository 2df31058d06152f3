import assert from "node:assert/strict";
import { mayHaveActed, SevallaError, type SevallaErrorKind } from "../../../src/sevalla/errors.ts";

const kinds: Readonly<Record<SevallaErrorKind, boolean>> = {
  unauthorized: false,
  forbidden: false,
  notFound: false,
  rejected: false,
  rateLimited: false,
  server: true,
  offline: true,
  timeout: true,
  malformed: true,
};

describe("a SevallaError", () => {
  for (const kind of ["unauthorized", "forbidden", "notFound", "rejected", "rateLimited"] as const) {
    it(`that is ${kind} says so in a sentence and that nothing was done`, () => {
      const error = new SevallaError(kind);
      assert.match(error.message, /^[A-Z][^\n]+\.$/);
      assert.equal(mayHaveActed(error), kinds[kind]);
    });
  }
  for (const kind of ["server", "offline", "timeout", "malformed"] as const) {
    it(`that is ${kind} says so in a sentence and that something may have been done`, () => {
      const error = new SevallaError(kind);
      assert.match(error.message, /^[A-Z][^\n]+\.$/);
      assert.equal(mayHaveActed(error), kinds[kind]);
    });
  }

  it("keeps its cause", () => {
    const cause = new Error("Deep down.");
    assert.equal(new SevallaError("offline", { cause }).cause, cause);
    assert.ok(!("cause" in new SevallaError("offline")));
  });

  it("is made from itself and from any surprise, after which nothing is certain", () => {
    const error = new SevallaError("notFound");
    assert.equal(SevallaError.from(error), error);
    const surprise = SevallaError.from("what?");
    assert.equal(surprise.cause, "what?");
    assert.ok(mayHaveActed(surprise));
  });
});
