import type { AppId, AppSummary } from "../sevalla/resources.ts";

/** Apps as they are listed: the linked ones first, in the order of the folders, then the others by name. */
export function appsInOrder(apps: readonly AppSummary[], linked: readonly AppId[]): readonly AppSummary[] {
  const rank = ({ id }: AppSummary) => (linked.includes(id) ? linked.indexOf(id) : linked.length);
  return [...apps].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}
