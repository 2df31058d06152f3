/** `npm start`: the extension at work without an account. `--headless` does the whole job by itself. */
import { parseArgs } from "node:util";
import { openInBrowser } from "./openInBrowser.ts";
import { hasDesktop, openOnDesktop } from "./openOnDesktop.ts";
import { setStage } from "./stage.ts";
import { walk } from "./walk.ts";

const sandboxPort = 4010;

const { values } = parseArgs({
  options: { headless: { type: "boolean", default: false }, browser: { type: "boolean", default: false } },
});

if (values.headless) {
  const stage = await setStage(0);
  const isDone = await walk(stage).finally(() => stage.sandbox.close());
  console.log("Pictures of the steps are in out/demo.");
  process.exitCode = isDone ? 0 : 1;
} else {
  const stage = await setStage(sandboxPort).catch((error: unknown) => giveUp(error));
  const open = hasDesktop() && !values.browser ? openOnDesktop : openInBrowser;
  const close = await open(stage);
  console.log(`
  1. Run "Sevalla: Sign in" (F1), choose "Paste an API key", and paste this one: ${stage.sandbox.keys.valid}
     (Or sign in with the browser: the sandbox approves the code by itself after ten seconds.)
  2. Run "Sevalla: Link app to workspace folder" and choose Storefront.
  3. Run "Sevalla: Roll back".

The sandbox that stands in for Sevalla answers at ${stage.sandbox.url}. Ctrl+C ends the demo.`);
  // A terminal that is closed sends another signal than Ctrl+C.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, async () => {
      await close();
      await stage.sandbox.close();
      process.exit(0);
    });
  }
}

function giveUp(error: unknown): never {
  const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  const taken = `Port ${sandboxPort} is in use. End what uses it, such as "npm run sandbox", and try again.`;
  console.error(isTaken ? taken : error);
  process.exit(1);
}
