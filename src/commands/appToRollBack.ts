import { t } from "../l10n.ts";
import { appRef, deploymentRef } from "../model/ref.ts";
import type { AppSummary, DeploymentId } from "../sevalla/resources.ts";
import { chooseApp } from "./chooseApp.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";

export interface RollbackChoice {
  readonly app: AppSummary;
  /** Undefined for the deployment before the live one. */
  readonly targetId: DeploymentId | undefined;
}

/** What a view handed over, else the linked app. Undefined when there is none, which the user has been told. */
export async function appToRollBack(
  parts: Parts,
  argument: unknown,
  title: string,
): Promise<RollbackChoice | undefined> {
  if (isUnreadable(argument)) {
    void notify.error(t("That is not an app or a deployment of Sevalla. Nothing was rolled back."));
    return undefined;
  }
  const app = await chooseApp(parts, argument, title, t("Nothing was rolled back."));
  return app && { app, targetId: deploymentRef(argument)?.deploymentId };
}

/** Whether something was handed over that names no app or deployment: it must not be taken for another one. */
function isUnreadable(argument: unknown): boolean {
  if (typeof argument !== "object" || argument === null) return argument !== undefined;
  return "deploymentId" in argument ? !deploymentRef(argument) : !appRef(argument);
}
