import { t } from "../l10n.ts";
import { deploymentRef } from "../model/ref.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { chooseKnownApp } from "./chooseApp.ts";
import { knownDeployment } from "./knownApps.ts";
import { reading } from "./lateProgress.ts";
import type { Parts } from "./parts.ts";
import { pickDeployment } from "./pickDeployment.ts";
import { requireSession } from "./requireSession.ts";

/**
 * The deployment that a view handed over, or one that the user picks: of the app handed over, else of the linked one. What
 * is on screen is good enough, whether anything can be read now or not.
 */
export async function requireDeployment(
  parts: Parts,
  argument: unknown,
  title: string,
): Promise<Deployment | undefined> {
  const ref = deploymentRef(argument);
  const nothing = t("Nothing was opened or copied.");
  if (!ref) {
    const app = await chooseKnownApp(parts, argument, title, nothing);
    return app && pickDeployment(parts, app, title);
  }
  const known = knownDeployment(parts.store.state, ref);
  if (known || !(await requireSession(parts, nothing))) return known;
  return reading(parts, t("Asking Sevalla"), (signal) =>
    parts.client().getDeployment(ref.appId, ref.deploymentId, signal),
  );
}
