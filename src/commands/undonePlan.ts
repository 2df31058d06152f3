import { t } from "../l10n.ts";
import type { RollbackPlan } from "../model/rollbackPlan.ts";
import { visible } from "../present/format.ts";
import type { AppSummary } from "../sevalla/resources.ts";
import { appToRollBack } from "./appToRollBack.ts";
import { showObstacle } from "./carryOut.ts";
import { withLateProgress } from "./lateProgress.ts";
import type { Parts } from "./parts.ts";

/**
 * The plan that rolling back would show: to the deployment that a view handed over, else to the one before the live one.
 * It is only looked at.
 */
export async function undonePlan(parts: Parts, argument: unknown, title: string): Promise<RollbackPlan | undefined> {
  const choice = await appToRollBack(parts, argument, title);
  return choice && planAgain(parts, choice.app, choice.targetId);
}

/** The same plan with what is known now. */
export async function planAgain(
  parts: Parts,
  app: AppSummary,
  targetId: RollbackPlan["target"]["id"] | undefined,
): Promise<RollbackPlan | undefined> {
  const reading = t("Reading what a rollback of {0} undoes", visible(app.name));
  const plan = await withLateProgress(reading, parts.clock, parts.ending, (signal) =>
    parts.rollbacks.plan(app, targetId, signal),
  );
  if (plan?.kind !== "obstacle") return plan;
  void showObstacle(plan);
  return undefined;
}
