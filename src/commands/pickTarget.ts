import { targetObstacle } from "../model/deployment.ts";
import { visible } from "../present/format.ts";
import { ineligible } from "../present/plan.ts";
import type { AppSummary, Deployment } from "../sevalla/resources.ts";
import type { Parts } from "./parts.ts";
import { pickDeployment } from "./pickDeployment.ts";

/** Asks which deployment to go back to. Those that cannot be are shown too, with the reason. */
export function pickTarget(parts: Parts, app: AppSummary): Promise<Deployment | undefined> {
  return pickDeployment(parts, app, `Roll back ${visible(app.name)} to`, (deployment, live) => {
    if (!live) return "What is live now is not known yet.";
    const why = targetObstacle(deployment, live);
    return why && ineligible[why];
  });
}
