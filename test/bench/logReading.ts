import { setImmediate } from "node:timers/promises";
import { LogFile } from "../../src/logs/logFile.ts";
import { Reader } from "../../src/model/reader.ts";
import { Session } from "../../src/model/session.ts";
import { newlyOpened, Store } from "../../src/model/store.ts";
import { panelView } from "../../src/present/details.ts";
import { logUpdate } from "../../src/present/panelLog.ts";
import { logAnswer } from "../../src/present/toolLog.ts";
import { SevallaClient } from "../../src/sevalla/client.ts";
import type { LogEntry } from "../../src/sevalla/resources.ts";
import { aDeployment, anApp } from "../support/builders.ts";
import { FakeSecrets } from "../support/fakeSecrets.ts";
import { HandClock } from "../support/handClock.ts";
import { blockFigure, type Figure } from "./figure.ts";
import { blockOf } from "./stopwatch.ts";

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
const address = "https://api.sevalla.com/v3";
const turns = 5;
/** More than any answer is used again for. */
const laterMs = 10_000;
const mostToolLines = 300;

/**
 * How long a log of 100,000 lines keeps all else from running, from the answer to the text for the editor, to what the
 * details show, and to what a language model is told. Measured without VS Code, which takes longer to pass on and to
 * show such a text, whoever it comes from.
 */
export async function logReadingFigures(): Promise<readonly Figure[]> {
  const bytes = Buffer.from(JSON.stringify(logOf(100_000)));
  const deployment = aDeployment("long");
  const app = anApp("shop");
  const floors: number[] = [];
  const editor: number[] = [];
  const details: number[] = [];
  const detailsAgain: number[] = [];
  const tool: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const { client, clock, readDetails } = await openDetails(bytes, deployment);
    floors.push(await blockOf(async () => JSON.parse(bytes.toString())));
    details.push(await blockOf(readDetails));
    clock.advance(laterMs);
    detailsAgain.push(await blockOf(readDetails));
    clock.advance(laterMs);
    let entries: readonly LogEntry[] = [];
    editor.push(
      await blockOf(async () => {
        entries = await client.deploymentLog(deployment.appId, deployment.id);
        const subject = { appId: deployment.appId, deploymentId: deployment.id };
        const uri = JSON.parse("{}");
        const take = await new LogFile(uri, subject, 0).prepare(entries, undefined, false);
        take(0);
      }),
    );
    tool.push(await blockOf(async () => logAnswer({ app, deployment, live: undefined, entries }, mostToolLines)));
  }
  const block = (what: string, blocks: readonly number[]) =>
    blockFigure(`Log of 100,000 lines, ${what}`, blocks, floors, "its JSON parsed in one go");
  return [
    block("from the answer to the text", editor),
    block("from the answer to the details", details),
    block("the same once more in the details", detailsAgain),
    block("its end for a language model", tool),
  ];
}

/** The plain half of the extension with the details of a deployment open that writes this log. */
async function openDetails(log: Buffer, deployment: ReturnType<typeof aDeployment>) {
  const { appId, id } = deployment;
  const clock = new HandClock();
  const session = new Session(new FakeSecrets(), () => address);
  const client = new SevallaClient({
    fetch: async () => ({ status: 200, headers: new Headers(), body: chunks(log) }),
    baseUrl: address,
    token: () => "svl_bench",
    now: () => clock.now(),
  });
  const store = new Store();
  const reader = new Reader(() => client, session, store, clock);
  await session.signIn("svl_bench", address);
  store.setOpen(id, {
    ...newlyOpened(appId),
    deployment: { ...deployment, status: "failed", finishedAt: clock.now() },
  });
  let shown: readonly LogEntry[] | undefined;
  const draw = () => {
    const log = store.state.open.get(id)?.log;
    const entries = log?.kind === "ready" ? log.entries : [];
    JSON.stringify(panelView(store.state, id, { arePicturesAllowed: false }));
    logUpdate(shown, entries);
    shown = entries;
  };
  const readDetails = async () => {
    await reader.readLog(appId, id);
    draw();
  };
  return { client, clock, readDetails };
}

async function* chunks(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    yield bytes.subarray(at, at + chunkBytes);
    await setImmediate();
  }
}
