import { appGroups, type Filter, isFiltering, noFilter } from "./filter.ts";
import type { Memory } from "./pendingRollbacks.ts";
import type { Store } from "./store.ts";

const groupingKey = "sevalla.groupByProject";
const filterKey = "sevalla.filter";

/** Lists the apps as they were listed when this workspace was last open. What cannot be read is passed over. */
export function takeUpList(memory: Memory, store: Store): void {
  const isByProject = memory.get(groupingKey) === true;
  const filter = keptFilter(memory);
  if (!isByProject && !isFiltering(filter)) return;
  store.update((state) => ({ ...state, filter, grouping: { ...state.grouping, isByProject } }));
}

export function keepGrouping(memory: Memory, isByProject: boolean): void {
  keep(memory, groupingKey, isByProject || undefined);
}

export function keepFilter(memory: Memory, filter: Filter): void {
  keep(memory, filterKey, isFiltering(filter) ? filter : undefined);
}

/** Without a memory it lasts until the window is closed. */
function keep(memory: Memory, key: string, value: unknown): void {
  memory.update(key, value).then(undefined, () => undefined);
}

function keptFilter(memory: Memory): Filter {
  const kept = memory.get(filterKey);
  if (typeof kept !== "object" || kept === null || !("text" in kept) || !("groups" in kept)) return noFilter;
  const { text, groups } = kept;
  if (typeof text !== "string" || !Array.isArray(groups)) return noFilter;
  return { text, groups: appGroups.filter((group) => groups.includes(group)) };
}
