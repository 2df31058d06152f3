// `npm run bench`: how long things take in a real VS Code, each beside the least that they could take in the same run.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { unzipSync } from "fflate";
import { runInVsCode } from "../host/integrationRun.ts";
import { projectRoot } from "../host/projectRoot.ts";
import type { ColdStart, Start } from "./coldStart.ts";
import { type Figure, figure, isMet } from "./figure.ts";
import { floorId, writeFloorExtension } from "./floorExtension.ts";
import { growthReport } from "./growth.ts";
import { logReadingFigures } from "./logReading.ts";
import { report } from "./report.ts";
import { requestFigures } from "./requests.ts";
import { startTlsServer } from "./tlsServer.ts";
import { undoneFileFigures } from "./undoneFiles.ts";

const coldStarts = 8;
const folder = path.join(projectRoot, "out/bench");
// Profiling makes everything slower: the figures of such a run are not to be believed.
const profiles = process.argv.includes("--profiles") ? folder : "";
const temporary = mkdtempSync(path.join(os.tmpdir(), "bench-"));
mkdirSync(folder, { recursive: true });
const extensions = path.join(temporary, "extensions");
writeFloorExtension(path.join(extensions, floorId));

/** Nothing but the starts, for who works on them. */
const isStartOnly = process.argv.includes("--starts");
const tls = await startTlsServer();
const starts: ColdStart[] = [];
for (let turn = 0; turn < coldStarts; turn++) starts.push(JSON.parse(await inVsCode("cold", turn)));
const figures: readonly Figure[] = [
  ...startFigures(starts),
  ...sizes(starts),
  ...(isStartOnly
    ? []
    : [
        ...JSON.parse(await inVsCode("work", 0)),
        ...(await undoneFileFigures()),
        ...(await logReadingFigures()),
        ...(await requestFigures()),
      ]),
];
tls.close();
rmSync(temporary, { recursive: true, force: true });

const table = report(figures);
writeFileSync(
  path.join(folder, "results.json"),
  JSON.stringify({ at: new Date().toISOString(), figures }, undefined, 2),
);
writeFileSync(path.join(folder, "results.md"), `${table}\n\n${growthReport(figures)}\n`);
console.log(table);
const missed = figures.filter((figure) => isMet(figure) === false).map(({ name }) => name);
console.log(missed.length === 0 ? "\nAll targets are met." : `\nNot met: ${missed.join("; ")}.`);

/** Runs a step in a VS Code of its own; answers with what it wrote. */
async function inVsCode(step: string, turn: number): Promise<string> {
  const file = path.join(temporary, `${step}-${turn}.json`);
  const env = {
    BENCH_STEP: step,
    BENCH_TURN: String(turn),
    BENCH_FILE: file,
    BENCH_PROFILES: profiles,
    BENCH_TLS_URL: tls.url,
  };
  await runInVsCode("web", env, path.join(projectRoot, "out/test/bench/inHost.cjs"), extensions);
  return readFileSync(file, "utf8");
}

function startFigures(all: readonly ColdStart[]): readonly Figure[] {
  const floorIs = "one tree view, nothing else";
  const start = (name: string, unit: "ms" | "MB", value: (start: Start) => number, target = {}) => {
    const values = all.map(({ ours }) => value(ours));
    const floor = all.map(({ floor }) => value(floor));
    return figure(name, unit, values, floor, floorIs, target);
  };
  return [
    start("Load", "ms", ({ load }) => load),
    start("Activate", "ms", ({ activate }) => activate),
    start("Load and activate", "ms", ({ load, activate }) => load + activate, { most: 5, mostFloors: 2 }),
    start("Until it has begun: the keys are asked for", "ms", ({ load, begin }) => load + begin),
    start("Heap added until then", "MB", ({ heap }) => heap / 1e6, { most: 1 }),
  ];
}

function sizes([first]: readonly ColdStart[]): readonly Figure[] {
  const scripts = (names: readonly string[] = []) =>
    names.map((name) => readFileSync(path.join(projectRoot, "dist", name)));
  const whole = (all: readonly Buffer[]) => all.reduce((sum, { length }) => sum + length, 0);
  const atBegin = scripts(first?.loadedToBegin);
  const vsix = readFileSync(path.join(projectRoot, "out/sevalla-deployments.vsix"));
  let ofPictures = 0;
  unzipSync(vsix, {
    filter({ name, size }) {
      if (/\/(?:icon\.png|walkthrough\/.*\.svg)$/.test(name)) ofPictures += size;
      return false;
    },
  });
  const size = (name: string, bytes: number, target = {}) => figure(name, "kB", [bytes / 1e3], [], "", target);
  return [
    size("Scripts loaded to activate", whole(scripts(first?.loadedToActivate))),
    size("Scripts loaded until it has begun", whole(atBegin), { most: 80 }),
    size("The same, gzipped", whole(atBegin.map((script) => gzipSync(script))), { most: 25 }),
    size("VSIX without its pictures", vsix.length - ofPictures, { most: 250 }),
  ];
}
