import { phaseOf } from "../model/deployment.ts";
import type { RollbackSubject } from "../model/rollback.ts";
import type {
  AutoDeployResult,
  FinishedRollback,
  RollbackOutcome,
  RollbackProgress,
} from "../model/rollbackOutcome.ts";
import type { RollbackObstacle, RollbackPlan } from "../model/rollbackPlan.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { subject, visible } from "./format.ts";
import { phaseWord } from "./phase.ts";
import { obstacleWords } from "./plan.ts";
import { describeProblem } from "./problem.ts";
import { releaseMark, releaseTitle } from "./release.ts";

const longestLogLine = 80;

export function progressTitle({ app, target }: RollbackSubject): string {
  return `Rolling back ${visible(app.name)} to ${releaseMark(target)}`;
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
      return [
        phaseOf(progress.deployment.status) === "waiting" ? "waiting to start" : "rolling out",
        progress.logLine && subject(progress.logLine, longestLogLine),
      ]
        .filter(Boolean)
        .join(" · ");
  }
}

export type OutcomeAction =
  | "viewDetails"
  | "openDashboard"
  | "showLog"
  | "signIn"
  | "openSettings"
  | "planAgain"
  | "undo"
  | "pauseAutoDeploy";

export interface OutcomeWords {
  readonly severity: "information" | "warning" | "error";
  readonly message: string;
  readonly actions: readonly OutcomeAction[];
}

/**
 * How a rollback ended: what happened, what was not changed, and what can be done next.
 * @param wasPauseWished whether auto-deploy was to be paused as soon as it had begun
 */
export function outcomeWords(
  outcome: RollbackOutcome,
  rollback: RollbackSubject,
  wasPauseWished = false,
): OutcomeWords {
  const name = visible(rollback.app.name);
  const notPaused = wasPauseWished ? " Auto-deploy was not paused." : "";
  switch (outcome.kind) {
    case "changed":
      return changedWords(outcome.now, rollback, name);
    case "calledOff":
      return { severity: "information", message: `Cancelled. ${name} was not rolled back.`, actions: [] };
    case "refused": {
      const { message, action } = describeProblem(outcome.error, `${name} was not rolled back.${notPaused}`);
      return { severity: "error", message, actions: [action] };
    }
    case "unconfirmed": {
      // No more than the sentence: the usual next step is to try again, which is the last thing to do here.
      const { message } = outcome.error;
      const seen = outcome.other
        ? `A rollback to ${release(outcome.other)} has been started, which may be somebody else's; none to ${release(rollback.target)} is to be seen.`
        : "No rollback is to be seen so far.";
      return {
        severity: "warning",
        message: `It is not certain whether ${name} is being rolled back. ${message} ${seen} The request was not sent again.${notPaused} Check the dashboard before you try again.`,
        actions: ["openDashboard", "showLog"],
      };
    }
    case "lost": {
      const why = outcome.error ? describeProblem(outcome.error).message : "It has not finished after 30 minutes.";
      const words: OutcomeWords = {
        severity: "warning",
        message: `The rollback of ${name} was started, but it cannot be followed any more. ${why}`,
        actions: ["viewDetails", "openDashboard"],
      };
      return withAutoDeploy(words, outcome.autoDeploy);
    }
    case "finished":
      return withAutoDeploy(finishedWords(outcome, rollback, name), outcome.autoDeploy);
  }
}

function release(deployment: Deployment): string {
  return `${releaseTitle(deployment)} (${releaseMark(deployment)})`;
}

function changedWords(now: RollbackPlan | RollbackObstacle, shown: RollbackSubject, name: string): OutcomeWords {
  if (now.kind === "obstacle") {
    const actions: readonly OutcomeAction[] = now.reason === "underWay" ? ["viewDetails"] : [];
    return { severity: "warning", message: obstacleWords(now), actions };
  }
  if (now.live.id === shown.live.id) {
    return {
      severity: "warning",
      message: `${name} would now go back to ${release(now.target)}, not to what you were shown. Nothing was rolled back.`,
      actions: ["planAgain"],
    };
  }
  return {
    severity: "warning",
    message: `${name} has changed since you were asked: live is now ${release(now.live)}. Nothing was rolled back.`,
    actions: ["planAgain"],
  };
}

function finishedWords(outcome: FinishedRollback, rollback: RollbackSubject, name: string): OutcomeWords {
  const { deployment, isTarget, wasCancelRequested, cancelError } = outcome;
  const phase = phaseOf(deployment.status);
  if (phase === "cancelled") {
    return {
      severity: wasCancelRequested ? "information" : "warning",
      message: `The rollback of ${name} was cancelled. ${liveWords(outcome, rollback)}`,
      actions: ["viewDetails"],
    };
  }
  if (phase !== "succeeded") {
    const word = phaseWord(deployment.status).toLowerCase();
    const errors = outcome.errors.map((line) => subject(line)).join(" / ");
    const log = errors ? ` Its log ends with: ${errors}` : "";
    return {
      severity: "error",
      message: `The rollback of ${name} ended as "${word}". ${liveWords(outcome, rollback)}${log}`,
      actions: ["viewDetails"],
    };
  }
  if (!isTarget) {
    return {
      severity: "warning",
      message: `Sevalla rolled ${name} back to ${release(deployment)}, not to ${release(rollback.target)} as asked.`,
      actions: ["undo", "viewDetails"],
    };
  }
  if (outcome.live?.id !== deployment.id) {
    const since = outcome.live ? ", but something else has become live since then" : "";
    return {
      severity: "warning",
      message: `${name} was rolled back to ${release(deployment)}${since}. ${liveWords(outcome, rollback)}`,
      actions: ["viewDetails"],
    };
  }
  const refused = cancelError && `It could not be cancelled. ${cancelError.message} `;
  const late = wasCancelRequested ? (refused ?? "It was too late to cancel: ") : "";
  return {
    severity: wasCancelRequested ? "warning" : "information",
    message: `${late}${name} is rolled back. Live now: ${release(deployment)}.`,
    actions: ["viewDetails", "undo"],
  };
}

function liveWords({ live }: FinishedRollback, rollback: RollbackSubject): string {
  if (!live) return "What is live now could not be read.";
  return live.id === rollback.live.id ? `${release(live)} is still live.` : `Live now: ${release(live)}.`;
}

function withAutoDeploy(words: OutcomeWords, result: AutoDeployResult): OutcomeWords {
  if (result.kind === "untouched") return words;
  if (result.kind === "paused") return { ...words, message: `${words.message} Auto-deploy is paused.` };
  const state =
    result.kind === "stillOn" ? "Auto-deploy is still on" : "It is not certain whether auto-deploy is paused";
  return {
    severity: words.severity === "error" ? "error" : "warning",
    message: `${words.message} ${state}: ${describeProblem(result.error).message}`,
    actions: ["pauseAutoDeploy", ...words.actions],
  };
}
