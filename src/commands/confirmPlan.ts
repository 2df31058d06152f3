import type { RollbackPlan } from "../model/rollbackPlan.ts";
import { appsOf } from "../model/store.ts";
import { type Confirmation, confirmation } from "../present/plan.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";

export const rollBackIt = "Roll back";
export const andPause = "Roll back and pause auto-deploy";

/** What the user is asked before a plan is carried out. */
export function questionOf({ store, clock }: Parts, plan: RollbackPlan): Confirmation {
  const namesakes = appsOf(store.state).filter(({ name, id }) => name === plan.app.name && id !== plan.app.id);
  return confirmation(plan, clock.now(), namesakes.length > 0);
}

/** Asks, and answers with the button that was pressed. `others` are buttons beside those that agree. */
export async function confirmPlan(
  plan: RollbackPlan,
  { message, detail }: Confirmation,
  ...others: string[]
): Promise<string | undefined> {
  const pausing = plan.risks.isAutoDeployOn === true ? [andPause] : [];
  return notify.ask(message, detail, rollBackIt, ...pausing, ...others);
}
