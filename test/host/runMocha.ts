import { writeFileSync } from "node:fs";
import Mocha from "mocha";

export interface MochaRun {
  readonly files: readonly string[];
  readonly timeoutMs: number;
  readonly hooks?: Mocha.RootHookObject | undefined;
  /** Hears the full title of a test or hook the moment it fails. */
  readonly onFail?: ((title: string) => void) | undefined;
}

/**
 * Runs test files; only tests whose name has TEST_GREP in it, if that variable is set. The counts are written as JSON
 * to the file named by STATS_FILE. Resolves to the number of failures.
 */
export async function runMocha({ files, timeoutMs, hooks = {}, onFail = () => {} }: MochaRun): Promise<number> {
  const { STATS_FILE: statsFile, TEST_GREP: grep = "" } = process.env;
  const mocha = new Mocha({ ui: "bdd", reporter: "spec", timeout: timeoutMs, rootHooks: hooks });
  if (grep !== "") mocha.fgrep(grep);
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run((failures) => {
      if (statsFile !== undefined) writeFileSync(statsFile, JSON.stringify(runner.stats));
      resolve(failures);
    });
    runner.on("fail", (test) => onFail(test.fullTitle()));
  });
}
