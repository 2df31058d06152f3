import * as fc from "fast-check";

const propertyLimitMs = 30 * 60_000;

/** For mocha: has every property tried with this many cases, those with a seed of their own apart. */
export function fuzzHooks(cases: number): Mocha.RootHookObject {
  fc.configureGlobal({ numRuns: cases, interruptAfterTimeLimit: propertyLimitMs, markInterruptAsFailure: true });
  return {
    beforeEach(this: Mocha.Context): void {
      this.timeout(2 * propertyLimitMs);
      this.currentTest?.timeout(2 * propertyLimitMs);
    },
  };
}
