import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import { retried } from "./retried.ts";

export interface MochaRun {
  readonly files: readonly string[];
  readonly timeoutMs: number;
  /** How often a test that failed is tried again; a test that needed it is named after the run. 0 if left out. */
  readonly retries?: number | undefined;
  readonly hooks?: Mocha.RootHookObject | undefined;
  /** Hears the full title of a test or hook the moment it fails. */
  readonly onFail?: ((title: string) => void) | undefined;
}

/**
 * Runs test files; only tests whose name has TEST_GREP in it, if that variable is set. The counts are written as JSON
 * to the file named by STATS_FILE. Resolves to the number of failures.
 */
export async function runMocha({
  files,
  timeoutMs,
  retries = 0,
  hooks = {},
  onFail = () => {},
}: MochaRun): Promise<number> {
  const { STATS_FILE: statsFile, TEST_GREP: grep = "" } = process.env;
  const mocha = new Mocha({ ui: "bdd", reporter: "spec", timeout: timeoutMs, retries, rootHooks: hooks });
  if (grep !== "") mocha.fgrep(grep);
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run((failures) => {
      if (statsFile !== undefined) writeFileSync(statsFile, JSON.stringify(runner.stats));
      if (retried.length > 0) console.log(["Failed and were tried once more:", ...retried].join("\n"));
      resolve(failures);
    });
    runner.on("fail", (test) => onFail(test.fullTitle()));
    runner.on("retry", (test, error) => {
      onFail(test.fullTitle());
      retried.push(`  ${test.fullTitle()}: ${error.message}`);
    });
  });
}
