import { existsSync, readFileSync } from "node:fs";

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const died: Counts = { passed: 0, failed: 1 };

/** Reads the counts that a test run left behind. A run that died, ran no test or ended badly after its tests has failed. */
export function countsFrom(statsFile: string, isClean: boolean): Counts {
  if (!existsSync(statsFile)) return died;
  const stats: { tests: number; passes: number; failures: number } = JSON.parse(readFileSync(statsFile, "utf8"));
  if (stats.tests === 0) console.error("No test ran.");
  const hasFailedSilently = stats.failures === 0 && (stats.tests === 0 || !isClean);
  return { passed: stats.passes, failed: hasFailedSilently ? 1 : stats.failures };
}

export function sum(all: readonly Counts[]): Counts {
  return all.reduce((total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }), {
    passed: 0,
    failed: 0,
  });
}
