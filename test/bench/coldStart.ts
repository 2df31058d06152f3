import { writeFileSync } from "node:fs";
import { createRequire, Module } from "node:module";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as vscode from "vscode";
import { extensionId } from "../../src/contributions.ts";
import { profiled } from "./profile.ts";

/** What one cold start costs. Times are ms, the heap is bytes after collection. */
export interface ColdStart {
  readonly load: number;
  readonly activate: number;
  readonly heap: number;
  readonly floorLoad: number;
  readonly floorActivate: number;
  readonly floorHeap: number;
  /** Scripts of the extension that had been loaded when it was active. */
  readonly loaded: readonly string[];
}

const floorExtension = `
const vscode = require("vscode");
exports.activate = (context) => {
  context.subscriptions.push(
    vscode.window.registerTreeDataProvider("sevalla.floor", { getChildren: () => [], getTreeItem: (item) => item }),
  );
};
`;

/**
 * Loads and activates the extension, and one that only registers a tree view, in a VS Code in which neither has run.
 * @param isFloorFirst whoever comes second finds things warm, so runs take turns
 */
export async function coldStart(isFloorFirst: boolean): Promise<ColdStart> {
  const extension = vscode.extensions.getExtension(extensionId);
  if (!extension) throw new Error("the extension is not there");
  if (extension.isActive) throw new Error("the extension is active already");
  const collect = collector();
  const dist = path.join(extension.extensionPath, "dist");
  const loaded = watchLoading(dist);
  const floor = { load: 0, activate: 0, heap: 0 };
  const measureFloor = () => Object.assign(floor, startFloor(extension.extensionPath, collect));
  if (isFloorFirst) measureFloor();
  const before = collect();
  const times = timeMain(path.join(dist, "extension.js"));
  await extension.activate();
  const scripts = [...loaded];
  const heap = collect() - before;
  if (!isFloorFirst) measureFloor();
  return {
    ...{ load: times.load, activate: times.activate, heap },
    ...{ floorLoad: floor.load, floorActivate: floor.activate, floorHeap: floor.heap },
    loaded: scripts,
  };
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

function startFloor(folder: string, collect: () => number) {
  // Inside the extension's folder, since VS Code hands out its API by where a script is.
  const file = path.join(folder, "out/bench/floor.cjs");
  writeFileSync(file, floorExtension);
  const before = collect();
  const start = performance.now();
  const floor: { activate(context: { subscriptions: unknown[] }): void } = createRequire(__filename)(file);
  const isLoaded = performance.now();
  floor.activate({ subscriptions: [] });
  const isActive = performance.now();
  return { load: isLoaded - start, activate: isActive - isLoaded, heap: collect() - before };
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

/** Times the loading of a script and the call of what it exports as `activate`. */
function timeMain(file: string): { load: number; activate: number } {
  const times = { load: 0, activate: 0 };
  replaceLoad((load, request, parent, isMain) => {
    if (request !== file) return load(request, parent, isMain);
    const start = performance.now();
    const made = kept("load", () => load(request, parent, isMain));
    times.load = performance.now() - start;
    return { activate: (context: unknown) => timed(times, made, context) };
  });
  return times;
}

function timed(times: { activate: number }, made: unknown, context: unknown): unknown {
  const activate: unknown = Reflect.get(Object(made), "activate");
  if (typeof activate !== "function") throw new Error("the extension cannot be activated");
  const start = performance.now();
  const answer: unknown = kept("activate", () => activate(context));
  times.activate = performance.now() - start;
  return answer;
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
