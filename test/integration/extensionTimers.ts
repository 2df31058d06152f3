import path from "node:path";
import * as vscode from "vscode";
import { extensionId } from "../../src/contributions.ts";

interface Timer {
  /** The functions that led to it, as an error lists them. */
  readonly by: string;
  /** How long, outside. */
  readonly ms: number;
  readonly run: () => void;
}

/** Each test file is a program of its own; what they share is kept where all of them look. */
const place = Symbol.for("sevalla-deployments.test.timers");
/** What the extension's pauses take here, as a part of what they take outside. */
const share = 0.1;

function running(): Map<unknown, Timer> | undefined {
  return Reflect.get(globalThis, place);
}

/**
 * From now on the extension asks Sevalla again after a tenth of the time, since what goes on in the sandbox is short as
 * well. Its limits on how long something may take stay as they are: a slow computer must decide nothing.
 */
export function holdTimers(): void {
  if (running()) return;
  const timers = new Map<unknown, Timer>();
  Reflect.set(globalThis, place, timers);
  const scripts = path.join(vscode.extensions.getExtension(extensionId)?.extensionPath ?? "", "dist").toLowerCase();
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  replace("setTimeout", (task: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
    const [, , caller = "", ...others] = new Error().stack?.split("\n") ?? [];
    // The letter of a drive is written in both ways.
    if (!caller.toLowerCase().includes(scripts)) return set(task, ms, ...args);
    const by = others.join();
    const run = () => {
      stop(timer);
      task(...args);
    };
    const timer = set(run, isPause(ms, by) ? ms * share : ms);
    timers.set(timer, { by, ms, run });
    return timer;
  });
  replace("clearTimeout", stop);

  function stop(timer: NodeJS.Timeout | undefined): void {
    timers.delete(timer);
    clear(timer);
  }
}

/** What the extension has put off for a time, by functions like these. */
export function putOff(by: RegExp): readonly Timer[] {
  return [...(running()?.values() ?? [])].filter((timer) => by.test(timer.by));
}

/** Has it done at once; whether there was any. */
export function hasten(by: RegExp): boolean {
  const timers = putOff(by);
  for (const { run } of timers) run();
  return timers.length > 0;
}

/** By the functions of model/clock.ts and sevalla/retry.ts that pause. Less than two seconds are none between questions. */
function isPause(ms: number, by: string): boolean {
  return /\bwaitFor\d*\b/.test(by) || (ms >= 2_000 && ms <= 10_000 && /\bpause\d*\b/.test(by));
}

function replace(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: true });
}
