import assert from "node:assert/strict";
import { expiryToWarnOf } from "../../../src/model/keyExpiry.ts";
import { expiryWords } from "../../../src/present/keyExpiry.ts";
import { hour, noon } from "../../support/builders.ts";

const day = 24 * hour;
const key = (expiresAt: number | undefined) => ({ id: "key-1", name: "CI", expiresAt, isChosen: true });
const isWarnedOf = (expiresAt: number | undefined, warned: readonly unknown[] = []) =>
  expiryToWarnOf(key(expiresAt), noon, warned) !== undefined;

describe("The end of a key", () => {
  it("is warned of in its last week", () => {
    assert.equal(isWarnedOf(noon + 7 * day), true);
    assert.equal(isWarnedOf(noon + 7 * day + 1), false);
    assert.equal(isWarnedOf(noon + 1), true);
    assert.equal(isWarnedOf(noon), false);
    assert.equal(isWarnedOf(undefined), false);
  });

  it("is warned of once more on its last day", () => {
    const first = expiryToWarnOf(key(noon + 2 * day), noon, []);
    assert.equal(isWarnedOf(noon + 2 * day, [first]), false);
    const last = expiryToWarnOf(key(noon + 2 * day), noon + day, [first]);
    assert.ok(last !== undefined && last !== first);
    assert.equal(expiryToWarnOf(key(noon + 2 * day), noon + day + hour, [first, last]), undefined);
  });

  it("is warned of once, and once more when it was put off", () => {
    const mark = expiryToWarnOf(key(noon + day), noon, []);
    assert.equal(isWarnedOf(noon + day, [7, mark]), false);
    assert.equal(isWarnedOf(noon + 2 * day, [7, mark]), true);
  });

  for (const [ms, words] of [
    [0, "has expired"],
    [1, "expires within a day"],
    [day, "expires within a day"],
    [day + 1, "expires in 2 days"],
    [3 * day, "expires in 3 days"],
  ] as const) {
    it(`is in ${ms} ms: "${words}"`, () => assert.equal(expiryWords(noon + ms, noon), words));
  }
});
