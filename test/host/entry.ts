// Stands between VS Code's extension host and the tests there: sends their output to a file, free of the workbench's own lines.
import { closeSync, openSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { Writable } from "node:stream";
import { format } from "node:util";

/** Runs the tests at HOST_TESTS_PATH with their output in HOST_OUTPUT_FILE; rejects if they do. */
export async function run(): Promise<void> {
  const { HOST_TESTS_PATH: testsPath, HOST_OUTPUT_FILE: outputFile } = process.env;
  if (testsPath === undefined || outputFile === undefined)
    throw new Error("The tests' path or output file is not set.");
  const output = openSync(outputFile, "a");
  const write = (text: string) => writeSync(output, text);
  const restore = [...redirectConsole(write), ...redirectStreams(write)];
  try {
    const tests: { run(): Promise<void> } = createRequire(__filename)(testsPath);
    await tests.run();
  } catch (error) {
    write(`${format(error)}\n`);
    throw error;
  } finally {
    for (const undo of restore) undo();
    closeSync(output);
  }
}

type Undo = () => void;

function redirectConsole(write: (text: string) => void): Undo[] {
  const methods = ["log", "info", "warn", "error", "debug"] as const;
  return methods.map((method) => replace(console, method, (...args: unknown[]) => write(`${format(...args)}\n`)));
}

/** The host has pinned the streams' write(), so the streams themselves are exchanged. */
function redirectStreams(write: (text: string) => void): Undo[] {
  const stream = () =>
    new Writable({
      write(chunk, _encoding, done) {
        write(String(chunk));
        done();
      },
    });
  return [replace(process, "stdout", stream()), replace(process, "stderr", stream())];
}

/** VS Code defines these with a setter that does nothing, so they have to be defined anew. */
function replace(target: object, key: string, value: unknown): Undo {
  const before = Object.getOwnPropertyDescriptor(target, key);
  Object.defineProperty(target, key, { value, writable: true, configurable: true, enumerable: true });
  return () => {
    if (before !== undefined) Object.defineProperty(target, key, before);
  };
}
