import { t } from "../l10n.ts";
import type { Parts } from "./parts.ts";
import { requireDeployment } from "./requireDeployment.ts";
import { requireSession } from "./requireSession.ts";

/** Opens the whole log of a deployment in an editor. */
export async function openLog(parts: Parts, argument: unknown): Promise<void> {
  const deployment = await requireDeployment(parts, argument, t("Open full log"));
  if (deployment && (await requireSession(parts, t("Nothing was opened."))))
    await (await parts.logs()).open(deployment);
}
