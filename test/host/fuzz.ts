// `npm run fuzz`: the property tests, each with many more cases than `npm test` has time for. Arguments name files by a
// part of their path; what a failure prints tries its case again.
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { projectRoot } from "./projectRoot.ts";

const { values, positionals } = parseArgs({
  options: { grep: { type: "string" }, seed: { type: "string" }, path: { type: "string" } },
  allowPositionals: true,
});
const { FUZZ_CASES = "100000" } = process.env;
const cases = Number(FUZZ_CASES);
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed);
/** So that no processor is left with a long file at the end, each is run in parts, with other cases in each. */
const parts = values.path === undefined && cases >= 10_000 ? 4 : 1;

/** Some of the cases of one file. */
interface Part {
  readonly folder: string;
  readonly file: string;
  readonly number: number;
}

// Those in a browser take longest.
const files = ["ui", "unit"].flatMap(propertiesIn).filter(isWanted);
const queue = files.flatMap((file) => Array.from({ length: parts }, (_, number): Part => ({ ...file, number })));
const lanes = Math.min(os.availableParallelism(), queue.length);
const since = performance.now();
const count = (number: number) => number.toLocaleString("en");
const running = new Set<ChildProcess>();
let tried = 0;
process.on("exit", () => running.forEach((child) => void child.kill()));
console.log(`${count(cases)} cases for each property of ${files.length} files, seed ${seed}, ${lanes} at a time`);
await Promise.all(Array.from({ length: lanes }, runInTurn));
console.log(`${count(tried)} cases in all, in ${took(since)}: ${process.exitCode ? "some failed" : "all passed"}`);

function propertiesIn(folder: string): readonly Pick<Part, "folder" | "file">[] {
  const place = path.join(projectRoot, "test", folder);
  return readdirSync(place, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .filter((file) => readFileSync(path.join(place, file), "utf8").includes('from "fast-check"'))
    .sort()
    .map((file) => ({ folder, file }));
}

function isWanted({ folder, file }: Pick<Part, "folder" | "file">): boolean {
  return positionals.length === 0 || positionals.some((part) => `test/${folder}/${file}`.includes(part));
}

async function runInTurn(): Promise<void> {
  for (let part = queue.shift(); part; part = queue.shift()) await run(part);
}

async function run({ folder, file, number }: Part): Promise<void> {
  const start = performance.now();
  const casesHere = Math.ceil(cases / parts);
  const child = spawn(process.execPath, ["--enable-source-maps", mochaMain(), folder, file], {
    cwd: projectRoot,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      FUZZ_CASES: String(casesHere),
      FUZZ_SEED: String(seed + number),
      FUZZ_PATH: values.path ?? "",
      TEST_GREP: values.grep ?? "",
    },
  });
  running.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  running.delete(child);
  const held = Number(/^(\d+) properties held$/m.exec(output)?.[1] ?? 0);
  tried += held * casesHere;
  if (code !== 0) process.exitCode = 1;
  const name = `test/${folder}/${file}, part ${number + 1} of ${parts}`;
  const what = `${held} properties × ${count(casesHere)} in ${took(start)}`;
  console.log(code === 0 ? `✔ ${name}: ${what}` : `${output}\n✘ ${name}: only ${what}`);
}

function mochaMain(): string {
  return path.join(projectRoot, "out/test/host/mochaMain.mjs");
}

function took(start: number): string {
  const seconds = Math.round((performance.now() - start) / 1_000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
