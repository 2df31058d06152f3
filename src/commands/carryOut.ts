import * as vscode from "vscode";
import { commandIds } from "../contributions.ts";
import type { AppRef } from "../model/ref.ts";
import type { RollbackSubject } from "../model/rollback.ts";
import type { FollowOptions, RollbackOutcome, RollbackProgress } from "../model/rollbackOutcome.ts";
import type { RollbackObstacle, RollbackPlan } from "../model/rollbackPlan.ts";
import { inert } from "../present/format.ts";
import { type OutcomeAction, outcomeWords, progressTitle, progressWords } from "../present/outcome.ts";
import { obstacleWords } from "../present/plan.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { problemActions } from "./showProblem.ts";

/** Sends an agreed plan, shows how it goes and how it ended. */
export async function carryOut(parts: Parts, plan: RollbackPlan, pauseAutoDeploy: boolean): Promise<void> {
  const asked = parts.session.state;
  const outcome = await withProgress(parts, plan, (options) =>
    parts.rollbacks.run(plan, { ...options, pauseAutoDeploy }),
  );
  if (outcome.kind === "refused" && outcome.error.kind === "unauthorized") parts.session.reject(asked, "told");
  await finish(parts, outcome, plan, pauseAutoDeploy);
}

/** Shows how a rollback goes while `work` is under way, with a way to cancel it. */
export function withProgress(
  { ending }: Parts,
  rollback: RollbackSubject,
  work: (options: FollowOptions) => Promise<RollbackOutcome>,
): Thenable<RollbackOutcome> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: inert(progressTitle(rollback)), cancellable: true },
    (progress, cancellation) => {
      const cancel = new AbortController();
      cancellation.onCancellationRequested(() => cancel.abort());
      const tell = (step: RollbackProgress) => progress.report({ message: inert(progressWords(step)) });
      return work({ tell, cancel: cancel.signal, ending });
    },
  );
}

/** Says how a rollback ended and has the views show it. */
export async function finish(
  parts: Parts,
  outcome: RollbackOutcome,
  rollback: RollbackSubject,
  wasPauseWished: boolean,
): Promise<void> {
  if ("autoDeploy" in outcome && outcome.autoDeploy.kind === "paused") parts.store.setPaused(rollback.app.id, true);
  if (outcome.kind === "finished") void parts.effects.follow(outcome.deployment);
  void showOutcome(outcome, rollback, wasPauseWished);
  await parts.reader.readHistory(rollback.app.id);
}

/** Says why there is nothing to roll back. */
export async function showObstacle(obstacle: RollbackObstacle): Promise<void> {
  const running = obstacle.reason === "underWay" ? obstacle.deployment : undefined;
  const details = running ? [labels.viewDetails] : [];
  const answer = await notify.warning(obstacleWords(obstacle), ...details);
  if (answer && running) openDetails({ appId: running.appId, deploymentId: running.id });
}

const labels: Readonly<Record<OutcomeAction, string>> = {
  viewDetails: "View details",
  openDashboard: "Open dashboard",
  planAgain: "Roll back…",
  undo: "Undo…",
  pauseAutoDeploy: "Retry",
  showLog: problemActions.showLog.label,
  signIn: problemActions.signIn.label,
  openSettings: problemActions.openSettings.label,
};

async function showOutcome(
  outcome: RollbackOutcome,
  rollback: RollbackSubject,
  wasPauseWished: boolean,
): Promise<void> {
  const { severity, message, actions } = outcomeWords(outcome, rollback, wasPauseWished);
  const answer = await notify[severity](message, ...actions.map((action) => labels[action]));
  const action = actions.find((one) => labels[one] === answer);
  if (action) act(action, outcome, rollback);
}

function act(action: OutcomeAction, outcome: RollbackOutcome, plan: RollbackSubject): void {
  const now = outcome.kind === "changed" && "deployment" in outcome.now ? outcome.now.deployment : plan.live;
  const shown = "deployment" in outcome ? outcome.deployment : now;
  switch (action) {
    case "viewDetails":
      return openDetails({ appId: shown.appId, deploymentId: shown.id });
    case "planAgain": {
      const ref: AppRef = { appId: plan.app.id };
      const again = plan.isTargetNamed ? { ...ref, deploymentId: plan.target.id } : ref;
      return void vscode.commands.executeCommand(commandIds.rollBack, again);
    }
    case "undo":
      return void vscode.commands.executeCommand(commandIds.undoRollback, { appId: plan.app.id });
    case "pauseAutoDeploy":
      return void vscode.commands.executeCommand(commandIds.pauseAutoDeploy, { appId: plan.app.id });
    case "openDashboard":
      return void vscode.commands.executeCommand(commandIds.openDashboard);
    default:
      return problemActions[action].run();
  }
}

function openDetails(ref: { readonly appId: string; readonly deploymentId: string }): void {
  void vscode.commands.executeCommand(commandIds.openDeployment, ref);
}
