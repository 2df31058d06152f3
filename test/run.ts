// `npm test`: every kind of test, one after the other; arguments name the steps to run, `--grep <text>` the tests.
import { spawn, spawnSync } from "node:child_process";
import { closeSync, cpSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Counts, countsFrom, sum } from "./host/counts.ts";
import { installHost } from "./host/hostInstall.ts";
import { type HostKind, runInVsCode } from "./host/integrationRun.ts";
import { OutputFile } from "./host/outputFile.ts";
import { copyToPack, givenPackage, packedExtension, packIn } from "./host/packedExtension.ts";
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

// It takes as long as all others, and they wait much: in a whole run it goes on beside them; its output comes after theirs.
const beside = positionals.length === 0 && isHostThere() ? startBeside("ui") : undefined;

const results: Counts[] = [];
for (const [name, step] of Object.entries(steps)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  if (name === "ui" && beside) {
    results.push(await beside());
    continue;
  }
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

/** Starts a step in a process of its own. The answer prints its output from then on, all that there is first. */
function startBeside(step: string): () => Promise<Counts> {
  const file = path.join(temporary, `${step}.log`);
  // A pipe would fill up while another step keeps this process from reading it.
  const output = openSync(file, "w");
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? "", step, ...grepArguments()], {
    stdio: ["ignore", output, output],
  });
  process.on("exit", () => child.kill());
  closeSync(output);
  const ended = new Promise((resolve) => child.on("close", resolve));
  return async () => {
    const shown = new OutputFile(file);
    await ended;
    shown.close();
    const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(readFileSync(file, "utf8")) ?? [];
    return passed === undefined ? { passed: 0, failed: 1 } : { passed: Number(passed), failed: Number(failed) };
  };
}

function grepArguments(): readonly string[] {
  return values.grep === undefined ? [] : ["--grep", values.grep];
}

function ui(): Counts {
  if (hostKind === "desktop" || version === "minimum") {
    console.log("Skipped: these tests need the newest VS Code that runs in a browser (VSCODE_TEST_HOST=web).");
    return { passed: 0, failed: 0 };
  }
  rmSync(path.join(projectRoot, "out/ui-failures"), { recursive: true, force: true });
  return givenPackage !== undefined || isPacked() ? mocha("ui") : { passed: 0, failed: 1 };
}

/** Two steps at once would both install it; one after the other says by itself what keeps it from being installed. */
function isHostThere(): boolean {
  return succeeds(() => hostKind === "desktop" || installHost());
}

/** In a place apart, since packing builds dist/ anew, which the integration tests run from meanwhile. */
function isPacked(): boolean {
  const folder = path.join(temporary, "package");
  return succeeds(() => {
    copyToPack(folder);
    cpSync(packIn(folder, { stdio: ["ignore", "inherit", "inherit"] }), packedExtension);
  });
}

function succeeds(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch (error) {
    console.error(error);
    return false;
  }
}

/** Counts the whole program as one test. */
function program(command: string, args: readonly string[]): Counts {
  // There npm is a script of the shell.
  const shell = process.platform === "win32";
  const { status } = spawnSync(command, args, { cwd: projectRoot, stdio: ["ignore", "inherit", "inherit"], shell });
  const isClean = status === 0;
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
