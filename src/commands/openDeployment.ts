import { t } from "../l10n.ts";
import { deploymentRef } from "../model/ref.ts";
import type { Parts } from "./parts.ts";
import { requireDeployment } from "./requireDeployment.ts";

export async function openDeployment(parts: Parts, argument: unknown): Promise<void> {
  const ref = deploymentRef(argument);
  if (ref) return parts.openPanel(ref);
  const deployment = await requireDeployment(parts, argument, t("Open deployment details"));
  if (deployment) parts.openPanel({ appId: deployment.appId, deploymentId: deployment.id });
}
