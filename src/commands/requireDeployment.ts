import { t } from "../l10n.ts";
import { deploymentRef } from "../model/ref.ts";
import { deploymentsOf } from "../model/store.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { chooseApp } from "./chooseApp.ts";
import type { Parts } from "./parts.ts";
import { pickDeployment } from "./pickDeployment.ts";
import { requireSession } from "./requireSession.ts";

/** The deployment that a view handed over, or one that the user picks: of the app handed over, else of the linked one. */
export async function requireDeployment(
  parts: Parts,
  argument: unknown,
  title: string,
): Promise<Deployment | undefined> {
  const ref = deploymentRef(argument);
  if (ref) {
    if (!(await requireSession(parts))) return undefined;
    const { state } = parts.store;
    const known = deploymentsOf(state, ref.appId).find(({ id }) => id === ref.deploymentId);
    return (
      known ?? state.open.get(ref.deploymentId)?.deployment ?? parts.client().getDeployment(ref.appId, ref.deploymentId)
    );
  }
  const app = await chooseApp(parts, argument, title, t("Nothing was opened or copied."));
  return app && pickDeployment(parts, app, title);
}
