import { t } from "../l10n.ts";
import { isRollback, phaseOf } from "../model/deployment.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { visible } from "./format.ts";
import { releaseMark, releaseTitle } from "./release.ts";

/**
 * That a deployment which nobody has started here has failed or is live.
 * @param app the app's name
 * @param live what serves the app now
 */
export function endingWords(deployment: Deployment, app: string, live: Deployment | undefined): string {
  const [name, title, mark] = [visible(app), releaseTitle(deployment), releaseMark(deployment)];
  if (phaseOf(deployment.status) !== "failed") {
    return isRollback(deployment)
      ? t("{0} was rolled back to {1} ({2}).", name, title, mark)
      : t("A deployment of {0} is live: {1} ({2}).", name, title, mark);
  }
  const failed = isRollback(deployment)
    ? t("A rollback of {0} failed: {1} ({2}).", name, title, mark)
    : t("A deployment of {0} failed: {1} ({2}).", name, title, mark);
  const liveNow = live
    ? t("Live now: {0} ({1}).", releaseTitle(live), releaseMark(live))
    : t("What is live now is not known, or nothing is.");
  return `${failed} ${liveNow}`;
}
