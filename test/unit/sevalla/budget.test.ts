import assert from "node:assert/strict";
import { budgetIn, isOfReadBudget } from "../../../src/sevalla/budget.ts";

const headers = (limit: string, remaining: string, reset: string) =>
  new Headers({ "x-ratelimit-limit": limit, "x-ratelimit-remaining": remaining, "x-ratelimit-reset": reset });

describe("What is left of a company's budget", () => {
  it("is read from the headers of an answer", () => {
    assert.deepEqual(budgetIn(headers("400", "399", "60")), { limit: 400, remaining: 399, resetMs: 60_000 });
  });

  it("is not known where a header is missing or makes no sense", () => {
    assert.equal(budgetIn(new Headers({ "x-ratelimit-limit": "400", "x-ratelimit-remaining": "3" })), undefined);
    for (const odd of ["", "-1", "NaN", "1e3", "12345678901", "many"]) {
      assert.equal(budgetIn(headers(odd, "1", "1")), undefined);
      assert.equal(budgetIn(headers("400", odd, "1")), undefined);
      assert.equal(budgetIn(headers("400", "1", odd)), undefined);
    }
    assert.equal(budgetIn(headers("0", "0", "1")), undefined);
  });

  it("is never more than the whole", () => assert.equal(budgetIn(headers("400", "900", "1"))?.remaining, 400));

  it("is told by what reads, logs apart", () => {
    assert.equal(isOfReadBudget("GET", "/applications?limit=100"), true);
    assert.equal(isOfReadBudget("GET", "/applications/x/deployments/y"), true);
    assert.equal(isOfReadBudget("GET", "/applications/x/deployments/y/logs"), false);
    assert.equal(isOfReadBudget("GET", "/applications/x/runtime-logs?from=1"), false);
    assert.equal(isOfReadBudget("POST", "/applications/x/deployments"), false);
  });
});
