import type { Lock } from "../../src/model/lock.ts";

/** The lock between windows, without files. */
export function heldOnce(): Lock {
  const held = new Set<string>();
  return async (name) => {
    if (held.has(name)) return undefined;
    held.add(name);
    return async () => void held.delete(name);
  };
}
