// `npm test`: every kind of test, one after the other; arguments name the steps to run, `--grep <text>` the tests.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Counts, countsFrom, sum } from "./host/counts.ts";
import { type HostKind, runInVsCode } from "./host/integrationRun.ts";
import { givenPackage } from "./host/packedExtension.ts";
import { projectRoot } from "./host/projectRoot.ts";

const { values, positionals } = parseArgs({ options: { grep: { type: "string" } }, allowPositionals: true });
const { VSCODE_TEST_HOST: wantedHost, VSCODE_TEST_VERSION: version = "stable" } = process.env;
const hostKind = chosenHost();

const steps: Record<string, () => Promise<Counts> | Counts> = {
  check: () => sum([program("npm", ["run", "check"]), mocha("rules")]),
  unit: () => mocha("unit"),
  integration,
  ui,
};

const unknown = positionals.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(", ")}. The steps are ${Object.keys(steps).join(", ")}.`);
  process.exit(1);
}
const temporary = mkdtempSync(path.join(os.tmpdir(), "test-run-"));
process.on("exit", () => rmSync(temporary, { recursive: true, force: true }));

const results: Counts[] = [];
for (const [name, step] of Object.entries(steps)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const start = performance.now();
  console.log(`\n━━ ${name}`);
  const counts = await step();
  results.push(counts);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed in ${seconds} s`);
}
const total = sum(results);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function integration(): Promise<Counts> {
  const stats = statsFile("integration");
  const isClean = await runInVsCode(hostKind, childEnv(stats)).then(
    () => true,
    (error: unknown) => {
      console.log(String(error));
      return false;
    },
  );
  return countsFrom(stats, isClean);
}

function ui(): Counts {
  if (hostKind === "desktop" || version === "minimum") {
    console.log("Skipped: these tests need the newest VS Code that runs in a browser (VSCODE_TEST_HOST=web).");
    return { passed: 0, failed: 0 };
  }
  rmSync(path.join(projectRoot, "out/ui-failures"), { recursive: true, force: true });
  if (givenPackage !== undefined) return mocha("ui");
  const packed = program("npm", ["run", "package", "--silent"]);
  return packed.failed > 0 ? packed : mocha("ui");
}

/** Counts the whole program as one test. */
function program(command: string, args: readonly string[]): Counts {
  const isClean = spawnSync(command, args, { cwd: projectRoot, stdio: ["ignore", "inherit", "inherit"] }).status === 0;
  return { passed: isClean ? 1 : 0, failed: isClean ? 0 : 1 };
}

function mocha(folder: string): Counts {
  const stats = statsFile(folder);
  const main = path.join(projectRoot, "out/test/host/mochaMain.mjs");
  const { status } = spawnSync(process.execPath, ["--enable-source-maps", main, folder], {
    cwd: projectRoot,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...childEnv(stats) },
  });
  return countsFrom(stats, status === 0);
}

function statsFile(name: string): string {
  return path.join(temporary, `${name}.json`);
}

function childEnv(stats: string): Record<string, string> {
  return { STATS_FILE: stats, TEST_GREP: values.grep ?? "" };
}

function chosenHost(): HostKind {
  if (wantedHost !== undefined && wantedHost !== "web" && wantedHost !== "desktop")
    throw new Error(`VSCODE_TEST_HOST is "${wantedHost}"; it can be "web" or "desktop".`);
  const kind = wantedHost ?? (process.platform === "linux" && process.arch === "x64" ? "web" : "desktop");
  if (kind === "web" && version !== "stable" && version !== "minimum")
    throw new Error(`VSCODE_TEST_VERSION is "${version}"; of the registry it can be "stable" or "minimum".`);
  return kind;
}
