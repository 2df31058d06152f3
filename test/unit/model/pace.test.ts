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
    assert.equal(told(340).factor(noon), 1);
  });

  it("falls with the share that a company uses, to a sixth at least", () => {
    assert.equal(told(280).factor(noon), 2);
    assert.equal(told(100).factor(noon), 5);
    assert.equal(told(0).factor(noon), 6);
  });

  it("counts what is used early in a minute for what it will come to", () => {
    assert.equal(told(340, 30_000).factor(noon), 2);
    assert.equal(told(395, 59_000).factor(noon), 1);
  });

  it("remembers a busy minute in the next one, half of it after a minute", () => {
    const pace = told(100);
    pace.note(budget(399, 59_000), noon + 1_000);
    assert.equal(Math.round(pace.factor(noon + 1_000)), 5);
    assert.equal(Math.round(pace.factor(noon + minute) * 10), 25);
  });

  it("rests until the minute is over when hardly anything is left", () => {
    assert.equal(told(40, 12_000).resumeAt, noon + 12_000);
    assert.equal(told(0, 12_000).resumeAt, noon + 12_000);
    assert.equal(told(41, 12_000).resumeAt < noon, true);
  });

  it("starts afresh with another account", () => {
    const pace = told(0, 12_000);
    pace.forget();
    assert.equal(pace.factor(noon), 1);
    assert.equal(pace.resumeAt < noon, true);
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
          assert.equal(factor >= 1 && factor <= 6, true);
          assert.equal(pace.resumeAt <= now + minute, true);
        }
      }),
    );
  });
});
