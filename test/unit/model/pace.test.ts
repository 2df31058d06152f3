import assert from "node:assert/strict";
import fc from "fast-check";
import { Pace } from "../../../src/model/pace.ts";
import { minute, noon } from "../../support/builders.ts";

const budget = (remaining: number, resetMs = 0) => ({ limit: 400, remaining, resetMs });
const told = (remaining: number, resetMs?: number) => {
  const pace = new Pace();
  pace.note(budget(remaining, resetMs), noon);
  return pace;
};

describe("The pace of reading", () => {
  it("is the usual one as long as nothing is known of the budget, or little is used", () => {
    assert.equal(new Pace().factor(noon), 1);
    assert.equal(told(368).factor(noon), 1);
  });

  it("falls with the square of the share that a company uses, to a twelfth at least", () => {
    assert.equal(Math.round(told(335).factor(noon)), 4);
    assert.equal(Math.round(told(303).factor(noon)), 9);
    assert.equal(told(200).factor(noon), 12);
  });

  it("counts what is used early in a minute for what it will come to", () => {
    assert.equal(Math.round(told(367, 30_000).factor(noon)), 4);
    assert.equal(told(392, 59_000).factor(noon), 1);
  });

  it("remembers a busy minute in the next one, half of it after a minute", () => {
    const pace = told(303);
    pace.note(budget(399, 59_000), noon + 1_000);
    assert.equal(Math.round(pace.factor(noon + 1_000)), 9);
    assert.equal(Math.round(pace.factor(noon + minute) * 100), 225);
  });

  it("rests until the minute is over when hardly anything is left", () => {
    assert.equal(told(40, 12_000).restMs(noon), 12_000);
    assert.equal(told(0, 12_000).restMs(noon + 2_000), 10_000);
    assert.equal(told(41, 12_000).restMs(noon), 0);
  });

  it("starts afresh with another account", () => {
    const pace = told(0, 12_000);
    pace.forget();
    assert.equal(pace.factor(noon), 1);
    assert.equal(pace.restMs(noon), 0);
  });

  it("stays within its bounds whatever it is told", () => {
    const note = fc.record({
      limit: fc.integer({ min: 1, max: 10_000 }),
      used: fc.nat(),
      resetMs: fc.nat(),
      ms: fc.nat(300_000),
    });
    fc.assert(
      fc.property(fc.array(note), (all) => {
        const pace = new Pace();
        let now = noon;
        for (const { limit, used, resetMs, ms } of all) {
          now += ms;
          pace.note({ limit, remaining: Math.max(0, limit - used), resetMs }, now);
          const factor = pace.factor(now);
          assert.equal(factor >= 1 && factor <= 12, true);
          assert.equal(pace.restMs(now) <= minute, true);
          assert.equal(pace.turnMs(now) >= 0, true);
        }
      }),
    );
  });
});
