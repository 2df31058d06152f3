import { t } from "../l10n.ts";
import { phaseOf } from "../model/deployment.ts";
import type { RollbackSubject } from "../model/rollback.ts";
import type {
  AutoDeployResult,
  FinishedRollback,
  RollbackOutcome,
  RollbackProgress,
} from "../model/rollbackOutcome.ts";
import type { RollbackObstacle, RollbackPlan } from "../model/rollbackPlan.ts";
import type { SevallaError } from "../sevalla/errors.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { subject, visible } from "./format.ts";
import { phaseInSentence } from "./phase.ts";
import { obstacleWords } from "./plan.ts";
import { describeProblem } from "./problem.ts";
import { releaseMark, releaseTitle } from "./release.ts";

const longestLogLine = 80;

export function progressTitle({ app, target }: RollbackSubject): string {
  return t("Rolling back {0} to {1}", visible(app.name), releaseMark(target));
}

export function progressWords(progress: RollbackProgress): string {
  switch (progress.step) {
    case "checking":
      return t("checking first");
    case "sending":
      return t("asking Sevalla");
    case "searching":
      return t("answer lost, looking for it");
    case "cancelling":
      return progress.trouble ? t("cancelling, reconnecting") : t("cancelling");
    case "following":
      if (progress.trouble) return t("started, reconnecting");
      return [
        phaseOf(progress.deployment.status) === "waiting" ? t("waiting to start") : t("rolling out"),
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
  const notPaused = wasPauseWished ? t("Auto-deploy was not paused.") : "";
  switch (outcome.kind) {
    case "changed":
      return changedWords(outcome.now, rollback, name);
    case "calledOff":
      return { severity: "information", message: t("Cancelled. {0} was not rolled back.", name), actions: [] };
    case "refused": {
      const { message, action } = describeProblem(
        outcome.error,
        joined(t("{0} was not rolled back.", name), notPaused),
      );
      return { severity: "error", message, actions: [action] };
    }
    case "unconfirmed": {
      // No more than the sentence: the usual next step is to try again, which is the last thing to do here.
      const { message } = outcome.error;
      const seen = outcome.other
        ? t(
            "A rollback to {0} has been started, which may be somebody else's; none to {1} is to be seen.",
            release(outcome.other),
            release(rollback.target),
          )
        : t("No rollback is to be seen so far.");
      return {
        severity: "warning",
        message: joined(
          t("It is not certain whether {0} is being rolled back.", name),
          message,
          seen,
          t("The request was not sent again."),
          notPaused,
          t("Check the dashboard before you try again."),
        ),
        actions: ["openDashboard", "showLog"],
      };
    }
    case "lost": {
      const why = outcome.error ? describeProblem(outcome.error).message : t("It has not finished after 30 minutes.");
      const words: OutcomeWords = {
        severity: "warning",
        message: joined(t("The rollback of {0} was started, but it cannot be followed any more.", name), why),
        actions: lostActions(outcome.error),
      };
      return withAutoDeploy(words, outcome.autoDeploy);
    }
    case "finished":
      return withAutoDeploy(finishedWords(outcome, rollback, name), outcome.autoDeploy);
  }
}

/** What can be done about something that cannot be followed any more. */
export function lostActions(error: SevallaError | undefined): readonly OutcomeAction[] {
  return [error?.kind === "unauthorized" ? "signIn" : "viewDetails", "openDashboard"];
}

function release(deployment: Deployment): string {
  return `${releaseTitle(deployment)} (${releaseMark(deployment)})`;
}

function changedWords(now: RollbackPlan | RollbackObstacle, shown: RollbackSubject, name: string): OutcomeWords {
  if (now.kind === "obstacle") {
    const actions: readonly OutcomeAction[] = now.reason === "underWay" ? ["viewDetails"] : [];
    return { severity: "warning", message: obstacleWords(now), actions };
  }
  return {
    severity: "warning",
    message: joined(changeWords(now, shown, name), t("Nothing was rolled back.")),
    actions: ["planAgain"],
  };
}

function changeWords(now: RollbackPlan, shown: RollbackSubject, name: string): string {
  if (now.live.id !== shown.live.id)
    return t("{0} has changed since you were asked: live is now {1}.", name, release(now.live));
  if (now.unread > 0 && now.target.id === shown.target.id) {
    return t(
      "Sevalla's list of the deployments of {0} could not be read in full this time, so something else may have become live since you were asked.",
      name,
    );
  }
  return t("{0} would now go back to {1}, not to what you were shown.", name, release(now.target));
}

function finishedWords(outcome: FinishedRollback, rollback: RollbackSubject, name: string): OutcomeWords {
  const { deployment, isTarget, wasCancelRequested, cancelError } = outcome;
  const phase = phaseOf(deployment.status);
  if (phase === "cancelled") {
    return {
      severity: wasCancelRequested ? "information" : "warning",
      message: joined(t("The rollback of {0} was cancelled.", name), liveWords(outcome, rollback)),
      actions: ["viewDetails"],
    };
  }
  if (phase !== "succeeded") {
    const word = phaseInSentence(deployment.status);
    const errors = outcome.errors.map((line) => subject(line)).join(" / ");
    const log = errors ? t("Its log ends with: {0}", errors) : "";
    return {
      severity: "error",
      message: joined(t('The rollback of {0} ended as "{1}".', name, word), liveWords(outcome, rollback), log),
      actions: ["viewDetails"],
    };
  }
  if (!isTarget) {
    return {
      severity: "warning",
      message: t(
        "Sevalla rolled {0} back to {1}, not to {2} as asked.",
        name,
        release(deployment),
        release(rollback.target),
      ),
      actions: ["undo", "viewDetails"],
    };
  }
  if (outcome.live?.id !== deployment.id) {
    const back = outcome.live
      ? t("{0} was rolled back to {1}, but something else has become live since then.", name, release(deployment))
      : t("{0} was rolled back to {1}.", name, release(deployment));
    return {
      severity: "warning",
      message: joined(back, liveWords(outcome, rollback)),
      actions: ["viewDetails"],
    };
  }
  const done = t("{0} is rolled back. Live now: {1}.", name, release(deployment));
  const late = cancelError
    ? joined(t("It could not be cancelled."), cancelError.message, done)
    : t("It was too late to cancel: {0}", done);
  return {
    severity: wasCancelRequested ? "warning" : "information",
    message: wasCancelRequested ? late : done,
    actions: ["viewDetails", "undo"],
  };
}

function liveWords({ live }: FinishedRollback, rollback: RollbackSubject): string {
  if (!live) return t("What is live now could not be read.");
  return live.id === rollback.live.id ? t("{0} is still live.", release(live)) : t("Live now: {0}.", release(live));
}

function withAutoDeploy(words: OutcomeWords, result: AutoDeployResult): OutcomeWords {
  if (result.kind === "untouched") return words;
  if (result.kind === "paused") return { ...words, message: joined(words.message, t("Auto-deploy is paused.")) };
  const { message } = describeProblem(result.error);
  const state =
    result.kind === "stillOn"
      ? t("Auto-deploy is still on: {0}", message)
      : t("It is not certain whether auto-deploy is paused: {0}", message);
  return {
    severity: words.severity === "error" ? "error" : "warning",
    message: joined(words.message, state),
    actions: ["pauseAutoDeploy", ...words.actions],
  };
}

function joined(...sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
