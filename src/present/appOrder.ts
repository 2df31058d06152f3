import type { AppId, AppSummary } from "../sevalla/resources.ts";

/** The same list is asked for with each change of the state. */
const byName = new WeakMap<readonly AppSummary[], readonly AppSummary[]>();

/** Apps as they are listed: the linked ones first, in the order of the folders, then the others by name. */
export function appsInOrder(apps: readonly AppSummary[], linked: readonly AppId[]): readonly AppSummary[] {
  const sorted = byName.get(apps) ?? [...apps].sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
  byName.set(apps, sorted);
  if (linked.length === 0) return sorted;
  const first = linked.flatMap((id) => sorted.filter((app) => app.id === id));
  return [...first, ...sorted.filter(({ id }) => !linked.includes(id))];
}
