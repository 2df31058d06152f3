import * as vscode from "vscode";
import { commandIds } from "../contributions.ts";
import { targetObstacle } from "../model/deployment.ts";
import { type AppRef, appRef, deploymentRef } from "../model/ref.ts";
import type { RollbackOutcome } from "../model/rollback.ts";
import type { RollbackObstacle, RollbackPlan } from "../model/rollbackPlan.ts";
import {
  confirmation,
  type OutcomeAction,
  obstacleWords,
  outcomeWords,
  progressTitle,
  progressWords,
} from "../present/plan.ts";
import type { AppSummary, DeploymentId } from "../sevalla/resources.ts";
import { linkedApp } from "./linkedApp.ts";
import type { Parts } from "./parts.ts";
import { requireApp } from "./pickApp.ts";
import { pickDeployment } from "./pickDeployment.ts";
import { requireSession } from "./requireSession.ts";
import { problemActions } from "./showProblem.ts";

const chooseAnother = "Choose another deployment…";

/** Rolls an app back: shows what will change, asks, sends once, follows to the end and says how it ended. */
export async function rollBack(parts: Parts, argument: unknown): Promise<void> {
  if (!(await requireSession(parts))) return;
  const ref = appRef(argument);
  const app = ref
    ? await requireApp(parts, ref.appId)
    : await linkedApp(parts, "Roll back", "Nothing was rolled back.");
  if (app) await rollBackApp(parts, app, deploymentRef(argument)?.deploymentId);
}

async function rollBackApp(parts: Parts, app: AppSummary, targetId: DeploymentId | undefined): Promise<void> {
  const plan = await vscode.window.withProgress(
    { location: { viewId: "sevalla.apps" }, title: `Reading the deployments of ${app.name}` },
    () => parts.rollbacks.plan(app, targetId),
  );
  if (plan.kind === "obstacle") return void showObstacle(plan);
  const answer = await confirm(plan, parts.clock.now());
  if (answer === chooseAnother) {
    const target = await pickDeployment(parts, app, `Roll back ${app.name} to`, (deployment, live) =>
      live ? targetObstacle(deployment, live) === undefined : false,
    );
    return target && rollBackApp(parts, app, target.id);
  }
  if (answer === "Roll back") await carryOut(parts, plan);
}

async function confirm(plan: RollbackPlan, now: number): Promise<string | undefined> {
  const { message, detail } = confirmation(plan, now);
  const others = plan.isTargetNamed ? [] : [chooseAnother];
  return vscode.window.showWarningMessage(message, { modal: true, detail }, "Roll back", ...others);
}

async function carryOut(parts: Parts, plan: RollbackPlan): Promise<void> {
  const asked = parts.session.state;
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: progressTitle(plan) },
    (progress) => parts.rollbacks.run(plan, (step) => progress.report({ message: progressWords(step) }), parts.ending),
  );
  if (outcome.kind === "refused" && outcome.error.kind === "unauthorized") parts.session.reject(asked, "told");
  void showOutcome(outcome, plan);
  await parts.reader.readHistory(plan.app.id);
}

async function showObstacle(obstacle: RollbackObstacle): Promise<void> {
  const running = obstacle.reason === "underWay" ? obstacle.deployment : undefined;
  const details = running ? ["View details"] : [];
  const answer = await vscode.window.showWarningMessage(obstacleWords(obstacle), ...details);
  if (answer && running) openDetails({ appId: running.appId, deploymentId: running.id });
}

const labels: Readonly<Record<OutcomeAction, string>> = {
  viewDetails: "View details",
  openDashboard: "Open dashboard",
  planAgain: "Roll back…",
  showLog: problemActions.showLog.label,
  signIn: problemActions.signIn.label,
  openSettings: problemActions.openSettings.label,
};

async function showOutcome(outcome: RollbackOutcome, plan: RollbackPlan): Promise<void> {
  const { severity, message, actions } = outcomeWords(outcome, plan);
  const show = {
    information: vscode.window.showInformationMessage,
    warning: vscode.window.showWarningMessage,
    error: vscode.window.showErrorMessage,
  }[severity];
  const answer = await show(message, ...actions.map((action) => labels[action]));
  const action = actions.find((one) => labels[one] === answer);
  if (action) act(action, outcome, plan);
}

function act(action: OutcomeAction, outcome: RollbackOutcome, plan: RollbackPlan): void {
  const shown = "deployment" in outcome ? outcome.deployment : plan.live;
  switch (action) {
    case "viewDetails":
      return openDetails({ appId: shown.appId, deploymentId: shown.id });
    case "planAgain": {
      const ref: AppRef = { appId: plan.app.id };
      const again = plan.isTargetNamed ? { ...ref, deploymentId: plan.target.id } : ref;
      return void vscode.commands.executeCommand(commandIds.rollBack, again);
    }
    case "openDashboard":
      return void vscode.commands.executeCommand(commandIds.openDashboard);
    default:
      return problemActions[action].run();
  }
}

function openDetails(ref: { readonly appId: string; readonly deploymentId: string }): void {
  void vscode.commands.executeCommand(commandIds.openDeployment, ref);
}
