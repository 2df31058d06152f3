import { t } from "../l10n.ts";
import type { RollbackPlan } from "../model/rollbackPlan.ts";
import { type Confirmation, confirmation } from "../present/plan.ts";
import { whichApp } from "../present/whichApp.ts";
import type { Parts } from "./parts.ts";

export const rollBackIt = () => t("Roll back");
export const andPause = () => t("Roll back and pause auto-deploy");
export const preview = () => t("Preview…");

/** What the user is asked before a plan is carried out. */
export function questionOf({ store, clock }: Parts, plan: RollbackPlan): Confirmation {
  return confirmation(plan, clock.now(), whichApp(store.state, plan.app));
}

/** The buttons by which the user agrees to a plan. */
export function agreeing({ risks }: RollbackPlan): readonly string[] {
  return risks.isAutoDeployOn === true ? [rollBackIt(), andPause()] : [rollBackIt()];
}
