// `npm run fuzz`: the property tests among the unit tests, each with many more cases than `npm test` has time for.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./projectRoot.ts";

const usualCases = "10000";
const { FUZZ_CASES: cases = usualCases } = process.env;
const folder = path.join(projectRoot, "test/unit");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts"))
  .filter((file) => readFileSync(path.join(folder, file), "utf8").includes('from "fast-check"'))
  .sort();
console.log(`${cases} cases for each property of ${files.join(", ")}`);
const main = path.join(projectRoot, "out/test/host/mochaMain.mjs");
const { status } = spawnSync(process.execPath, ["--enable-source-maps", main, "unit", ...files], {
  cwd: projectRoot,
  stdio: "inherit",
  env: { ...process.env, FUZZ_CASES: cases },
});
process.exitCode = status ?? 1;
