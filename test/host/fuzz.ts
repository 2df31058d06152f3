// `npm run fuzz`: the property tests, each with many more cases than `npm test` has time for.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./projectRoot.ts";

const usualCases = "100000";
const { FUZZ_CASES: cases = usualCases } = process.env;
console.log(`${cases} cases for each property`);
for (const name of ["unit", "ui"]) {
  const folder = path.join(projectRoot, "test", name);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .filter((file) => readFileSync(path.join(folder, file), "utf8").includes('from "fast-check"'))
    .sort();
  console.log(`Those in ${files.map((file) => path.join("test", name, file)).join(", ")}`);
  const main = path.join(projectRoot, "out/test/host/mochaMain.mjs");
  const { status } = spawnSync(process.execPath, ["--enable-source-maps", main, name, ...files], {
    cwd: projectRoot,
    stdio: "inherit",
    env: { ...process.env, FUZZ_CASES: cases },
  });
  if (status !== 0) process.exitCode = 1;
}
