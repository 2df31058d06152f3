/** What a rollback undoes, to look at. Nothing here changes anything in Sevalla. */

import * as vscode from "vscode";
import { formatCount, t } from "../l10n.ts";
import type { RollbackPlan } from "../model/rollbackPlan.ts";
import { canFetch, type UndoneUnknown } from "../model/undone.ts";
import { inert, visible } from "../present/format.ts";
import { releaseMark } from "../present/release.ts";
import { type CommitRow, type UndoneView, undoneView, unfetchedWords } from "../present/undone.ts";
import { fetchFor, fetchLabel } from "./fetchCommits.ts";
import { withLateProgress } from "./lateProgress.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { showOpenPlan } from "./planRollback.ts";
import { planAgain, undonePlan } from "./undonePlan.ts";

/** Lists the commits; the one that is chosen is opened with what it changed. */
export async function showUndoneCommits(parts: Parts, argument: unknown): Promise<void> {
  const plan = await undonePlan(parts, argument, t("Show commits that a rollback undoes"));
  if (plan) await showCommits(parts, plan);
}

/** Opens all files that differ, beside each other. */
export async function showUndoneChanges(parts: Parts, argument: unknown): Promise<void> {
  const plan = await undonePlan(parts, argument, t("Show changes that a rollback undoes"));
  if (plan) await showChanges(parts, plan);
}

/** Fetches what is missing of the commits, and says what they are. */
export async function fetchUndone(parts: Parts, argument: unknown): Promise<void> {
  const plan = await undonePlan(parts, argument, t("Fetch commits that a rollback undoes"));
  if (!plan) return;
  const again = canFetch(plan.undone) ? await fetched(parts, plan) : plan;
  if (!again) return;
  showOpenPlan(parts, again);
  void notify.information(summary(again));
}

async function fetched(parts: Parts, plan: RollbackPlan): Promise<RollbackPlan | undefined> {
  await fetchFor(parts, plan);
  return planAgain(parts, plan.app, plan.isTargetNamed ? plan.target.id : undefined);
}

interface CommitItem extends vscode.QuickPickItem {
  readonly open?: () => Promise<void>;
}

async function showCommits(parts: Parts, plan: RollbackPlan): Promise<void> {
  const view = undoneView(plan, parts.clock.now());
  if (view.lists.length === 0) return tell(parts, plan, showCommits);
  const picked = await vscode.window.showQuickPick<CommitItem>(items(parts, plan, view), {
    title: t("{0} back to {1}", visible(plan.app.name), releaseMark(plan.target)),
    placeHolder: t("Choose a commit to see what it changed"),
    matchOnDescription: true,
  });
  await picked?.open?.();
}

function items(parts: Parts, plan: RollbackPlan, { lists }: UndoneView): CommitItem[] {
  const all: CommitItem = {
    label: `$(diff-multiple) ${t("Show all changes")}`,
    alwaysShow: true,
    open: () => showChanges(parts, plan),
  };
  return [
    all,
    ...lists.flatMap(({ heading, commits, leftOut }) => [
      { label: heading, kind: vscode.QuickPickItemKind.Separator },
      ...commits.map((row) => ({
        label: `$(git-commit) ${inert(row.subject)}`,
        description: inert([row.mark, row.by].filter((part) => part !== "").join(" · ")),
        open: () => showCommit(parts, plan, row),
      })),
      ...(leftOut ? [{ label: leftOut, alwaysShow: true }] : []),
    ]),
  ];
}

async function showCommit(
  { clock, ending }: Parts,
  plan: RollbackPlan,
  { sha, mark, subject }: CommitRow,
): Promise<void> {
  const { showCommitFiles } = await import("../git/showChanges.ts");
  const shown = await withLateProgress(t("Opening commit {0}", mark), clock, ending, (signal) =>
    showCommitFiles(plan, sha, `${mark} ${subject}`, signal),
  );
  tellShown(shown, "commit");
}

async function showChanges(parts: Parts, plan: RollbackPlan): Promise<void> {
  const { undone, app, target } = plan;
  const isComparable = undone?.kind === "known" || (undone?.kind === "unknown" && undone.why === "shallow");
  if (!isComparable) return tell(parts, plan, showChanges);
  const { showUndoneFiles } = await import("../git/showChanges.ts");
  const title = t("{0}: what a rollback to {1} undoes", visible(app.name), releaseMark(target));
  const shown = await withLateProgress(t("Comparing the two releases"), parts.clock, parts.ending, (signal) =>
    showUndoneFiles(plan, title, signal),
  );
  tellShown(shown, "rollback");
}

/** Says what there is instead of a list, and fetches it if the user wants. */
async function tell(
  parts: Parts,
  plan: RollbackPlan,
  showAgain: (parts: Parts, plan: RollbackPlan) => Promise<void>,
): Promise<void> {
  const buttons = canFetch(plan.undone) ? [fetchLabel()] : [];
  if ((await notify.information(summary(plan), ...buttons)) !== fetchLabel()) return;
  const again = await fetched(parts, plan);
  if (again) await showAgain(parts, again);
}

function tellShown(
  shown: { readonly files: number; readonly shown: number } | UndoneUnknown | undefined,
  what: "commit" | "rollback",
): void {
  if (shown === undefined) return;
  if (typeof shown === "string") return void notify.warning(unfetchedWords(shown));
  if (shown.files === 0)
    return void notify.information(
      what === "commit" ? t("This commit changes no files.") : t("This rollback changes no files."),
    );
  if (shown.shown < shown.files) {
    void notify.information(
      t("The first {0} of {1} files are shown.", formatCount(shown.shown), formatCount(shown.files)),
    );
  }
}

function summary(plan: RollbackPlan): string {
  return undoneView(plan, 0).summary.join(" ");
}
