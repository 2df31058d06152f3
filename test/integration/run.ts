// Runs the integration tests inside VS Code's extension host, which calls run().
import { readdirSync } from "node:fs";
import path from "node:path";
import { runMocha } from "../host/runMocha.ts";

/** Rejects if a test failed. */
export async function run(): Promise<void> {
  const files = readdirSync(__dirname)
    .filter((file) => file.endsWith(".test.cjs"))
    .sort()
    .map((file) => path.join(__dirname, file));
  const failures = await runMocha({ files, timeoutMs: 30_000 });
  if (failures > 0) throw new Error(`${failures} failed`);
}
