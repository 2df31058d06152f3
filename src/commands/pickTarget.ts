import { t } from "../l10n.ts";
import { targetObstacle } from "../model/deployment.ts";
import { visible } from "../present/format.ts";
import { ineligible } from "../present/plan.ts";
import { undoneView } from "../present/undone.ts";
import type { AppSummary, Deployment } from "../sevalla/resources.ts";
import type { Parts } from "./parts.ts";
import { type Advice, pickDeployment } from "./pickDeployment.ts";

/** Git is asked about the nearest ones only, one after the other. */
const mostAsked = 10;

/** Asks which deployment to go back to. Those that cannot be are shown too, with the reason. */
export function pickTarget(parts: Parts, app: AppSummary): Promise<Deployment | undefined> {
  const advice: Advice = {
    whyNot(deployment, live) {
      if (!live) return t("What is live now is not known yet.");
      const why = targetObstacle(deployment, live);
      return why && ineligible[why]();
    },
    async explain(targets, live, tell, signal) {
      for (const target of targets.slice(0, mostAsked)) {
        if (!live || signal.aborted) return;
        const undone = await parts.rollbacks.undone(app, live, target, signal);
        const [line] = undone.kind === "unknown" ? [] : undoneView({ live, target, undone }, parts.clock.now()).summary;
        if (line && !signal.aborted) tell(target, line);
      }
    },
  };
  return pickDeployment(parts, app, t("Roll back {0} to", visible(app.name)), advice);
}
