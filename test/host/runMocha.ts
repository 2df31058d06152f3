import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import { retried } from "./retried.ts";
import { runSuites } from "./runSuites.ts";

export interface MochaRun {
  readonly files: readonly string[];
  readonly timeoutMs: number;
  /**
   * Whether what fails is tried once more, first the test, then its suite from the start. What needed it is named after
   * the run. False if left out.
   */
  readonly triesAgain?: boolean | undefined;
  readonly hooks?: Mocha.RootHookObject | undefined;
  /** Hears the full title of a test or hook the moment it fails. */
  readonly onFail?: ((title: string) => void) | undefined;
}

/** More than that is no chance. */
const suitesStartedAnew = 3;

/**
 * Runs test files; only tests whose name has TEST_GREP in it, if that variable is set. The counts are written as JSON
 * to the file named by STATS_FILE. Resolves to the number of failures.
 */
export async function runMocha({
  files,
  timeoutMs,
  triesAgain = false,
  hooks = {},
  onFail = () => {},
}: MochaRun): Promise<number> {
  const { STATS_FILE: statsFile, TEST_GREP: grep = "" } = process.env;
  const retries = triesAgain ? 1 : 0;
  const mocha = new Mocha({ ui: "bdd", reporter: "spec", timeout: timeoutMs, retries, rootHooks: hooks });
  if (grep !== "") mocha.fgrep(grep);
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  const totals = await runSuites(mocha, { startsAnew: triesAgain ? suitesStartedAnew : 0, onFail });
  if (statsFile !== undefined) writeFileSync(statsFile, JSON.stringify(totals));
  if (retried.length > 0) console.log(["Failed and were tried once more:", ...retried].join("\n"));
  return totals.failures;
}
