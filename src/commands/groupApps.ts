import { flat } from "../model/grouping.ts";
import { keepGrouping } from "../model/listMemory.ts";
import type { Parts } from "./parts.ts";

/** Lists the apps by the projects that they belong to, in this workspace from now on. */
export async function groupByProject({ store, workspaceMemory }: Parts): Promise<void> {
  store.update((state) => ({ ...state, grouping: { ...state.grouping, isByProject: true } }));
  keepGrouping(workspaceMemory, true);
}

/** Lists the apps one below the other, in this workspace from now on. */
export async function listFlat({ store, workspaceMemory }: Parts): Promise<void> {
  store.update((state) => ({ ...state, grouping: flat }));
  keepGrouping(workspaceMemory, false);
}
