import { deploymentRef } from "../model/ref.ts";
import { deploymentsOf } from "../model/store.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { linkedApp } from "./linkedApp.ts";
import type { Parts } from "./parts.ts";
import { pickDeployment } from "./pickDeployment.ts";
import { requireSession } from "./requireSession.ts";

/** The deployment that a view handed over, or one of the linked app's that the user picks. */
export async function requireDeployment(
  parts: Parts,
  argument: unknown,
  title: string,
): Promise<Deployment | undefined> {
  if (!(await requireSession(parts))) return undefined;
  const ref = deploymentRef(argument);
  if (ref) {
    const { state } = parts.store;
    const known = deploymentsOf(state, ref.appId).find(({ id }) => id === ref.deploymentId);
    return (
      known ?? state.open.get(ref.deploymentId)?.deployment ?? parts.client().getDeployment(ref.appId, ref.deploymentId)
    );
  }
  const app = await linkedApp(parts, title, "Nothing was opened or copied.");
  return app && pickDeployment(parts, app, title);
}
