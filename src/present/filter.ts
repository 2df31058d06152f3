import { formatCount, plural, t } from "../l10n.ts";
import { deploymentUnderWay, phaseOf } from "../model/deployment.ts";
import { type AppGroup, appGroups, isFiltering, passes } from "../model/filter.ts";
import { appsOf, deploymentsOf, type State } from "../model/store.ts";
import type { AppSummary } from "../sevalla/resources.ts";
import { visible } from "./format.ts";
import { appPhase } from "./phase.ts";

const names: Readonly<Record<AppGroup, () => string>> = {
  deploying: () => t("Deploying"),
  failed: () => t("Last deployment failed"),
  live: () => t("Live"),
  suspended: () => t("Suspended"),
  preview: () => t("Preview apps"),
  other: () => t("Others"),
};

const namesInSentence: typeof names = {
  deploying: () => t("deploying"),
  failed: () => t("last deployment failed"),
  live: () => t("live"),
  suspended: () => t("suspended"),
  preview: () => t("preview apps"),
  other: () => t("others"),
};

/** The apps that the filter lets through. */
export function filteredApps(state: State): readonly AppSummary[] {
  const { filter } = state;
  const apps = appsOf(state);
  return isFiltering(filter) ? apps.filter((app) => passes(filter, app, groupsOf(state, app))) : apps;
}

/** What may be filtered by, and how many apps there are of each; those of which there are none are left out. */
export function filterChoices(
  state: State,
): readonly { readonly group: AppGroup; readonly name: string; readonly count: number }[] {
  const found = appsOf(state).flatMap((app) => groupsOf(state, app));
  return appGroups
    .map((group) => ({ group, name: names[group](), count: found.filter((one) => one === group).length }))
    .filter(({ group, count }) => count > 0 || state.filter.groups.includes(group));
}

/** Above the rows: that not all apps are listed, and by what. Empty when all are, or none, which is said in their place. */
export function filterWords(state: State): string {
  const { filter } = state;
  const listed = filteredApps(state).length;
  if (!isFiltering(filter) || listed === 0) return "";
  const text = filter.text.trim();
  const parts = [text === "" ? "" : `“${visible(text)}”`, ...filter.groups.map((group) => namesInSentence[group]())];
  const by = parts.filter((part) => part !== "").join(", ");
  const all = appsOf(state).length;
  return plural(
    all,
    t("Filter: {0} ({1} of {2} app).", by, formatCount(listed), formatCount(all)),
    t("Filter: {0} ({1} of {2} apps).", by, formatCount(listed), formatCount(all)),
  );
}

function groupsOf(state: State, app: AppSummary): readonly AppGroup[] {
  const preview: readonly AppGroup[] = app.type === "previewApp" ? ["preview"] : [];
  return [...preview, stateOf(state, app)];
}

function stateOf(state: State, app: AppSummary): AppGroup {
  if (app.isSuspended) return "suspended";
  const deployments = deploymentsOf(state, app.id);
  const newest = deploymentUnderWay(deployments) ?? deployments[0];
  const phase = newest ? phaseOf(newest.status) : appPhase(app.status);
  if (phase === "running" || phase === "waiting") return "deploying";
  if (phase === "failed") return "failed";
  return phase === "succeeded" ? "live" : "other";
}
