import assert from "node:assert/strict";
import * as fc from "fast-check";
import { minute } from "../../support/builders.ts";
import type { Bump } from "../../support/roughWay.ts";
import { leaves } from "../../support/troubles.ts";
import { type Deed, WeatheredWindow } from "../../support/weatheredWindow.ts";

const answered = (status: number, text: (due: unknown) => string): Bump => ({
  kind: "trouble",
  trouble: { status, text },
});
const refused = (status: number) => answered(status, () => JSON.stringify({ message: "It is not so.", status }));

const bump: fc.Arbitrary<Bump> = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 40_000 }).map((ms): Bump => ({ kind: "slow", ms })) },
  { weight: 2, arbitrary: fc.constantFrom<Bump>({ kind: "hang" }, { kind: "breakOff" }) },
  { weight: 3, arbitrary: fc.constantFrom(429, 500, 503).map(refused) },
  { weight: 2, arbitrary: fc.constantFrom(302, 400, 401, 403, 404).map(refused) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Bump>(
      { kind: "trouble", trouble: "lost" },
      { kind: "trouble", trouble: "garbled" },
      answered(204, () => ""),
      answered(200, () => "null"),
      answered(200, (due) => JSON.stringify(due).slice(0, 20)),
      answered(200, (due) => JSON.stringify(leaves(due, (leaf) => (typeof leaf === "string" ? 7 : "seven")))),
    ),
  },
);
const bumps = fc.array(fc.option(bump, { nil: undefined }), { maxLength: 5 });

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("wait"), ms: fc.nat(8 * minute) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("weather"), bumps }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("deploy") }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("others"), requests: fc.integer({ min: 340, max: 450 }) }) },
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constantFrom("focus", "leave", "show", "hide", "refresh", "open", "close", "again"),
    }),
  },
);

describe("Whatever comes over what a window asks,", () => {
  const rejections: unknown[] = [];
  const noteRejection = (reason: unknown) => rejections.push(reason);

  before(() => process.on("unhandledRejection", noteRejection));
  after(() => process.off("unhandledRejection", noteRejection));

  it("it asks for each thing once, for no more than it may, loses nothing, and finds its way back", async () => {
    const deeds = fc.array(deed, { maxLength: 16 });
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    await fc.assert(
      fc.asyncProperty(deeds, fc.boolean(), random, async (deeds, isLent, random) => {
        const window = new WeatheredWindow(isLent, random);
        await window.begin();
        for (const one of deeds) await window.do(one);
        await window.clearUp();
        await window.close();
        assert.deepEqual(rejections, []);
      }),
    );
  }).timeout(60_000);
});
