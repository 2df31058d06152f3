// `npm run bench`: how long things take in a real VS Code, each beside the least that they could take in the same run.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { unzipSync } from "fflate";
import { runInVsCode } from "../host/integrationRun.ts";
import { projectRoot } from "../host/projectRoot.ts";
import type { ColdStart } from "./coldStart.ts";
import { type Figure, isMet } from "./figure.ts";
import { growthPlot, report } from "./report.ts";
import { requestFigures } from "./requests.ts";
import { startTlsServer } from "./tlsServer.ts";

const coldStarts = 8;
const folder = path.join(projectRoot, "out/bench");
// Profiling makes everything slower: the figures of such a run are not to be believed.
const profiles = process.argv.includes("--profiles") ? folder : "";
const temporary = mkdtempSync(path.join(os.tmpdir(), "bench-"));
mkdirSync(folder, { recursive: true });

const tls = await startTlsServer();
const starts: ColdStart[] = [];
for (let turn = 0; turn < coldStarts; turn++) starts.push(JSON.parse(await inVsCode("cold", turn)));
const figures: readonly Figure[] = [
  ...startFigures(starts),
  ...sizes(starts),
  ...JSON.parse(await inVsCode("work", 0)),
  ...(await requestFigures()),
];
tls.close();
rmSync(temporary, { recursive: true, force: true });

const table = report(figures);
writeFileSync(
  path.join(folder, "results.json"),
  JSON.stringify({ at: new Date().toISOString(), figures }, undefined, 2),
);
writeFileSync(path.join(folder, "results.md"), `${table}\n\n${growthPlot(figures)}\n`);
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
  await runInVsCode("web", env, path.join(projectRoot, "out/test/bench/inHost.cjs"));
  return readFileSync(file, "utf8");
}

function startFigures(all: readonly ColdStart[]): readonly Figure[] {
  const floorIs = "one tree view, nothing else";
  const ms = (name: string, value: (start: ColdStart) => number, floor: (start: ColdStart) => number) =>
    ({ name, unit: "ms", values: all.map(value), floor: all.map(floor), floorIs }) as const;
  return [
    {
      ...ms(
        "Load",
        ({ load }) => load,
        ({ floorLoad }) => floorLoad,
      ),
      most: undefined,
      mostFloors: undefined,
    },
    {
      ...ms(
        "Activate",
        ({ activate }) => activate,
        ({ floorActivate }) => floorActivate,
      ),
      ...{ most: undefined, mostFloors: undefined },
    },
    {
      ...ms(
        "Load and activate",
        ({ load, activate }) => load + activate,
        (one) => one.floorLoad + one.floorActivate,
      ),
      ...{ most: 5, mostFloors: 2 },
    },
    {
      name: "Heap added by the start",
      unit: "MB",
      values: all.map(({ heap }) => heap / 1e6),
      floor: all.map(({ floorHeap }) => floorHeap / 1e6),
      ...{ floorIs, most: 1, mostFloors: undefined },
    },
  ];
}

function sizes([first]: readonly ColdStart[]): readonly Figure[] {
  const scripts = (first?.loaded ?? []).map((name) => readFileSync(path.join(projectRoot, "dist", name)));
  const whole = scripts.reduce((sum, { length }) => sum + length, 0);
  const packed = scripts.reduce((sum, script) => sum + gzipSync(script).length, 0);
  const vsix = readFileSync(path.join(projectRoot, "out/sevalla-deployments.vsix"));
  let ofPictures = 0;
  unzipSync(vsix, {
    filter({ name, size }) {
      if (/\/(?:icon\.png|walkthrough\/.*\.svg)$/.test(name)) ofPictures += size;
      return false;
    },
  });
  const size = (name: string, bytes: number, most: number): Figure => {
    return { name, unit: "kB", values: [bytes / 1e3], floor: [], floorIs: "", most, mostFloors: undefined };
  };
  return [
    size("Scripts loaded by the start", whole, 80),
    size("The same, gzipped", packed, 25),
    size("VSIX without its pictures", vsix.length - ofPictures, 250),
  ];
}
