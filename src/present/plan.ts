import { phaseOf, type TargetObstacle } from "../model/deployment.ts";
import type { RollbackOutcome, RollbackProgress } from "../model/rollback.ts";
import type { RollbackObstacle, RollbackPlan } from "../model/rollbackPlan.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { visible } from "./format.ts";
import { phaseWord } from "./phase.ts";
import { describeProblem } from "./problem.ts";
import { releaseLine, releaseMark, releaseTitle } from "./release.ts";
import { riskLines } from "./risks.ts";

export interface Confirmation {
  readonly message: string;
  readonly detail: string;
}

/**
 * What the user agrees to: what is live, what it goes back to, and what a rollback leaves alone.
 * @param isNameShared whether the account has another app of the same name
 */
export function confirmation(plan: RollbackPlan, now: number, isNameShared = false): Confirmation {
  return {
    message: `Roll back ${visible(plan.app.name)}?`,
    detail: [
      isNameShared ? `There is more than one app of this name. This one has the ID ${plan.app.id}.` : "",
      `Live now: ${describeRelease(plan.live, now)}`,
      `Goes back to: ${describeRelease(plan.target, now)}`,
      riskLines(plan).join("\n"),
      "Sevalla starts the earlier image again. The database and the environment variables are not rolled back.",
    ]
      .filter((paragraph) => paragraph !== "")
      .join("\n\n"),
  };
}

function describeRelease(deployment: Deployment, now: number): string {
  const author = deployment.authorLogin ? ` · ${visible(deployment.authorLogin)}` : "";
  return `${releaseTitle(deployment)}\n${releaseLine(deployment, now)}${author}`;
}

export function progressTitle(plan: RollbackPlan): string {
  return `Rolling back ${visible(plan.app.name)} to ${releaseMark(plan.target)}`;
}

export function progressWords(progress: RollbackProgress): string {
  switch (progress.step) {
    case "checking":
      return "checking first";
    case "sending":
      return "asking Sevalla";
    case "searching":
      return "answer lost, looking for it";
    case "cancelling":
      return progress.trouble ? "cancelling, reconnecting" : "cancelling";
    case "following":
      if (progress.trouble) return "started, reconnecting";
      return phaseOf(progress.deployment.status) === "waiting" ? "waiting to start" : "rolling out";
  }
}

const ineligible: Readonly<Record<TargetObstacle, string>> = {
  live: "It is already live.",
  notSuccessful: "Only a deployment that succeeded can be rolled back to.",
  otherApp: "It belongs to another app.",
  noImage: "Sevalla has no image of it.",
};

/** Why nothing can be rolled back, in sentences that end with what was not done. */
export function obstacleWords(obstacle: RollbackObstacle): string {
  const name = visible(obstacle.app.name);
  const untouched = "Nothing was rolled back.";
  switch (obstacle.reason) {
    case "suspended":
      return `${name} is suspended. ${untouched} Resume it in the Sevalla dashboard first.`;
    case "nothingLive":
      return `${name} has no successful deployment, so there is nothing to roll back. Nothing was changed.`;
    case "nothingBefore":
      return `${name} has no successful deployment before the live one (${releaseMark(obstacle.live)}). ${untouched}`;
    case "notRolledBack":
      return `What is live on ${name} is not a rollback (${releaseMark(obstacle.live)}), so there is nothing to undo. Nothing was changed.`;
    case "unreadable":
      return `Sevalla's list of the deployments of ${name} could not be read in full, so what is live is not certain. ${untouched} Choose the deployment to go back to in the Apps view.`;
    case "accountChanged":
      return `You have signed in or out, or the API address has changed, since you were asked about ${name}. ${untouched}`;
    case "targetGone":
      return `${name} no longer has that deployment. ${untouched}`;
    case "underWay":
      return `${name} is being deployed right now (${releaseTitle(obstacle.deployment)}). ${untouched} Try again when it has finished.`;
    case "rollingBack":
      return `${name} is already being rolled back from this window. Nothing more was sent.`;
    case "ineligible":
      return `${releaseTitle(obstacle.target)} cannot be rolled back to. ${ineligible[obstacle.why]} ${untouched}`;
  }
}

export type OutcomeAction =
  | "viewDetails"
  | "openDashboard"
  | "showLog"
  | "signIn"
  | "openSettings"
  | "planAgain"
  | "undo";

export interface OutcomeWords {
  readonly severity: "information" | "warning" | "error";
  readonly message: string;
  readonly actions: readonly OutcomeAction[];
}

export function outcomeWords(outcome: RollbackOutcome, plan: RollbackPlan): OutcomeWords {
  const name = visible(plan.app.name);
  switch (outcome.kind) {
    case "changed":
      return changedWords(outcome.now, plan, name);
    case "calledOff":
      return { severity: "information", message: `Cancelled. ${name} was not rolled back.`, actions: [] };
    case "refused": {
      const { message, action } = describeProblem(outcome.error, `${name} was not rolled back.`);
      return { severity: "error", message, actions: [action] };
    }
    case "unconfirmed": {
      const { message } = describeProblem(outcome.error);
      return {
        severity: "warning",
        message: `It is not certain whether ${name} is being rolled back. ${message} No rollback is to be seen so far, and the request was not sent again. Check the dashboard before you try again.`,
        actions: ["openDashboard", "showLog"],
      };
    }
    case "lost": {
      const why = outcome.error ? describeProblem(outcome.error).message : "It has not finished after 30 minutes.";
      return {
        severity: "warning",
        message: `The rollback of ${name} was started, but it cannot be followed any more. ${why}`,
        actions: ["viewDetails", "openDashboard"],
      };
    }
    case "finished":
      return finishedWords(outcome, plan, name);
  }
}

function changedWords(now: RollbackPlan | RollbackObstacle, plan: RollbackPlan, name: string): OutcomeWords {
  if (now.kind === "obstacle") {
    const actions: readonly OutcomeAction[] = now.reason === "underWay" ? ["viewDetails"] : [];
    return { severity: "warning", message: obstacleWords(now), actions };
  }
  if (now.live.id === plan.live.id) {
    return {
      severity: "warning",
      message: `${name} would now go back to ${releaseTitle(now.target)} (${releaseMark(now.target)}), not to what you were shown. Nothing was rolled back.`,
      actions: ["planAgain"],
    };
  }
  return {
    severity: "warning",
    message: `${name} has changed since you were asked: live is now ${releaseTitle(now.live)} (${releaseMark(now.live)}). Nothing was rolled back.`,
    actions: ["planAgain"],
  };
}

type Finished = Extract<RollbackOutcome, { readonly kind: "finished" }>;

function finishedWords(outcome: Finished, plan: RollbackPlan, name: string): OutcomeWords {
  const { deployment, isTarget, wasCancelRequested, cancelError } = outcome;
  const phase = phaseOf(deployment.status);
  const live = `${releaseTitle(plan.live)} (${releaseMark(plan.live)})`;
  if (phase === "cancelled") {
    return {
      severity: wasCancelRequested ? "information" : "warning",
      message: `The rollback of ${name} was cancelled. ${live} is still live.`,
      actions: ["viewDetails"],
    };
  }
  if (phase !== "succeeded") {
    return {
      severity: "error",
      message: `The rollback of ${name} ended as "${phaseWord(deployment.status).toLowerCase()}". ${live} is still live.`,
      actions: ["viewDetails"],
    };
  }
  if (!isTarget) {
    return {
      severity: "warning",
      message: `Sevalla rolled ${name} back to ${releaseTitle(deployment)} (${releaseMark(deployment)}), not to ${releaseTitle(plan.target)} (${releaseMark(plan.target)}) as asked.`,
      actions: ["undo", "viewDetails"],
    };
  }
  const refused = cancelError && `It could not be cancelled. ${cancelError.message} `;
  const late = wasCancelRequested ? (refused ?? "It was too late to cancel: ") : "";
  return {
    severity: wasCancelRequested ? "warning" : "information",
    message: `${late}${name} is rolled back. Live now: ${releaseTitle(deployment)} (${releaseMark(deployment)}).`,
    actions: ["viewDetails", "undo"],
  };
}
