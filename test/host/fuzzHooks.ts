import path from "node:path";
import * as fc from "fast-check";
import { projectRoot } from "./projectRoot.ts";

const propertyLimitMs = 30 * 60_000;

/**
 * For mocha: has every property tried with as many cases as FUZZ_CASES says, or the one at FUZZ_PATH; all by FUZZ_SEED,
 * but those with a seed of their own. Says in the end how many held, and of each that did not how to try it again.
 */
export function fuzzHooks(): Mocha.RootHookObject {
  const { FUZZ_CASES, FUZZ_SEED, FUZZ_PATH = "" } = process.env;
  let held = 0;
  fc.installGlobalPlugin(() => ({
    onAllRunsComplete({ failed }) {
      if (!failed) held++;
    },
  }));
  const again = FUZZ_PATH === "" ? {} : { path: FUZZ_PATH, endOnFailure: true };
  fc.configureGlobal({
    numRuns: Number(FUZZ_CASES),
    ...(FUZZ_SEED === undefined ? {} : { seed: Number(FUZZ_SEED) }),
    ...{ interruptAfterTimeLimit: propertyLimitMs, markInterruptAsFailure: true, ...again },
  });
  return {
    beforeEach(this: Mocha.Context): void {
      this.timeout(2 * propertyLimitMs);
      this.currentTest?.timeout(2 * propertyLimitMs);
    },
    afterEach(this: Mocha.Context): void {
      const { err, file = "", title = "" } = this.currentTest ?? {};
      const [, seed, place] = /seed: (-?\d+), path: "([\d:]+)"/.exec(err?.message ?? "") ?? [];
      if (seed === undefined) return;
      const source = path.relative(path.join(projectRoot, "out"), file).replace(/mjs$/, "ts");
      console.log(`Again: npm run fuzz -- ${source} --grep ${JSON.stringify(title)} --seed ${seed} --path ${place}`);
    },
    afterAll(): void {
      console.log(`${held} properties held`);
    },
  };
}
