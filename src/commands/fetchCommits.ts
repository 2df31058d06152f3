import { t } from "../l10n.ts";
import type { RollbackPlan } from "../model/rollbackPlan.ts";
import { visible } from "../present/format.ts";
import { unfetchedWords } from "../present/undone.ts";
import { withLateProgress } from "./lateProgress.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";

export const fetchLabel = () => t("Fetch commits");

/** Fetches the commits that a plan is about into the clone, and says so where that does not succeed. */
export async function fetchFor({ clock, ending }: Parts, { app, live, target }: RollbackPlan): Promise<void> {
  const { fetchCommits } = await import("../git/fetchCommits.ts");
  const title = t("Fetching commits of {0}", visible(app.name));
  const fetched = await withLateProgress(title, clock, ending, (signal) => fetchCommits(live, target, signal));
  if (fetched && fetched !== "fetched") void notify.warning(unfetchedWords(fetched));
}
