import type { Memory } from "./pendingRollbacks.ts";

const memoryKey = "sevalla.groupByProject";

/** Whether the apps were listed by project when this workspace was last open. */
export function keptGrouping(memory: Memory): boolean {
  return memory.get(memoryKey) === true;
}

/** Without a memory it lasts until the window is closed. */
export function keepGrouping(memory: Memory, isByProject: boolean): void {
  memory.update(memoryKey, isByProject || undefined).then(undefined, () => undefined);
}
