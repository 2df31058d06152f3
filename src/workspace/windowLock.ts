import { randomUUID } from "node:crypto";
import { mkdir, readFile, stat, unlink, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Lock } from "../model/lock.ts";

/** A window that has crashed lets go by then; one that lives says so in time. */
const staleMs = 120_000;
const signOfLifeMs = 30_000;

/**
 * Keeps two windows on one computer from doing the same, such as sending for one app: a file that only one of them can
 * make. Where no file can be made nobody is kept from anything.
 */
export function windowLock(folder: string): Lock {
  return async (name) => {
    const file = path.join(folder, `${name}.lock`);
    const owner = randomUUID();
    try {
      await makeFolder(folder);
      if (await isStale(file)) await removeStale(file);
      await writeFile(file, owner, { flag: "wx" });
    } catch (error) {
      return isThere(error) ? undefined : async () => {};
    }
    const signs = setInterval(() => void touch(file), signOfLifeMs).unref();
    return async () => {
      clearInterval(signs);
      // By now it may be another window's: this one may have slept until it was taken for a crashed one.
      if ((await readFile(file, "utf8").catch(() => undefined)) === owner) await quietly(unlink(file));
    };
  };
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    // Not the error itself: a file in place of the folder must not pass for a lock that is held.
    throw new Error("There is no folder for locks.", { cause });
  });
}

/** Several windows may find the same file stale: one at a time looks again, so that none removes what another has made. */
async function removeStale(file: string): Promise<void> {
  const turn = `${file}.turn`;
  if (await isStale(turn)) await quietly(unlink(turn));
  await writeFile(turn, "", { flag: "wx" });
  if (await isStale(file)) await quietly(unlink(file));
  await quietly(unlink(turn));
}

/** A time to come is no better than an old one: the clock was set back after the crash. */
async function isStale(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found !== undefined && Math.abs(Date.now() - found.mtimeMs) > staleMs;
}

async function touch(file: string): Promise<void> {
  const now = new Date();
  await quietly(utimes(file, now, now));
}

function isThere(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}

async function quietly(work: Promise<void>): Promise<void> {
  await work.catch(() => undefined);
}
