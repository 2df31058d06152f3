import * as vscode from "vscode";
import { commandIds } from "../contributions.ts";
import { t } from "../l10n.ts";
import type { AppRef, DeploymentRef } from "../model/ref.ts";
import type { OutcomeAction, OutcomeWords } from "../present/outcome.ts";
import type { AppId, Deployment } from "../sevalla/resources.ts";
import { notify } from "./notify.ts";
import { problemActions } from "./showProblem.ts";

const labels: Readonly<Record<OutcomeAction, () => string>> = {
  viewDetails: () => t("View details"),
  openDashboard: () => t("Open dashboard"),
  planAgain: () => t("Roll back…"),
  undo: () => t("Undo…"),
  pauseAutoDeploy: () => t("Retry"),
  showLog: problemActions.showLog.label,
  signIn: problemActions.signIn.label,
  openSettings: problemActions.openSettings.label,
};

/** What the buttons of an outcome act on. */
export interface Subject {
  readonly appId: AppId;
  /** Whose details can be viewed. */
  readonly shown: Deployment | undefined;
  /** What would be rolled back when that is tried again. */
  readonly again: AppRef | DeploymentRef;
  /** Pauses auto-deploy, to which the user has agreed before. */
  readonly pause?: () => Promise<void>;
}

/** Says how something ended, with what can be done next. */
export async function tellOutcome({ severity, message, actions }: OutcomeWords, subject: Subject): Promise<void> {
  const answer = await notify[severity](message, ...actions.map((action) => labels[action]()));
  const action = actions.find((one) => labels[one]() === answer);
  if (action) act(action, subject);
}

function act(action: OutcomeAction, { appId, shown, again, pause }: Subject): void {
  const run = (command: string, argument?: AppRef | DeploymentRef) =>
    void vscode.commands.executeCommand(command, argument);
  switch (action) {
    case "viewDetails":
      return shown && run(commandIds.openDeployment, { appId: shown.appId, deploymentId: shown.id });
    case "planAgain":
      return run(commandIds.rollBack, again);
    case "undo":
      return run(commandIds.undoRollback, { appId });
    case "pauseAutoDeploy":
      return void pause?.();
    case "openDashboard":
      return run(commandIds.openDashboard);
    default:
      return problemActions[action].run();
  }
}
