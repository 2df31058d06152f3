import type { DeploymentId } from "../sevalla/resources.ts";
import { type Clock, pause } from "./clock.ts";
import type { Lock } from "./lock.ts";
import type { Memory } from "./pendingRollbacks.ts";

const memoryKey = "sevalla.toldEndings";
const mostKept = 50;
/** By then every window has read what this one has written. */
const heldMs = 10 * 60_000;

export interface TellingPorts {
  /** What VS Code keeps for all windows: what one has written the others see late. */
  readonly memory: Memory;
  readonly lock: Lock;
  readonly clock: Clock;
  /** Aborted when the extension ends. */
  readonly ending: AbortSignal;
}

/** Whether it is for the caller to tell how a deployment ends: for the first of all windows that asks, once. */
export async function mayTell({ memory, lock, clock, ending }: TellingPorts, id: DeploymentId): Promise<boolean> {
  const told = () => {
    const kept = memory.get(memoryKey);
    return Array.isArray(kept) ? kept : [];
  };
  if (told().includes(id)) return false;
  const release = await lock(`ending-${id}`);
  if (!release) return false;
  void pause(clock, heldMs, ending)
    .catch(() => undefined)
    .then(release);
  if (told().includes(id)) return false;
  memory.update(memoryKey, [...told(), id].slice(-mostKept)).then(undefined, () => undefined);
  return true;
}
