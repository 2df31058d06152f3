/** What the tools for language models answer: our own codes and sentences, and apart from them what others wrote. */
import { isRollback, liveDeployment, phaseOf, targetObstacle } from "../model/deployment.ts";
import type { KeptPlan, MissingPlan } from "../model/keptPlans.ts";
import type { NewestDeployments } from "../model/newestDeployments.ts";
import type { RollbackOutcome } from "../model/rollbackOutcome.ts";
import type { RollbackObstacle, RollbackPlan } from "../model/rollbackPlan.ts";
import type { SevallaError } from "../sevalla/errors.ts";
import type { AppSummary, Deployment } from "../sevalla/resources.ts";
import { notice, outside, refusal, type ToolAnswer } from "./forModel.ts";
import { visible } from "./format.ts";
import { outcomeWords } from "./outcome.ts";
import { keptAsItIs, obstacleWords } from "./plan.ts";
import { describeProblem } from "./problem.ts";
import { refusedWords } from "./refused.ts";
import { releaseTitle } from "./release.ts";
import { riskLines } from "./risks.ts";
import { undoneView } from "./undone.ts";

const mostCandidates = 50;
const mostCommits = 20;
const longestLine = 400;

/** @param live the app's live deployment; undefined when it is not known */
export function deploymentFacts(deployment: Deployment, live: Deployment | undefined): ToolAnswer {
  const { id, status, trigger, createdAt, finishedAt, commitSha, commitMessage, branch, authorLogin } = deployment;
  const firstLine = commitMessage?.trim().split(/\r?\n/, 1)[0];
  return {
    id,
    phase: phaseOf(status),
    isLive: id === live?.id,
    isRollback: isRollback(deployment),
    createdAt: isoTime(createdAt),
    finishedAt: isoTime(finishedAt),
    commit: commitSha !== undefined && /^[0-9a-f]{7,64}$/i.test(commitSha) ? commitSha : undefined,
    untrusted: {
      title: outside(firstLine || releaseTitle(deployment)),
      trigger: trigger && outside(trigger),
      branch: branch && outside(branch),
      author: authorLogin && outside(authorLogin),
    },
  };
}

/** The newest deployments of an app, and which of them can be rolled back to. */
export function listAnswer(app: AppSummary, { deployments, unread }: NewestDeployments, limit: number) {
  const live = liveDeployment(deployments);
  return {
    notice,
    app: appFacts(app),
    live: live ? deploymentFacts(live, live) : null,
    deployments: deployments.slice(0, limit).map((deployment) => ({
      ...deploymentFacts(deployment, live),
      canBeRolledBackTo: live !== undefined && targetObstacle(deployment, live) === undefined,
    })),
    ...(unread > 0 ? { warning: "Sevalla's list could not be read in full: something else may be live." } : {}),
  };
}

/** A plan that has been kept. Nothing has been sent. */
export function planAnswer({ id, plan, until }: KeptPlan, now: number): ToolAnswer {
  const { app, live, target } = plan;
  const { summary, lists, riskyPaths, riskyLeftOut } = undoneView(plan, now);
  const all = (texts: readonly string[]) => texts.map((text) => outside(text, longestLine));
  return {
    notice,
    result: "planned",
    planId: id,
    goodUntil: isoTime(until),
    next: "Nothing has been sent. Tell the user what this would do. sevalla_rollBack carries it out, after the user has confirmed in a dialog.",
    keptAsItIs: keptAsItIs(),
    app: appFacts(app),
    live: deploymentFacts(live, live),
    goesBackTo: deploymentFacts(target, live),
    untrusted: {
      undoes: all(summary),
      commits: lists.map(({ heading, commits, leftOut }) => ({
        heading: outside(heading),
        newest: commits
          .slice(0, mostCommits)
          .map(({ mark, subject, by }) => outside(`${mark} ${subject} (${by})`, 200)),
        leftOut: commits.length > mostCommits ? "The older ones are left out." : leftOut,
      })),
      filesToMind: riskyLeftOut > 0 ? [...all(riskyPaths), `and ${riskyLeftOut} more`] : all(riskyPaths),
      mind: all(riskLines(plan)),
    },
  };
}

export function obstacleAnswer(obstacle: RollbackObstacle): ToolAnswer {
  return refusal(obstacle.reason, "Tell the user why there is nothing to roll back.", obstacleWords(obstacle));
}

const missing: Readonly<Record<MissingPlan, string>> = {
  unknown: "There is no plan of this ID.",
  used: "This plan has been used already: each is good once.",
  expired: "This plan is more than 15 minutes old.",
  otherSession: "The user has signed in or out, or the API address has changed, since this plan was made.",
};

export function missingPlanAnswer(why: MissingPlan): ToolAnswer {
  const next = `${missing[why]} Nothing was rolled back by this call. Call sevalla_planRollback if a rollback is still wanted.`;
  return refusal(`plan.${why}`, next);
}

/** How a rollback that the user confirmed has ended. */
export function outcomeAnswer(outcome: RollbackOutcome, plan: RollbackPlan, wasPauseWished: boolean): ToolAnswer {
  const { message } = outcomeWords(outcome, plan, wasPauseWished);
  const { result, next } = verdict(outcome);
  const untrusted = { message: outside(message, 1_000) };
  const deployment = "deployment" in outcome ? deploymentFacts(outcome.deployment, liveAfter(outcome)) : undefined;
  return { notice, result, next, deployment, untrusted };
}

function liveAfter(outcome: RollbackOutcome): Deployment | undefined {
  return outcome.kind === "finished" ? outcome.live : undefined;
}

function verdict(outcome: RollbackOutcome): { readonly result: string; readonly next: string } {
  switch (outcome.kind) {
    case "changed":
    case "calledOff":
    case "refused":
      return { result: "nothingDone", next: "Nothing was rolled back. Tell the user why before you plan again." };
    case "unconfirmed":
      return {
        result: "uncertain",
        next: "It is not certain whether the rollback has begun. Do not plan another. Ask the user to look at the Sevalla dashboard.",
      };
    case "lost":
      return {
        result: "started",
        next: "The rollback has begun, and how it ended is not known. Do not plan another. sevalla_listDeployments tells how it goes on.",
      };
    case "finished": {
      const { deployment, isTarget, live } = outcome;
      const isDone = phaseOf(deployment.status) === "succeeded" && isTarget && live?.id === deployment.id;
      return isDone
        ? { result: "rolledBack", next: "Tell the user what is live now." }
        : { result: "endedOtherwise", next: "Tell the user how it ended and what is live now." };
    }
  }
}

export const declinedAnswer: ToolAnswer = refusal(
  "declined",
  "The user did not agree, or looks at the plan first. Nothing was rolled back. Do not try again unless the user asks for it.",
);

export const badInputAnswer: ToolAnswer = refusal(
  "badInput",
  "The input does not fit the tool's schema. Nothing was asked of Sevalla.",
);

export const signedOutAnswer: ToolAnswer = refusal(
  "signedOut",
  'Nobody is signed in to Sevalla. Ask the user to run the command "Sevalla: Sign in".',
);

export function notAllowedAnswer({ name }: AppSummary): ToolAnswer {
  const why = refusedWords("deployments", visible(name));
  return refusal("notAllowed", "Nothing was rolled back. Tell the user.", why);
}

export function errorAnswer(error: SevallaError): ToolAnswer {
  return refusal(error.kind, "Tell the user.", describeProblem(error, "Nothing was changed.").message);
}

/** The app that is meant is not certain: those that it can be. */
export function whichAppAnswer(problem: "noApp" | "severalApps", candidates: readonly AppSummary[]): ToolAnswer {
  const why = problem === "noApp" ? "No app is linked here or called this." : "More than one app can be meant.";
  return {
    notice,
    ...refusal(problem, `${why} Ask the user which one, and call again with its ID.`),
    apps: candidates.slice(0, mostCandidates).map(appFacts),
    moreApps: Math.max(0, candidates.length - mostCandidates),
  };
}

export function appFacts({ id, name, isSuspended }: AppSummary): ToolAnswer {
  return { id, isSuspended, untrusted: { name: outside(name) } };
}

function isoTime(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
