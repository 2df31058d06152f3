import assert from "node:assert/strict";
import fc from "fast-check";
import { logProblems as inSteps } from "../../../src/model/logProblems.ts";
import { atOnce } from "../../../src/sevalla/slices.ts";
import { aLog } from "../../support/builders.ts";

const logProblems = (entries: Parameters<typeof inSteps>[0]) => atOnce(inSteps(entries));

const error = (message: string) => ({ message, severity: "ERROR" });

describe("The errors of a log that name a place", () => {
  it("say what the line says besides the place, once for each place", () => {
    const log = aLog(
      "src/fine.ts:1:1 compiled",
      error("#9 6.871 src/payments/refund.ts:42:17 - error TS2345: Argument of the wrong type."),
      error("#9 6.871 42   await cards.credit(order.giftCardId, amount);"),
      error("#9 6.903 Found 1 error in src/payments/refund.ts:42"),
    );
    assert.deepEqual(logProblems(log), [
      { path: "src/payments/refund.ts", line: 42, column: 17, message: "error TS2345: Argument of the wrong type." },
    ]);
  });

  it("are told for the frames of a stack by the error above them", () => {
    const log = aLog("TypeError: x is undefined", "    at total (src/cart.ts:3:5)", "fine src/b.ts:1");
    assert.deepEqual(logProblems(log), [
      { path: "src/cart.ts", line: 3, column: 5, message: "TypeError: x is undefined" },
    ]);
  });

  it("are found whatever the severity says, where the line reads like one", () => {
    const [problem] = logProblems(aLog("src/x.ts(18,31): error TS2339: no property"));
    assert.deepEqual(problem, { path: "src/x.ts", line: 18, column: 31, message: "error TS2339: no property" });
  });

  it("are at most 200, and short, in whatever a log may hold", () => {
    const many = aLog(
      ...Array.from({ length: 500 }, (_, index) => error(`src/a.ts:${index + 1}: ${"x".repeat(5_000)}`)),
    );
    assert.equal(logProblems(many).length, 200);
    assert.ok(logProblems(many).every(({ message }) => message.length <= 500));
    const line = fc.oneof(fc.string({ unit: "binary" }), fc.constant("Error: x\n at y (src/a.ts:1:1)"));
    fc.assert(
      fc.property(fc.array(line), (messages) => {
        for (const { message } of logProblems(aLog(...messages.map(error)))) assert.notEqual(message, "");
      }),
    );
  });
});
