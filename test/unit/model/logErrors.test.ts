import assert from "node:assert/strict";
import fc from "fast-check";
import { lastErrors, linesOf, readsLikeError } from "../../../src/model/logErrors.ts";
import { aLog } from "../../support/builders.ts";

const error = (message: string) => ({ message, severity: "ERROR" });

describe("The last errors of a log", () => {
  it("are the lines that read like one, oldest first", () => {
    const log = aLog(
      "Error: the first",
      "error: the second",
      "all is well",
      error("src/a.ts:1:2 - error TS2345: the third"),
      error("  indented code of the error"),
      error("Build failed"),
    );
    assert.deepEqual(lastErrors(log, 2), ["error: the second", "src/a.ts:1:2 - error TS2345: the third"]);
  });

  it("are the last that Sevalla calls errors where none reads like one", () => {
    assert.deepEqual(lastErrors(aLog("a", error("b"), { message: "c", severity: "critical" }, "d"), 5), ["b", "c"]);
  });

  it("are none where nothing went wrong", () => {
    assert.deepEqual(
      lastErrors(aLog("Deployment queued", "#9 1.2 0 errors, 0 warnings", "errorHandler.js compiled"), 5),
      [],
    );
    assert.deepEqual(lastErrors([], 5), []);
    assert.deepEqual(lastErrors(aLog(error("a")), 0), []);
  });

  it("are told once, one by one, and without terminal sequences", () => {
    const log = aLog(error("\u001b[31mError: a\u001b[0m\r\n\r\nError: b"), error("Error: b"));
    assert.deepEqual(lastErrors(log, 5), ["Error: a", "Error: b"]);
  });

  for (const line of [
    "src/x.ts(18,31): error TS2339: Property 'history' does not exist on type 'Price'.",
    "npm error code 2",
    "npm ERR! code ELIFECYCLE",
    "TypeError: Cannot read properties of undefined",
    "django.core.exceptions.FieldError: x",
    "error[E0308]: mismatched types",
    '#9 ERROR: process "/bin/sh -c npm run build" did not complete successfully: exit code: 2',
    "panic: runtime error: index out of range",
    "sh: 1: next: command not found",
    "Health check failed 5 times: connect ECONNREFUSED :8080",
  ]) {
    it(`find that an error: ${line.slice(0, 50)}`, () => assert.equal(readsLikeError(line), true));
  }

  for (const line of ["added 412 packages in 17s", "exit code: 0", "no errors: fine", "GET /error 200", "warning: x"]) {
    it(`do not find that an error: ${line}`, () => assert.equal(readsLikeError(line), false));
  }

  it("are found in whatever a log may hold, and never more than were asked for", () => {
    const entry = fc.record({
      message: fc.string({ unit: "binary", maxLength: 300 }),
      severity: fc.option(fc.string(), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(entry), fc.nat(5), (entries, most) => {
        const found = lastErrors(aLog(...entries), most);
        assert.ok(found.length <= most);
        for (const line of found) assert.doesNotMatch(line, /[\r\n]/);
      }),
    );
  });

  it("are found in no time in a line of a megabyte, however it is made", () => {
    for (const unit of ["a", "Error", "[", " ", "A.", "npm error ", "\u001b[", "fatal "]) {
      const log = aLog(error(unit.repeat(1_000_000 / unit.length)));
      const since = performance.now();
      lastErrors(log, 5);
      assert.ok(performance.now() - since < 500, `${unit}: ${performance.now() - since} ms`);
    }
  });
});

describe("The lines of a log entry", () => {
  it("end as lines do on any system, and where a terminal begins a line again", () => {
    assert.deepEqual(linesOf("a\nb\r\nc\rd"), ["a", "b", "c", "d"]);
    assert.deepEqual(linesOf(""), [""]);
  });
});
