import { t } from "../l10n.ts";
import type { TargetObstacle } from "../model/deployment.ts";
import type { RollbackObstacle, RollbackPlan } from "../model/rollbackPlan.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { visible } from "./format.ts";
import { releaseLine, releaseMark, releaseTitle } from "./release.ts";
import { riskLines } from "./risks.ts";
import { undoneLines } from "./undone.ts";
import { askedOf, onlyApp } from "./whichApp.ts";

/** What no rollback touches. */
export const keptAsItIs = () =>
  t("Sevalla starts the earlier image again. The database and the environment variables are not rolled back.");

export interface Confirmation {
  readonly message: string;
  readonly detail: string;
}

/** What the user agrees to: what is live, what it goes back to, and what a rollback leaves alone. */
export function confirmation(plan: RollbackPlan, now: number, which = onlyApp): Confirmation {
  return {
    message: t("Roll back {0}?", visible(plan.app.name)),
    detail: askedOf(
      which,
      t("Live now: {0}", describeRelease(plan.live, now)),
      t("Goes back to: {0}", describeRelease(plan.target, now)),
      undoneLines(plan).join("\n"),
      riskLines(plan).join("\n"),
      keptAsItIs(),
    ),
  };
}

function describeRelease(deployment: Deployment, now: number): string {
  const author = deployment.authorLogin ? ` · ${visible(deployment.authorLogin)}` : "";
  return `${releaseTitle(deployment)}\n${releaseLine(deployment, now)}${author}`;
}

/** Why a deployment cannot be rolled back to, in a sentence. */
export const ineligible: Readonly<Record<TargetObstacle, () => string>> = {
  live: () => t("It is already live."),
  notSuccessful: () => t("Only a deployment that succeeded can be rolled back to."),
  otherApp: () => t("It belongs to another app."),
  noImage: () => t("Sevalla has no image of it."),
};

/** Why nothing can be rolled back, in sentences that end with what was not done. */
export function obstacleWords(obstacle: RollbackObstacle): string {
  const name = visible(obstacle.app.name);
  const untouched = t("Nothing was rolled back.");
  switch (obstacle.reason) {
    case "suspended":
      return t("{0} is suspended. {1} Resume it in the Sevalla dashboard first.", name, untouched);
    case "nothingLive":
      return t("{0} has no successful deployment, so there is nothing to roll back. Nothing was changed.", name);
    case "nothingBefore":
      return `${t("{0} has no successful deployment before the live one ({1}).", name, releaseMark(obstacle.live))} ${untouched}`;
    case "notRolledBack":
      return t(
        "What is live on {0} is not a rollback ({1}), so there is nothing to undo. Nothing was changed.",
        name,
        releaseMark(obstacle.live),
      );
    case "unreadable":
      return t(
        "Sevalla's list of the deployments of {0} could not be read in full, so what is live is not certain. {1} Choose the deployment to go back to in the Apps view.",
        name,
        untouched,
      );
    case "accountChanged":
      return `${t("You have signed in or out, or the API address has changed, since you were asked about {0}.", name)} ${untouched}`;
    case "targetGone":
      return `${t("{0} no longer has that deployment.", name)} ${untouched}`;
    case "underWay":
      return t(
        "{0} is being deployed right now ({1}). {2} Try again when it has finished.",
        name,
        releaseTitle(obstacle.deployment),
        untouched,
      );
    case "rollingBack":
      return t("{0} is already being rolled back from this computer. Nothing more was sent.", name);
    case "ineligible":
      return [
        t("{0} cannot be rolled back to.", releaseTitle(obstacle.target)),
        ineligible[obstacle.why](),
        untouched,
      ].join(" ");
  }
}
