import { targetObstacle } from "../model/deployment.ts";
import { appRef, deploymentRef } from "../model/ref.ts";
import type { RollbackObstacle, RollbackPlan } from "../model/rollbackPlan.ts";
import { appsOf } from "../model/store.ts";
import { visible } from "../present/format.ts";
import { confirmation } from "../present/plan.ts";
import type { AppSummary, DeploymentId } from "../sevalla/resources.ts";
import { carryOut, showObstacle } from "./carryOut.ts";
import { withLateProgress } from "./lateProgress.ts";
import { linkedApp } from "./linkedApp.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { requireApp } from "./pickApp.ts";
import { pickDeployment } from "./pickDeployment.ts";
import { requireSession } from "./requireSession.ts";

const chooseAnother = "Choose another deployment…";

/** Rolls an app back: shows what will change, asks, sends once, follows to the end and says how it ended. */
export async function rollBack(parts: Parts, argument: unknown): Promise<void> {
  if (isUnreadable(argument)) return refuse();
  const app = await appToRollBack(parts, argument, "Roll back");
  if (app) await rollBackApp(parts, app, deploymentRef(argument)?.deploymentId);
}

/** Goes back to what was live before the rollback that is live now, through the same question and checks. */
export async function undoRollback(parts: Parts, argument: unknown): Promise<void> {
  if (isUnreadable(argument)) return refuse();
  const app = await appToRollBack(parts, argument, "Undo rollback");
  if (app) await agreeAndCarryOut(parts, app, (signal) => parts.rollbacks.planUndo(app, signal));
}

/** Whether something was handed over that names no app or deployment: it must not be taken for another one. */
function isUnreadable(argument: unknown): boolean {
  if (typeof argument !== "object" || argument === null) return argument !== undefined;
  return "deploymentId" in argument ? !deploymentRef(argument) : !appRef(argument);
}

function refuse(): void {
  void notify.error("That is not an app or a deployment of Sevalla. Nothing was rolled back.");
}

async function appToRollBack(parts: Parts, argument: unknown, title: string): Promise<AppSummary | undefined> {
  if (!(await requireSession(parts))) return undefined;
  const ref = appRef(argument);
  return ref ? requireApp(parts, ref.appId) : linkedApp(parts, title, "Nothing was rolled back.");
}

async function rollBackApp(parts: Parts, app: AppSummary, targetId: DeploymentId | undefined): Promise<void> {
  await agreeAndCarryOut(parts, app, (signal) => parts.rollbacks.plan(app, targetId, signal));
}

async function agreeAndCarryOut(
  parts: Parts,
  app: AppSummary,
  makePlan: (signal: AbortSignal) => Promise<RollbackPlan | RollbackObstacle>,
): Promise<void> {
  const title = `Reading the deployments of ${visible(app.name)}`;
  const plan = await withLateProgress(title, parts.clock, parts.ending, makePlan);
  if (!plan) return;
  if (plan.kind === "obstacle") return void showObstacle(plan);
  const answer = await confirm(plan, parts);
  if (answer === "Roll back") return carryOut(parts, plan);
  if (answer !== chooseAnother) return;
  const target = await pickDeployment(parts, app, `Roll back ${app.name} to`, (deployment, live) =>
    live ? targetObstacle(deployment, live) === undefined : false,
  );
  if (target) await rollBackApp(parts, app, target.id);
}

async function confirm(plan: RollbackPlan, { store, clock }: Parts): Promise<string | undefined> {
  const namesakes = appsOf(store.state).filter(({ name, id }) => name === plan.app.name && id !== plan.app.id);
  const { message, detail } = confirmation(plan, clock.now(), namesakes.length > 0);
  const others = plan.isTargetNamed ? [] : [chooseAnother];
  return notify.ask(message, detail, "Roll back", ...others);
}
