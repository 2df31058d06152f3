import assert from "node:assert/strict";
import { type Figure, isMet, median } from "../../bench/figure.ts";
import { growthFigures, growthReport } from "../../bench/growth.ts";
import { report } from "../../bench/report.ts";

const load: Figure = {
  name: "Load",
  unit: "ms",
  values: [9, 3, 4],
  floor: [2],
  floorIs: "an empty extension",
  most: 5,
  mostFloors: 2,
};

describe("The report of a bench", () => {
  it("takes the middle of what was measured", () => {
    assert.equal(median([9, 3, 4]), 4);
    assert.equal(median([1, 2, 3, 4]), 2.5);
  });

  it("says whether a target is met, by itself and against the floor", () => {
    assert.equal(isMet(load), true);
    assert.equal(isMet({ ...load, most: 3 }), false);
    assert.equal(isMet({ ...load, floor: [1] }), false);
    assert.equal(isMet({ ...load, floor: [], mostFloors: undefined }), true);
    assert.equal(isMet({ ...load, most: undefined, mostFloors: undefined }), undefined);
  });

  it("has a row for each figure, with spread, floor and ratio", () => {
    const [, , row] = report([load]).split("\n");
    assert.equal(row, "| Load | 4.00 ms | 3.00–9.00 | 2.00 ms (an empty extension) | 2.00× | ≤ 5 ms, ≤ 2× ✓ |");
  });

  it("has a count without a unit", () => {
    const requests = {
      ...load,
      name: "Requests",
      unit: "",
      values: [1_200],
      floor: [],
      most: 2_000,
      mostFloors: undefined,
    } as const;
    assert.equal(report([requests]).split("\n")[2], "| Requests | 1,200 |  |  |  | ≤ 2000 ✓ |");
  });

  const refreshes = [
    { ...load, name: "Refresh of 1,000 apps", values: [50] },
    { ...load, name: "Refresh of 10,000 apps", values: [230] },
    { ...load, name: "Log of 100 lines", values: [1] },
  ];

  it("draws what each costs of how many", () => {
    const plots = growthReport([load, ...refreshes]);
    assert.match(plots, /title "Refresh: apps: microseconds for each app"/);
    assert.match(plots, /x-axis "How many" \["1,000", "10,000"\]/);
    assert.match(plots, /line \[50\.0, 23\.0\]/);
    assert.match(plots, /line \[10\.0\]/);
  });

  it("compares what each of many costs with each of a tenth", () => {
    const [ratio, ...others] = growthFigures([load, ...refreshes]);
    assert.deepEqual(ratio?.values, [0.46]);
    assert.match(ratio?.name ?? "", /^Refresh: apps: cost of each app of 10,000, in those of each of 1,000$/);
    assert.deepEqual(others, []);
  });
});
