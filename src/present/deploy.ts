import { phaseOf } from "../model/deployment.ts";
import type { DeployOutcome } from "../model/deploys.ts";
import type { DeployWish } from "../sevalla/client.ts";
import type { AppSummary, Deployment } from "../sevalla/resources.ts";
import { imageName, subject, visible } from "./format.ts";
import type { OutcomeWords } from "./outcome.ts";
import { phaseWord } from "./phase.ts";
import type { Confirmation } from "./plan.ts";
import { describeProblem } from "./problem.ts";
import { releaseLine, releaseMark, releaseTitle } from "./release.ts";

/** What the user agrees to before something is deployed. */
export function deployConfirmation(
  app: AppSummary,
  wish: DeployWish,
  live: Deployment | undefined,
  now: number,
): Confirmation {
  const name = visible(app.name);
  const liveNow = live
    ? `Live now: ${releaseTitle(live)}\n${releaseLine(live, now)}`
    : "What is live now is not known, or nothing is.";
  const jobs = "Jobs that run before a deployment run before this one, too.";
  if (wish.isRestart) {
    const what = "Sevalla starts what is live once more. Nothing new is built.";
    return { message: `Restart ${name}?`, detail: [liveNow, `${what} ${jobs}`].join("\n\n") };
  }
  const kept = "What is live stays so until the new one has started.";
  const how = wish.image
    ? `Sevalla pulls ${visible(wish.image)} and rolls it out.`
    : `Sevalla builds the newest commit of ${visible(wish.branch ?? "the usual branch")} and rolls it out.`;
  const what = wish.image ? imageName(wish.image) : visible(wish.branch ?? "the usual branch");
  return { message: `Deploy ${what} to ${name}?`, detail: [liveNow, `${how} ${kept} ${jobs}`].join("\n\n") };
}

/** "Deploying main to shop" */
export function deployTitle(app: AppSummary, { branch, image, isRestart }: DeployWish): string {
  const name = visible(app.name);
  if (isRestart) return `Restarting ${name}`;
  const what = image ? imageName(image) : branch && visible(branch);
  return what ? `Deploying ${what} to ${name}` : `Deploying ${name}`;
}

/** How it ended: what happened, what was not changed, and what can be done next. */
export function deployOutcomeWords(outcome: DeployOutcome, app: AppSummary, { isRestart }: DeployWish): OutcomeWords {
  const name = visible(app.name);
  const untouched = `${name} was not ${isRestart ? "restarted" : "deployed"}.`;
  switch (outcome.kind) {
    case "busy": {
      const what = outcome.deployment ? ` (${releaseTitle(outcome.deployment)})` : "";
      const actions = outcome.deployment ? (["viewDetails"] as const) : [];
      const message = `${name} is being deployed right now${what}. Nothing more was sent. Try again when that has finished.`;
      return { severity: "warning", message, actions };
    }
    case "calledOff":
      return { severity: "information", message: `Cancelled. ${untouched}`, actions: [] };
    case "accountChanged":
      return {
        severity: "warning",
        message: `You have signed in or out since you were asked. ${untouched}`,
        actions: [],
      };
    case "refused": {
      const { message, action } = describeProblem(outcome.error, untouched);
      return { severity: "error", message, actions: [action] };
    }
    case "unconfirmed":
      return {
        severity: "warning",
        message: `It is not certain whether ${name} is being ${isRestart ? "restarted" : "deployed"}. ${outcome.error.message} The request was not sent again. Check the Apps view or the dashboard before you try again.`,
        actions: ["openDashboard", "showLog"],
      };
    case "lost": {
      const why = outcome.error ? describeProblem(outcome.error).message : "It has not finished after 30 minutes.";
      return {
        severity: "warning",
        message: `${isRestart ? "The restart" : "The deployment"} of ${name} was started, but it cannot be followed any more. ${why}`,
        actions: ["viewDetails", "openDashboard"],
      };
    }
    case "finished":
      return finishedWords(outcome, name, isRestart ? "restart" : "deployment");
  }
}

type Finished = Extract<DeployOutcome, { readonly kind: "finished" }>;

function finishedWords(outcome: Finished, name: string, what: string): OutcomeWords {
  const { deployment, wasCancelRequested, cancelError, live, errors } = outcome;
  const phase = phaseOf(deployment.status);
  const liveNow = live
    ? `Live now: ${releaseTitle(live)} (${releaseMark(live)}).`
    : "What is live now could not be read.";
  if (phase === "succeeded") {
    const refused = cancelError && `It could not be cancelled. ${cancelError.message} `;
    const late = wasCancelRequested ? (refused ?? "It was too late to cancel. ") : "";
    const severity = wasCancelRequested ? "warning" : "information";
    return { severity, message: `${late}The ${what} of ${name} succeeded. ${liveNow}`, actions: ["viewDetails"] };
  }
  if (phase === "cancelled") {
    const severity = wasCancelRequested ? "information" : "warning";
    return { severity, message: `The ${what} of ${name} was cancelled. ${liveNow}`, actions: ["viewDetails"] };
  }
  const said = errors.map((line) => subject(line)).join(" / ");
  const log = said ? ` Its log ends with: ${said}` : "";
  const word = phaseWord(deployment.status).toLowerCase();
  const message = `The ${what} of ${name} ended as "${word}". ${liveNow}${log}`;
  return { severity: phase === "failed" ? "error" : "warning", message, actions: ["viewDetails"] };
}
