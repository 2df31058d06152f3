import type Mocha from "mocha";
import { retried } from "./retried.ts";

export interface Totals {
  readonly tests: number;
  readonly passes: number;
  readonly failures: number;
}

export interface SuitesRun {
  /** Up to so many outermost suites that failed are started anew, with their hooks, and count as they end then. */
  readonly startsAnew: number;
  /** Hears the full title of a test or hook the moment it fails. */
  readonly onFail: (title: string) => void;
}

/** Runs the suites of a Mocha that has them loaded. What was tried once more is added to `retried`. */
export async function runSuites(mocha: Mocha, { startsAnew, onFail }: SuitesRun): Promise<Totals> {
  mocha.cleanReferencesAfterRun(false);
  const failed = new Set<Mocha.Suite>();
  let isFirst = true;
  if (startsAnew > 0)
    mocha.suite.beforeEach(function () {
      // What comes after a failure starts from where nobody left it, and will run again.
      if (isFirst && this.currentTest && failed.has(outermost(this.currentTest))) this.skip();
    });
  const first = await runOnce(mocha, onFail, failed);
  isFirst = false;
  if (failed.size === 0 || failed.size > startsAnew || failed.has(mocha.suite)) return totalsOf(first);
  const others = mocha.suite.suites.filter((suite) => !failed.has(suite));
  mocha.suite.suites = [...failed];
  for (const { title } of failed) retried.push(`  all of "${title}"`);
  const second = await runOnce(mocha, onFail, new Set());
  return sum([...others.map((suite) => first.get(suite)), ...second.values()]);
}

type Counted = Map<Mocha.Suite, Totals>;

const none: Totals = { tests: 0, passes: 0, failures: 0 };

function runOnce(mocha: Mocha, onFail: (title: string) => void, failed: Set<Mocha.Suite>): Promise<Counted> {
  const counted: Counted = new Map();
  const count = (test: Mocha.Runnable, more: Partial<Totals>) => {
    const suite = outermost(test);
    counted.set(suite, sum([counted.get(suite), { ...none, ...more }]));
  };
  return new Promise((resolve) => {
    const runner = mocha.run(() => resolve(counted));
    runner.on("test end", (test) => count(test, { tests: 1 }));
    runner.on("pass", (test) => count(test, { passes: 1 }));
    runner.on("fail", (test) => {
      failed.add(outermost(test));
      count(test, { failures: 1 });
      onFail(test.fullTitle());
    });
    runner.on("retry", (test, error) => {
      onFail(test.fullTitle());
      retried.push(`  ${test.fullTitle()}: ${error.message}`);
    });
  });
}

/** Outermost but for the root, which holds all; of a hook of the root it is the root. */
function outermost({ parent }: { readonly parent?: Mocha.Suite | undefined }): Mocha.Suite {
  if (!parent) throw new Error("A test belongs to a suite.");
  return !parent.parent || parent.parent.root ? parent : outermost(parent);
}

function totalsOf(counted: Counted): Totals {
  return sum([...counted.values()]);
}

function sum(all: readonly (Totals | undefined)[]): Totals {
  return all.reduce<Totals>(
    (total, one = none) => ({
      tests: total.tests + one.tests,
      passes: total.passes + one.passes,
      failures: total.failures + one.failures,
    }),
    none,
  );
}
