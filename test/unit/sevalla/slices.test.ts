import assert from "node:assert/strict";
import { atOnce, inSlices } from "../../../src/sevalla/slices.ts";

/** Steps that each take longer than a slice. */
function* slow(steps: number, onStep: () => void) {
  for (let step = 0; step < steps; step++) {
    const end = performance.now() + 10;
    while (performance.now() < end);
    onStep();
    yield;
  }
  return "done";
}

describe("Work in slices", () => {
  it("lets others have their turn, and comes to the same end", async () => {
    const order: string[] = [];
    setImmediate(() => order.push("other"));
    assert.equal(await inSlices(slow(3, () => order.push("step"))), "done");
    assert.equal(order.indexOf("other") < order.lastIndexOf("step"), true, order.join());
    assert.equal(atOnce(slow(1, () => {})), "done");
  });

  it("keeps nobody waiting that is short", async () => {
    let isOtherDone = false;
    setImmediate(() => {
      isOtherDone = true;
    });
    await inSlices([1, 2, 3].values());
    assert.equal(isOtherDone, false);
  });

  it("fails as the work does", async () => {
    await assert.rejects(
      inSlices(
        slow(1, () => {
          throw new RangeError("x");
        }),
      ),
      RangeError,
    );
  });
});
