import { mkdir, open, stat, unlink } from "node:fs/promises";
import path from "node:path";
import type { AppId } from "../sevalla/resources.ts";

/** A window that has crashed lets go by then; no request and no search for one takes so long. */
const staleMs = 120_000;

/**
 * Keeps two windows on one computer from sending for the same app: a file that only one of them can make.
 * Where no file can be made nobody is kept from anything.
 */
export function windowLock(folder: string): (appId: AppId) => Promise<(() => Promise<void>) | undefined> {
  return async (appId) => {
    const file = path.join(folder, `${appId}.lock`);
    const unlock = () => unlink(file).catch(() => undefined);
    try {
      await mkdir(folder, { recursive: true });
      if (await isStale(file)) await unlock();
      const handle = await open(file, "wx");
      await handle.close();
      return unlock;
    } catch (error) {
      const isTaken = error instanceof Error && "code" in error && error.code === "EEXIST";
      return isTaken ? undefined : async () => {};
    }
  };
}

async function isStale(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > staleMs;
}
