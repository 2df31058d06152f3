import { t } from "../l10n.ts";
import type { RollbackPlan } from "../model/rollbackPlan.ts";
import { appsOf } from "../model/store.ts";
import { type Confirmation, confirmation } from "../present/plan.ts";
import type { Parts } from "./parts.ts";

export const rollBackIt = () => t("Roll back");
export const andPause = () => t("Roll back and pause auto-deploy");
export const preview = () => t("Preview…");

/** What the user is asked before a plan is carried out. */
export function questionOf({ store, clock }: Parts, plan: RollbackPlan): Confirmation {
  const namesakes = appsOf(store.state).filter(({ name, id }) => name === plan.app.name && id !== plan.app.id);
  return confirmation(plan, clock.now(), namesakes.length > 0);
}

/** The buttons by which the user agrees to a plan. */
export function agreeing({ risks }: RollbackPlan): readonly string[] {
  return risks.isAutoDeployOn === true ? [rollBackIt(), andPause()] : [rollBackIt()];
}
