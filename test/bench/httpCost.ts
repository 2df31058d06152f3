import { request } from "node:https";
import { text } from "node:stream/consumers";
import { SevallaClient } from "../../src/sevalla/client.ts";
import type { Fetch } from "../../src/sevalla/fetch.ts";
import { nodeFetch } from "../../src/sevalla/nodeFetch.ts";
import { type Figure, figure } from "./figure.ts";

const rounds = 5;
const requestsARound = 40;

/** What a request costs the processor of the extension host, over TLS to a server in another process. */
export async function httpFigures(url: string): Promise<readonly Figure[]> {
  // Nobody vouches for the server's certificate, which is made for this run.
  Object.assign(process.env, { NODE_TLS_REJECT_UNAUTHORIZED: "0" });
  const hostFetch: Fetch = (asked, init) => fetch(asked, init);
  const address = `${url}/applications`;
  const figures: Figure[] = [];
  for (const [name, used, floorIs, ask] of [
    ["VS Code's fetch", hostFetch, "that fetch by itself", async () => (await fetch(address)).text()],
    ["node-fetch", nodeFetch, "a request of Node.js that nobody reads", () => plainRequest(address)],
  ] as const) {
    const floor = await costs(ask);
    const client = new SevallaClient({ fetch: used, baseUrl: url, token: () => "svl_bench" });
    const values = await costs(() => client.listApps({ limit: 100 }));
    const most = used === hostFetch ? { most: 3 } : {};
    figures.push(figure(`Processor time of a request over TLS with ${name}`, "ms", values, floor, floorIs, most));
  }
  return figures;
}

/** Milliseconds of processor time for each request, measured over many, in several rounds. */
async function costs(ask: () => Promise<unknown>): Promise<number[]> {
  await ask();
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    for (let count = 0; count < requestsARound; count++) await ask();
    const { user, system } = process.cpuUsage(before);
    values.push((user + system) / 1_000 / requestsARound);
  }
  return values;
}

function plainRequest(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request(url, (answer) => text(answer).then(resolve, reject))
      .on("error", reject)
      .end();
  });
}
