import { readdirSync, readFileSync } from "node:fs";
import { Module } from "node:module";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as vscode from "vscode";
import { extensionId } from "../../src/contributions.ts";
import { floorId } from "./floorExtension.ts";
import { profiled } from "./profile.ts";

/** What the start of an extension costs. Times are ms, the heap is bytes after collection. */
export interface Start {
  readonly load: number;
  readonly activate: number;
  /** From the call of `activate` until it has begun, which takes turns of the event loop. */
  readonly begin: number;
  /** What it has added once it has begun. */
  readonly heap: number;
}

/** A cold start of ours, and of one that has a tree view and nothing else, in a VS Code in which neither had run. */
export interface ColdStart {
  readonly ours: Start;
  readonly floor: Start;
  /** Scripts of ours that had been loaded when it was active. */
  readonly loadedToActivate: readonly string[];
  /** And when it had begun. */
  readonly loadedToBegin: readonly string[];
}

/** Hands an extension its context, and tells when it has begun. */
type Watch = (context: object) => { readonly context: object; readonly begun: () => Promise<unknown> };

/** @param isFloorFirst whoever comes second finds things warm, so runs take turns */
export async function coldStart(isFloorFirst: boolean): Promise<ColdStart> {
  const collect = collector();
  const extension = extensionCalled(extensionId);
  const loaded = watchLoading(path.join(extension.extensionPath, "dist"));
  const measureFloor = () => start(extensionCalled(floorId), "floor", collect, untilNextTurn);
  const before = isFloorFirst ? await measureFloor() : undefined;
  let loadedToActivate: readonly string[] = [];
  const ours = await start(extension, "ours", collect, (context) => {
    const { begun, ...watched } = untilFirstSecret(context);
    const noted = () => {
      loadedToActivate = [...loaded];
      return begun();
    };
    return { ...watched, begun: noted };
  });
  const loadedToBegin = [...loaded];
  return { ours, floor: before ?? (await measureFloor()), loadedToActivate, loadedToBegin };
}

function extensionCalled(id: string): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension(id);
  if (!extension) throw new Error(`${id} is not there`);
  if (extension.isActive) throw new Error(`${id} is active already`);
  return extension;
}

/** What has nothing to begin with is through when it is its turn again. */
function untilNextTurn(context: object): ReturnType<Watch> {
  return { context, begun: () => setImmediate() };
}

/** Ours has begun when it asks for the stored keys: settings have been read then, and requests could be sent. */
function untilFirstSecret(context: object): ReturnType<Watch> {
  const secrets: vscode.SecretStorage = Reflect.get(context, "secrets");
  let tell = () => {};
  const asked = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const get = (key: string) => {
    tell();
    return secrets.get(key);
  };
  const watched = Object.create(secrets, { get: { value: get } });
  return { context: Object.create(context, { secrets: { value: watched } }), begun: () => asked };
}

/** Collects garbage; answers with what is left on the heap. */
function collector(): () => number {
  setFlagsFromString("--expose-gc");
  const gc: () => void = runInNewContext("gc");
  return () => {
    gc();
    gc();
    return process.memoryUsage().heapUsed;
  };
}

/** Starts an extension as VS Code does, timing the load of its script and what that exports as `activate`. */
async function start(
  extension: vscode.Extension<unknown>,
  name: string,
  collect: () => number,
  watch: Watch,
): Promise<Start> {
  const { main }: { main: string } = extension.packageJSON;
  const script = path.join(extension.extensionPath, main);
  const times = { load: 0, activate: 0, begin: 0 };
  let begun: Promise<void> | undefined;
  replaceLoad((load, request, parent, isMain) => {
    if (request !== script) return load(request, parent, isMain);
    const before = performance.now();
    const made = kept(`${name}-load`, () => load(request, parent, isMain));
    times.load = performance.now() - before;
    const activate: unknown = Reflect.get(Object(made), "activate");
    if (typeof activate !== "function") throw new Error("the extension cannot be activated");
    return {
      activate(given: object) {
        const { context, ...watched } = watch(given);
        const called = performance.now();
        const answer: unknown = kept(`${name}-activate`, () => activate(context));
        times.activate = performance.now() - called;
        begun = watched.begun().then(() => {
          times.begin = performance.now() - called;
        });
        return answer;
      },
    };
  });
  readScripts(path.dirname(script));
  const before = collect();
  await extension.activate();
  await begun;
  return { ...times, heap: collect() - before };
}

/** Ours may have left the disk's cache, while the other one has just been written. */
function readScripts(folder: string): void {
  for (const name of readdirSync(folder)) if (name.endsWith(".js")) readFileSync(path.join(folder, name));
}

type Load = (request: string, parent: unknown, isMain: boolean) => unknown;

/** Notes every script of a folder that is loaded from now on. */
function watchLoading(folder: string): ReadonlySet<string> {
  const loaded = new Set<string>();
  replaceLoad((load, request, parent, isMain) => {
    const from = parent instanceof Module ? path.dirname(parent.filename) : folder;
    const file = path.resolve(from, request);
    if (file.startsWith(folder) && file.endsWith(".js")) loaded.add(path.basename(file));
    return load(request, parent, isMain);
  });
  return loaded;
}

/** Keeps a profile of it if that was asked for. */
function kept<T>(name: string, work: () => T): T {
  const { BENCH_PROFILES: folder, BENCH_TURN: turn } = process.env;
  return folder ? profiled(path.join(folder, `${name}-${turn}.cpuprofile`), work) : work();
}

function replaceLoad(replacement: (load: Load, ...args: Parameters<Load>) => unknown): void {
  const load: unknown = Reflect.get(Module, "_load");
  if (typeof load !== "function") throw new Error("Node.js loads modules in another way now");
  const original: Load = (...args) => load.apply(Module, args);
  Reflect.set(Module, "_load", (...args: Parameters<Load>) => replacement(original, ...args));
}
