// Runs inside VS Code's extension host, which calls run(): one cold start, or all that is done when started.
import { writeFileSync } from "node:fs";
import { coldStart } from "./coldStart.ts";
import { work } from "./work.ts";

export async function run(): Promise<void> {
  const { BENCH_STEP: step = "", BENCH_TURN: turn = "0", BENCH_FILE: file } = process.env;
  if (file === undefined) throw new Error("The file for the figures is not named.");
  console.log(step === "cold" ? `cold start ${Number(turn) + 1}` : "at work");
  const figures = step === "cold" ? await coldStart(Number(turn) % 2 === 0) : await work();
  writeFileSync(file, JSON.stringify(figures));
}
