import type { AppSummary } from "../sevalla/resources.ts";

/** The apps that somebody means by a name; more than one where several have the name. */
export function appsCalled(apps: readonly AppSummary[], wanted: string): readonly AppSummary[] {
  const folded = (text: string) => text.trim().toLowerCase();
  const exact = apps.filter(({ name }) => name === wanted);
  return exact.length > 0 ? exact : apps.filter(({ name }) => folded(name) === folded(wanted));
}
