// Looks for tokens wherever a run of VS Code leaves something: files, pages, their storages, what was asked of the sandbox.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { BrowserContext, Frame, Page } from "playwright-core";
import { keyTokens } from "../sandbox/keyRing.ts";
import type { RequestRecord } from "../sandbox/requestRecord.ts";

/** A text and where it was found. */
export interface Trace {
  readonly place: string;
  readonly text: string;
}

/** The places whose text has a token in it, in plain or in a common encoding; the tokens themselves are not repeated. */
export function placesWithTokens(
  traces: readonly Trace[],
  tokens: readonly string[] = Object.values(keyTokens),
): readonly string[] {
  const spellings = tokens.flatMap(spellingsOf);
  return traces.filter(({ text }) => spellings.some((spelling) => text.includes(spelling))).map(({ place }) => place);
}

/** The files below a folder. Bytes become characters one by one, so that no encoding hides anything. */
export function tracesOfFiles(folder: string): readonly Trace[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ place: path.relative(folder, file), text: readFileSync(file, "latin1") }));
}

/** What the sandbox was asked, headers apart: there the token is at home. */
export function tracesOfRequests(requests: readonly RequestRecord[]): readonly Trace[] {
  return requests.map((request) => ({ place: `${request.method} ${request.path}`, text: JSON.stringify(request) }));
}

/** Every window: its documents, what is typed in them, addresses, cookies and storages. */
export async function tracesOfBrowser(context: BrowserContext): Promise<readonly Trace[]> {
  const cookies = { place: "cookies", text: JSON.stringify(await context.cookies()) };
  const windows = await Promise.all(context.pages().map(tracesOfPage));
  return [cookies, ...windows.flat()];
}

async function tracesOfPage(page: Page): Promise<readonly Trace[]> {
  const documents = await Promise.all(page.frames().map(traceOfFrame));
  const storages = await Promise.all(page.frames().map((frame) => frame.evaluate(storagesOfFrame)));
  return [...documents, ...storages.flat()];
}

async function traceOfFrame(frame: Frame): Promise<Trace> {
  const { pathname } = new URL(frame.url(), "about:blank");
  const text = await frame.evaluate(() => {
    const typed = [...document.querySelectorAll("input, textarea")].map((field) => Reflect.get(field, "value"));
    return document.documentElement.outerHTML + JSON.stringify(typed);
  });
  return { place: `document ${pathname}`, text: frame.url() + text };
}

/** Runs in the page. A frame without an origin of its own can keep nothing. */
async function storagesOfFrame(): Promise<Trace[]> {
  if (origin === "null") return [];
  const inMemory = [localStorage, sessionStorage].flatMap((storage) =>
    Object.keys(storage).map((key) => ({ place: `storage ${key}`, text: `${key} ${storage.getItem(key)}` })),
  );
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const plain = (_: string, value: unknown) =>
    value instanceof Uint8Array ? new TextDecoder("latin1").decode(value) : value;
  const inDatabases: Trace[] = [];
  for (const { name = "" } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const items = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([done(items.getAllKeys()), done(items.getAll())]);
      for (const [index, key] of keys.entries()) {
        inDatabases.push({
          place: `database ${name} ${store} ${String(key)}`,
          text: `${key} ${JSON.stringify(values[index], plain)}`,
        });
      }
    }
    database.close();
  }
  const inCaches: Trace[] = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const answer = await cache.match(request);
      inCaches.push({ place: `cache ${name}`, text: `${request.url} ${await answer?.text()}` });
    }
  }
  return [...inMemory, ...inDatabases, ...inCaches];
}

function spellingsOf(token: string): readonly string[] {
  const bytes = Buffer.from(token);
  // In the middle of a longer text, base64 has one of three spellings, whose ends depend on what is beside it.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .slice(shift === 0 ? 0 : shift + 1, -4),
  );
  const wide = Buffer.from(token, "utf16le").toString("latin1");
  return [token, encodeURIComponent(token), bytes.toString("hex"), wide, ...base64];
}
