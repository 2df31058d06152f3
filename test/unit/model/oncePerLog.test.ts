import assert from "node:assert/strict";
import { oncePerLog } from "../../../src/model/oncePerLog.ts";
import { aLog } from "../../support/builders.ts";

describe("What is found in a log", () => {
  it("is sought once, and anew when the entries or the words are others", () => {
    let times = 0;
    const count = oncePerLog((entries, words) => {
      times++;
      return entries.length + words.length;
    });
    const log = aLog("a", "b");
    assert.deepEqual([count(log, ["x"]), count(log, ["x"]), times], [3, 3, 1]);
    assert.deepEqual([count(log, ["x", "y"]), times], [4, 2]);
    assert.deepEqual([count([...log], ["x", "y"]), times], [4, 3]);
    assert.deepEqual([count(log), times], [2, 4]);
  });
});
