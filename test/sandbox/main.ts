/** `npm run sandbox`: the stand-in for the Sevalla API, until Ctrl+C. */
import { parseArgs } from "node:util";
import { startSandbox } from "./sandbox.ts";

const { values } = parseArgs({ options: { port: { type: "string", default: "4010" } } });
const sandbox = await startSandbox({ port: portOf(values.port), approveCodesAfterMs: 10_000 }).catch(giveUp);

console.log(`The Sevalla sandbox listens on ${sandbox.url}

Set this in VS Code's user settings:
  "sevalla.apiUrl": "${sandbox.url}"

Sign in with one of these API keys:
  ${sandbox.keys.valid}  may do everything
  ${sandbox.keys.readOnly}  may only read
  ${sandbox.keys.expiring}  expires in three days
  ${sandbox.keys.revoked}  was revoked
  ${sandbox.keys.otherAccount}  opens another account
or with the browser: the sandbox approves the code by itself after ten seconds.

Press Ctrl+C to stop.`);

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => void sandbox.close());
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  return giveUp(new Error(`--port must be a number from 0 to 65535, not "${text}".`));
}

function giveUp(error: Error): never {
  const isTaken = "code" in error && error.code === "EADDRINUSE";
  console.error(
    isTaken ? `Port ${values.port} is in use. Choose another one: npm run sandbox -- --port 4011` : error.message,
  );
  process.exit(1);
}
