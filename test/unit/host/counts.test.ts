import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { countsFrom, sum } from "../../host/counts.ts";

describe("The counts of a test run", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "counts-"));
  const statsFile = path.join(folder, "stats.json");
  after(() => rmSync(folder, { recursive: true }));

  const counts = (tests: number, passes: number, failures: number, isClean: boolean) => {
    writeFileSync(statsFile, JSON.stringify({ tests, passes, failures }));
    return countsFrom(statsFile, isClean);
  };

  it("are what the run reports", () => {
    assert.deepEqual(counts(5, 3, 2, false), { passed: 3, failed: 2 });
    assert.deepEqual(counts(4, 3, 0, true), { passed: 3, failed: 0 });
  });

  it("are one failure when the run died before it could report", () => {
    assert.deepEqual(countsFrom(path.join(folder, "none.json"), false), { passed: 0, failed: 1 });
  });

  it("are one failure when no test ran", () => {
    assert.deepEqual(counts(0, 0, 0, true), { passed: 0, failed: 1 });
  });

  it("have one failure more when the run ended badly after its tests passed", () => {
    assert.deepEqual(counts(3, 3, 0, false), { passed: 3, failed: 1 });
  });

  it("add up over the steps", () => {
    assert.deepEqual(
      sum([
        { passed: 1, failed: 2 },
        { passed: 3, failed: 0 },
      ]),
      { passed: 4, failed: 2 },
    );
  });
});
