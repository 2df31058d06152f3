import { writeFileSync } from "node:fs";
import { Session } from "node:inspector";

/** Samples are this far apart, µs: what is looked at takes milliseconds. */
const interval = 50;

/**
 * Runs something that takes no turn of the event loop, and writes what it did with its time to a file that Chromium's
 * and VS Code's profile viewers open.
 */
export function profiled<T>(file: string, work: () => T): T {
  const stop = startProfile(file, interval);
  const result = work();
  stop();
  return result;
}

/** Begins to note what the processor does; the answer writes it to a file. */
export function startProfile(file: string, interval: number): () => void {
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.setSamplingInterval", { interval });
  session.post("Profiler.start");
  return () => {
    session.post("Profiler.stop", (error, { profile }) => {
      if (error) throw error;
      writeFileSync(file, JSON.stringify(profile));
    });
    session.disconnect();
  };
}
