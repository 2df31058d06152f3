// Runs the compiled tests of one folder in plain Node: `node out/test/host/mochaMain.mjs unit`; further arguments name files.
import { readdirSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./projectRoot.ts";
import { runMocha } from "./runMocha.ts";

// Servers and their folders are cleared away when the process exits, which a signal alone does not bring about.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(130));

const [name = "", ...wanted] = process.argv.slice(2);
const { FUZZ_CASES: cases } = process.env;
const folder = path.join(projectRoot, "out/test", name);
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.mjs"))
  .filter((file) => wanted.length === 0 || wanted.includes(file.replace(/mjs$/, "ts")))
  .sort()
  .map((file) => path.join(folder, file));
const inBrowser = name === "ui";
const evidence = inBrowser ? await import("../ui/evidence.ts") : undefined;
const failures = await runMocha({
  files,
  // Ends only what hangs, also on a machine that does much else; a hook may have to start VS Code twice.
  timeoutMs: inBrowser ? 240_000 : 60_000,
  // A browser, a server and an extension host share the machine: what it starves is told of, and tried once more.
  triesAgain: inBrowser && cases === undefined,
  hooks: cases === undefined ? evidence?.evidenceHooks : (await import("./fuzzHooks.ts")).fuzzHooks(),
  onFail: evidence?.keepEvidence,
});
// A handle left open by a test must not keep the whole run from ending.
process.exit(failures === 0 ? 0 : 1);
