import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { isRollback, liveDeployment, newestFirst, phaseOf } from "../model/deployment.ts";
import { deploymentRef } from "../model/ref.ts";
import { visible } from "../present/format.ts";
import { type Incident, incidentNote } from "../present/incidentNote.ts";
import { largestPage } from "../sevalla/paths.ts";
import type { AppSummary, Deployment } from "../sevalla/resources.ts";
import { readApp } from "./knownApps.ts";
import { reading } from "./lateProgress.ts";
import { linkedApp } from "./linkedApp.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { requireSession } from "./requireSession.ts";

/** Copies a note on a rollback, by default the linked app's last one, to paste where incidents are written up. */
export async function copyIncidentNote(parts: Parts, argument: unknown): Promise<void> {
  if (!(await requireSession(parts))) return;
  const ref = deploymentRef(argument);
  const app = ref
    ? await readApp(parts, ref.appId)
    : await linkedApp(parts, t("Copy incident note"), t("Nothing was copied."));
  if (!app) return;
  const { rollback, note } = await reading(parts, t("Asking Sevalla"), async (signal) => {
    const client = parts.client();
    const { items } = await client.listDeployments(app.id, { offset: 0, limit: largestPage, signal });
    const rollback = ref
      ? (items.find(({ id }) => id === ref.deploymentId) ??
        (await client.getDeployment(app.id, ref.deploymentId, signal)))
      : newestFirst(items).find(isRollback);
    const isNoted = rollback && isRollback(rollback);
    return { rollback, note: isNoted ? await noteOf(parts, app, rollback, items) : undefined };
  });
  if (note === undefined) return tellNone(app, rollback);
  await vscode.env.clipboard.writeText(note);
  await notify.information(t("A note on the rollback of {0} was copied. Paste it as Markdown.", visible(app.name)));
}

function tellNone({ name }: AppSummary, chosen: Deployment | undefined): void {
  const why = chosen
    ? t("That deployment is not a rollback.")
    : t("{0} has not been rolled back lately.", visible(name));
  void notify.information(`${why} ${t("Nothing was copied.")}`);
}

async function noteOf(
  { client, session, rollbacks, clock, ending }: Parts,
  app: AppSummary,
  rollback: Deployment,
  known: readonly Deployment[],
): Promise<string> {
  const earlier = newestFirst(known).filter(({ createdAt }) => createdAt < rollback.createdAt);
  const token = session.token(session.address);
  const from = earlier.find(({ status }) => phaseOf(status) === "succeeded");
  const [key, undone] = await Promise.all([
    // In the middle of an incident a note without the key's name is worth more than none.
    token
      ? client()
          .checkKey(token)
          .catch(() => undefined)
      : undefined,
    from && rollbacks.undone(app, from, rollback, ending),
  ]);
  const incident: Incident = {
    ...{ app, rollback, from, undone },
    isOurs: rollbacks.wasSentFromHere(rollback.id),
    keyName: key?.name,
    live: liveDeployment(known),
  };
  return incidentNote(incident, clock.now());
}
