import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import * as v from "valibot";
import type { LentAnswer, SharedAnswers } from "../sevalla/sharedAnswers.ts";

/** Nothing asks for answers that are older. */
const keptMs = 10 * 60_000;
const mostBytes = 2_000_000;
const lentSchema = v.object({ at: v.number(), path: v.string(), body: v.unknown() });

/**
 * Lends answers through files, which every window of this computer finds. What is in them is as little to be trusted as
 * what comes over the network, and is read with the same care. Where no file can be written everybody asks for themselves.
 * @param folder of one account; others neither read nor write there
 * @param now milliseconds since the epoch
 */
export function lentAnswers(
  folder: string,
  now = Date.now,
): Pick<SharedAnswers, "find"> & {
  /** Resolves when it can be found, or could not be kept. */
  keep(asked: string, answer: LentAnswer): Promise<void>;
  /** Removes them, also those that are being written. */
  forget(): Promise<void>;
} {
  let tidiedAt = Number.NEGATIVE_INFINITY;
  let writing: Promise<void> = Promise.resolve();
  return {
    async find(asked, maxAgeMs) {
      try {
        const file = fileOf(folder, asked);
        if ((await stat(file)).size > mostBytes) return undefined;
        const lent = v.parse(lentSchema, JSON.parse(await readFile(file, "utf8")));
        const age = now() - lent.at;
        return lent.path === asked && age >= 0 && age <= maxAgeMs ? lent : undefined;
      } catch {
        return undefined;
      }
    },
    keep(asked, answer) {
      const isTidy = now() - tidiedAt < keptMs;
      if (!isTidy) tidiedAt = now();
      const done = isTidy ? write(folder, asked, answer) : write(folder, asked, answer).then(() => tidy(folder));
      // Without what they resolved to: each would hold the one before.
      writing = Promise.allSettled([writing, done]).then(() => undefined);
      return writing;
    },
    async forget() {
      await writing;
      await forgetLentAnswers(folder);
    },
  };
}

/** Removes what all accounts have lent. */
export async function forgetLentAnswers(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined);
}

async function write(folder: string, asked: string, answer: LentAnswer): Promise<void> {
  const text = JSON.stringify({ ...answer, path: asked });
  if (Buffer.byteLength(text) > mostBytes) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = fileOf(folder, asked);
  const own = `${file}.${randomUUID()}`;
  await writeFile(own, text, { mode: 0o600 });
  // Whoever reads finds the old answer or the new one, never half of one.
  await rename(own, file);
}

async function tidy(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    if (Date.now() - (await stat(file)).mtimeMs > keptMs) await rm(file, { force: true });
  }
}

function fileOf(folder: string, asked: string): string {
  return path.join(folder, `${createHash("sha256").update(asked).digest("hex")}.json`);
}
