import assert from "node:assert/strict";
import fc from "fast-check";
import { follows, type Step } from "../../../src/model/follows.ts";

describe("Items that follow steps", () => {
  const many = "*";
  /** Few letters and many stars: the worst that can be asked. */
  const letters = (length: number) => fc.array(fc.constantFrom("a", "a", "a", "b"), { maxLength: length });
  const wild = fc.array(fc.constantFrom(many, "a", "a", "b"), { maxLength: 60 });

  const stepsOf = (pattern: readonly string[], looked: () => void) =>
    pattern.map((one): Step<string> => {
      if (one === many) return "any";
      return (letter) => {
        looked();
        return letter === one;
      };
    });

  it("are seen by each step at most once", () => {
    fc.assert(
      fc.property(wild, letters(200), (pattern, items) => {
        let looks = 0;
        const steps = stepsOf(pattern, () => looks++);
        follows(steps, items);
        assert.ok(looks <= steps.length * items.length, `${looks} looks`);
      }),
    );
  });

  it("are what a regular expression says", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(many, "a", "b"), { maxLength: 8 }), letters(8), (pattern, items) => {
        const source = pattern.map((one) => (one === many ? ".*" : one)).join("");
        assert.equal(
          follows(
            stepsOf(pattern, () => {}),
            items,
          ),
          new RegExp(`^${source}$`).test(items.join("")),
        );
      }),
    );
  });
});
