import type { AppId, AppSummary } from "../sevalla/resources.ts";

/** How the Apps view lists the apps: one below the other, or by the projects that they belong to. */
export interface Grouping {
  readonly isByProject: boolean;
  /** The IDs of the projects of the apps that were asked for it; undefined for an app that belongs to none. */
  readonly projects: ReadonlyMap<AppId, string | undefined>;
}

export const flat: Grouping = { isByProject: false, projects: new Map() };

/** Apps that are listed together. */
export interface AppsOfProject {
  /** "none": they belong to no project. "unread": nobody knows yet where they belong. */
  readonly kind: "project" | "none" | "unread";
  /** Names the group among the others: the project's ID where there is one. */
  readonly id: string;
  readonly apps: readonly AppSummary[];
}

/** The apps by project, in the order of their first apps; then those without, then those that were not asked yet. */
export function groupedApps(apps: readonly AppSummary[], { projects }: Grouping): readonly AppsOfProject[] {
  const ofProject = new Map<string, AppSummary[]>();
  const none: AppSummary[] = [];
  const unread: AppSummary[] = [];
  for (const app of apps) {
    const project = projects.get(app.id);
    if (project === undefined) (projects.has(app.id) ? none : unread).push(app);
    else listOf(ofProject, project).push(app);
  }
  const groups: readonly AppsOfProject[] = [
    ...[...ofProject].map(([id, members]) => ({ kind: "project" as const, id, apps: members })),
    { kind: "none", id: "none", apps: none },
    { kind: "unread", id: "unread", apps: unread },
  ];
  return groups.filter((group) => group.apps.length > 0);
}

function listOf(lists: Map<string, AppSummary[]>, key: string): AppSummary[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
