// Runs inside VS Code's extension host, which calls run(): one cold start, or all that is done when started.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { coldStart } from "./coldStart.ts";
import { startProfile } from "./profile.ts";
import { work } from "./work.ts";

export async function run(): Promise<void> {
  const { BENCH_STEP: step = "", BENCH_TURN: turn = "0", BENCH_FILE: file, BENCH_PROFILES: profiles } = process.env;
  if (file === undefined) throw new Error("The file for the figures is not named.");
  console.log(step === "cold" ? `cold start ${Number(turn) + 1}` : "at work");
  const figures = step === "cold" ? await coldStart(Number(turn) % 2 === 0) : await profiledWork(profiles);
  writeFileSync(file, JSON.stringify(figures));
}

/** It takes a minute or two, so a sample a millisecond is enough. */
async function profiledWork(folder: string | undefined) {
  const stop = folder ? startProfile(path.join(folder, "work.cpuprofile"), 1_000) : undefined;
  const figures = await work();
  stop?.();
  return figures;
}
