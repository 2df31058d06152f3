import assert from "node:assert/strict";
import { realAfter, waitFor } from "../../../src/sevalla/after.ts";

describe("waiting", () => {
  it("ends with the signal's reason as soon as that is aborted", async () => {
    const cancelling = new AbortController();
    const waiting = waitFor(3_600_000, cancelling.signal);
    cancelling.abort("Enough.");
    await assert.rejects(waiting, (error) => error === "Enough.");
    await assert.rejects(waitFor(3_600_000, cancelling.signal), (error) => error === "Enough.");
  });

  it("goes on for longer than a timer of Node.js can, rather than not at all", async () => {
    let isOver = false;
    const cancel = realAfter(1e13, () => {
      isOver = true;
    });
    // A timer of too many milliseconds would be over after one.
    await waitFor(20);
    cancel();
    assert.equal(isOver, false);
  });

  it("ends by itself", () => waitFor(1, new AbortController().signal));
});
