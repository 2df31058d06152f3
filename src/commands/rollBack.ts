import { t } from "../l10n.ts";
import type { RollbackObstacle, RollbackPlan } from "../model/rollbackPlan.ts";
import { canFetch } from "../model/undone.ts";
import { visible } from "../present/format.ts";
import type { AppSummary, DeploymentId } from "../sevalla/resources.ts";
import { appToRollBack } from "./appToRollBack.ts";
import { carryOut, showObstacle } from "./carryOut.ts";
import { agreeing, andPause, preview, questionOf, rollBackIt } from "./confirmPlan.ts";
import { fetchFor, fetchLabel } from "./fetchCommits.ts";
import { withLateProgress } from "./lateProgress.ts";
import { targetInFront } from "./meantDeployment.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { pickTarget } from "./pickTarget.ts";
import { previewPlan } from "./planRollback.ts";
import { requireWriter } from "./requireWriter.ts";
import { isReleased } from "./typeName.ts";

const chooseAnother = () => t("Choose another deployment…");

/** Rolls an app back: shows what will change, asks, sends once, follows to the end and says how it ended. */
export async function rollBack(parts: Parts, argument: unknown): Promise<void> {
  const proposed = argument === undefined ? targetInFront(parts) : undefined;
  const choice = await appToRollBack(parts, proposed ?? argument, t("Roll back"));
  if (!choice || !(await isAllowed(parts, choice.app))) return;
  await rollBackApp(parts, choice.app, choice.targetId, proposed !== undefined);
}

/** Goes back to what was live before the rollback that is live now, through the same question and checks. */
export async function undoRollback(parts: Parts, argument: unknown): Promise<void> {
  const choice = await appToRollBack(parts, argument, t("Undo rollback"));
  if (!choice || !(await isAllowed(parts, choice.app))) return;
  await agreeAndCarryOut(parts, choice.app, (signal) => parts.rollbacks.planUndo(choice.app, signal));
}

function isAllowed(parts: Parts, app: AppSummary): Promise<boolean> {
  return requireWriter(parts, app, "deployments", t("Nothing was rolled back."));
}

/** @param isProposed whether the target is one that nobody has named, and the user may want another */
async function rollBackApp(
  parts: Parts,
  app: AppSummary,
  targetId: DeploymentId | undefined,
  isProposed: boolean,
): Promise<void> {
  await agreeAndCarryOut(parts, app, (signal) => parts.rollbacks.plan(app, targetId, signal), isProposed);
}

async function agreeAndCarryOut(
  parts: Parts,
  app: AppSummary,
  makePlan: (signal: AbortSignal) => Promise<RollbackPlan | RollbackObstacle>,
  isProposed = false,
): Promise<void> {
  const title = t("Reading the deployments of {0}", visible(app.name));
  const plan = await withLateProgress(title, parts.clock, parts.ending, makePlan);
  if (!plan) return;
  if (plan.kind === "obstacle") return void showObstacle(plan);
  parts.store.noteAutoDeploy(app.id, plan.risks.isAutoDeployOn);
  switch (await confirm(plan, parts, isProposed)) {
    case rollBackIt():
      return isReleasedThen(plan, () => carryOut(parts, plan, false));
    case andPause():
      return isReleasedThen(plan, () => carryOut(parts, plan, true));
    case preview():
      return previewPlan(parts, plan);
    case fetchLabel():
      await fetchFor(parts, plan);
      return agreeAndCarryOut(parts, app, makePlan, isProposed);
    case chooseAnother(): {
      const target = await pickTarget(parts, app);
      if (target) await rollBackApp(parts, app, target.id, false);
    }
  }
}

async function isReleasedThen({ app }: RollbackPlan, act: () => Promise<unknown>): Promise<void> {
  if (await isReleased(app)) await act();
}

async function confirm(plan: RollbackPlan, parts: Parts, isProposed: boolean): Promise<string | undefined> {
  const others = plan.isTargetNamed && !isProposed ? [] : [chooseAnother()];
  const fetching = canFetch(plan.undone) ? [fetchLabel()] : [];
  const { message, detail } = questionOf(parts, plan);
  return notify.ask(message, detail, ...agreeing(plan), preview(), ...others, ...fetching);
}
