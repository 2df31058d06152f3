import { setImmediate } from "node:timers/promises";
import { LogFile } from "../../src/logs/logFile.ts";
import { SevallaClient } from "../../src/sevalla/client.ts";
import { parseAppId, parseDeploymentId } from "../../src/sevalla/ids.ts";
import { blockFigure, type Figure } from "./figure.ts";
import { longestBlock } from "./stopwatch.ts";

/** A log as Sevalla sends it. */
export function logOf(lines: number) {
  const start = Date.now();
  return Array.from({ length: lines }, (_, index) => ({
    id: String(index),
    message: `line ${index} of src/a/file${index % 7}.ts:${index + 1}:1 and more text as it is in logs`,
    severity: "INFO",
    timestamp: new Date(start + index).toISOString(),
  }));
}

const chunkBytes = 65_536;

/**
 * How long a log of 100,000 lines keeps all else from running, from the answer to the text for the editor. Measured
 * without VS Code, which takes longer to pass on and to show such a text, whoever it comes from.
 */
export async function logReadingFigures(): Promise<readonly Figure[]> {
  const bytes = Buffer.from(JSON.stringify(logOf(100_000)));
  const client = new SevallaClient({
    fetch: async () => ({ status: 200, headers: new Headers(), body: chunks(bytes) }),
    baseUrl: "https://api.sevalla.com/v3",
    token: () => "svl_bench",
  });
  const appId = parseAppId("00000000-0000-4000-8000-000000000001");
  const deploymentId = parseDeploymentId("00000000-0000-4000-8000-000000000002");
  if (!appId || !deploymentId) throw new Error("these are IDs");
  const floors: number[] = [];
  const blocks: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    floors.push(
      await longestBlock(async () => {
        await setImmediate();
        JSON.parse(bytes.toString());
        await setImmediate();
      }),
    );
    blocks.push(
      await longestBlock(async () => {
        const entries = await client.deploymentLog(appId, deploymentId);
        const uri = JSON.parse("{}");
        const take = await new LogFile(uri, { appId, deploymentId }, 0).prepare(entries, undefined, false);
        take(0);
        await setImmediate();
      }),
    );
  }
  return [
    blockFigure("Log of 100,000 lines, from the answer to the text", blocks, floors, "its JSON parsed in one go"),
  ];
}

async function* chunks(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    yield bytes.subarray(at, at + chunkBytes);
    await setImmediate();
  }
}
