import { t } from "../l10n.ts";
import { phaseOf } from "../model/deployment.ts";
import type { DeployOutcome } from "../model/deploys.ts";
import type { DeployWish } from "../sevalla/client.ts";
import type { AppSummary, Deployment } from "../sevalla/resources.ts";
import { imageName, subject, visible } from "./format.ts";
import { lostActions, type OutcomeWords } from "./outcome.ts";
import { phaseInSentence } from "./phase.ts";
import type { Confirmation } from "./plan.ts";
import { describeProblem } from "./problem.ts";
import { releaseLine, releaseMark, releaseTitle } from "./release.ts";
import { askedOf, onlyApp } from "./whichApp.ts";

/** What the user agrees to before something is deployed. */
export function deployConfirmation(
  app: AppSummary,
  wish: DeployWish,
  live: Deployment | undefined,
  now: number,
  which = onlyApp,
): Confirmation {
  const name = visible(app.name);
  const liveNow = live
    ? `${t("Live now: {0}", releaseTitle(live))}\n${releaseLine(live, now)}`
    : t("What is live now is not known, or nothing is.");
  const jobs = t("Jobs that run before a deployment run before this one, too.");
  if (wish.isRestart) {
    const what = t("Sevalla starts what is live once more. Nothing new is built.");
    return { message: t("Restart {0}?", name), detail: askedOf(which, liveNow, `${what} ${jobs}`) };
  }
  const kept = t("What is live stays so until the new one has started.");
  const { message, how } = wish.image ? imageWords(name, wish.image) : branchWords(name, wish.branch);
  return { message, detail: askedOf(which, liveNow, `${how} ${kept} ${jobs}`) };
}

function imageWords(app: string, image: string): { readonly message: string; readonly how: string } {
  return {
    message: t("Deploy {0} to {1}?", imageName(image), app),
    how: t("Sevalla pulls {0} and rolls it out.", visible(image)),
  };
}

function branchWords(app: string, branch: string | undefined): { readonly message: string; readonly how: string } {
  if (branch === undefined) {
    return {
      message: t("Deploy the usual branch to {0}?", app),
      how: t("Sevalla builds the newest commit of the usual branch and rolls it out."),
    };
  }
  return {
    message: t("Deploy {0} to {1}?", visible(branch), app),
    how: t("Sevalla builds the newest commit of {0} and rolls it out.", visible(branch)),
  };
}

/** "Deploying main to shop" */
export function deployTitle(app: AppSummary, { branch, image, isRestart }: DeployWish): string {
  const name = visible(app.name);
  if (isRestart) return t("Restarting {0}", name);
  const what = image ? imageName(image) : branch && visible(branch);
  return what ? t("Deploying {0} to {1}", what, name) : t("Deploying {0}", name);
}

/** How it ended: what happened, what was not changed, and what can be done next. */
export function deployOutcomeWords(outcome: DeployOutcome, app: AppSummary, { isRestart }: DeployWish): OutcomeWords {
  const name = visible(app.name);
  const untouched = isRestart ? t("{0} was not restarted.", name) : t("{0} was not deployed.", name);
  switch (outcome.kind) {
    case "busy": {
      const actions = outcome.deployment ? (["viewDetails"] as const) : [];
      const busy = outcome.deployment
        ? t("{0} is being deployed right now ({1}).", name, releaseTitle(outcome.deployment))
        : t("{0} is being deployed right now.", name);
      const message = `${busy} ${t("Nothing more was sent. Try again when that has finished.")}`;
      return { severity: "warning", message, actions };
    }
    case "calledOff":
      return { severity: "information", message: `${t("Cancelled.")} ${untouched}`, actions: [] };
    case "accountChanged":
      return {
        severity: "warning",
        message: `${t("You have signed in or out since you were asked.")} ${untouched}`,
        actions: [],
      };
    case "refused": {
      const { message, action } = describeProblem(outcome.error, untouched);
      return { severity: "error", message, actions: [action] };
    }
    case "unconfirmed":
      return {
        severity: "warning",
        message: [
          isRestart
            ? t("It is not certain whether {0} is being restarted.", name)
            : t("It is not certain whether {0} is being deployed.", name),
          outcome.error.message,
          t("The request was not sent again. Check the Apps view or the dashboard before you try again."),
        ].join(" "),
        actions: ["openDashboard", "showLog"],
      };
    case "lost": {
      const why = outcome.error ? describeProblem(outcome.error).message : t("It has not finished after 30 minutes.");
      const lost = isRestart
        ? t("The restart of {0} was started, but it cannot be followed any more.", name)
        : t("The deployment of {0} was started, but it cannot be followed any more.", name);
      return { severity: "warning", message: `${lost} ${why}`, actions: lostActions(outcome.error) };
    }
    case "finished":
      return finishedWords(outcome, name, isRestart);
  }
}

type Finished = Extract<DeployOutcome, { readonly kind: "finished" }>;

function finishedWords(outcome: Finished, name: string, isRestart: boolean | undefined): OutcomeWords {
  const { deployment, wasCancelRequested, cancelError, live, errors } = outcome;
  const phase = phaseOf(deployment.status);
  const liveNow = live
    ? t("Live now: {0} ({1}).", releaseTitle(live), releaseMark(live))
    : t("What is live now could not be read.");
  const actions = ["viewDetails"] as const;
  if (phase === "succeeded") {
    const refused = cancelError && t("It could not be cancelled. {0}", cancelError.message);
    const late = wasCancelRequested ? (refused ?? t("It was too late to cancel.")) : "";
    const done = isRestart ? t("The restart of {0} succeeded.", name) : t("The deployment of {0} succeeded.", name);
    const severity = wasCancelRequested ? "warning" : "information";
    return { severity, message: [late, done, liveNow].filter(Boolean).join(" "), actions };
  }
  if (phase === "cancelled") {
    const cancelled = isRestart
      ? t("The restart of {0} was cancelled.", name)
      : t("The deployment of {0} was cancelled.", name);
    const severity = wasCancelRequested ? "information" : "warning";
    return { severity, message: `${cancelled} ${liveNow}`, actions };
  }
  const said = errors.map((line) => subject(line)).join(" / ");
  const log = said ? t("Its log ends with: {0}", said) : "";
  const word = phaseInSentence(deployment.status);
  const ended = isRestart
    ? t('The restart of {0} ended as "{1}".', name, word)
    : t('The deployment of {0} ended as "{1}".', name, word);
  const severity = phase === "failed" ? "error" : "warning";
  return { severity, message: [ended, liveNow, log].filter(Boolean).join(" "), actions };
}
