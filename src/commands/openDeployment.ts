import { byRow } from "../contributions.ts";
import { t } from "../l10n.ts";
import { deploymentRef } from "../model/ref.ts";
import type { Opening } from "../panel/deploymentPanels.ts";
import type { Parts } from "./parts.ts";
import { requireDeployment } from "./requireDeployment.ts";

/** Opens the details of a deployment. The rows of the tree keep the focus, so that one can go from row to row. */
export function openDeployment(parts: Parts, argument: unknown, selected?: unknown): Promise<void> {
  return open(parts, argument, { leavesFocus: selected === byRow });
}

/** Opens them in a panel of their own, which is not for what is clicked on next. */
export function openDeploymentBeside(parts: Parts, argument: unknown): Promise<void> {
  return open(parts, argument, { isBeside: true });
}

async function open(parts: Parts, argument: unknown, how: Opening): Promise<void> {
  const ref = deploymentRef(argument);
  if (ref) return parts.openPanel(ref, how);
  const deployment = await requireDeployment(parts, argument, t("Open deployment details"));
  if (deployment) await parts.openPanel({ appId: deployment.appId, deploymentId: deployment.id }, how);
}
