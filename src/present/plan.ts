import type { TargetObstacle } from "../model/deployment.ts";
import type { RollbackObstacle, RollbackPlan } from "../model/rollbackPlan.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { visible } from "./format.ts";
import { releaseLine, releaseMark, releaseTitle } from "./release.ts";
import { riskLines } from "./risks.ts";
import { undoneLines } from "./undone.ts";

/** What no rollback touches. */
export const keptAsItIs =
  "Sevalla starts the earlier image again. The database and the environment variables are not rolled back.";

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
      undoneLines(plan).join("\n"),
      riskLines(plan).join("\n"),
      keptAsItIs,
    ]
      .filter((paragraph) => paragraph !== "")
      .join("\n\n"),
  };
}

function describeRelease(deployment: Deployment, now: number): string {
  const author = deployment.authorLogin ? ` · ${visible(deployment.authorLogin)}` : "";
  return `${releaseTitle(deployment)}\n${releaseLine(deployment, now)}${author}`;
}

/** Why a deployment cannot be rolled back to, in a sentence. */
export const ineligible: Readonly<Record<TargetObstacle, string>> = {
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
      return `${name} is already being rolled back from this computer. Nothing more was sent.`;
    case "ineligible":
      return `${releaseTitle(obstacle.target)} cannot be rolled back to. ${ineligible[obstacle.why]} ${untouched}`;
  }
}
