import { t } from "../l10n.ts";
import { deploymentUnderWay, isUnderWay } from "../model/deployment.ts";
import { deploymentRef } from "../model/ref.ts";
import { deploymentsOf, historyOf, troubleOf } from "../model/store.ts";
import { visible } from "../present/format.ts";
import { releaseLine, releaseTitle } from "../present/release.ts";
import { askedOf, whichApp } from "../present/whichApp.ts";
import type { SevallaClient } from "../sevalla/client.ts";
import { mayHaveActed, SevallaError } from "../sevalla/errors.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { chooseApp } from "./chooseApp.ts";
import { isStillAsked } from "./isStillAsked.ts";
import { reading } from "./lateProgress.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { showProblem } from "./showProblem.ts";

const unchanged = () => t("Nothing was cancelled.");

/** Cancels a deployment that is waiting or running, after asking. */
export async function cancelDeployment(parts: Parts, argument: unknown): Promise<void> {
  const app = await chooseApp(parts, argument, t("Cancel deployment"), unchanged());
  if (!app) return;
  const name = visible(app.name);
  const asked = parts.session.state;
  // What is sent goes to the address at which the deployment was found, if there is still a key for that.
  const client = parts.client();
  const running = await reading(parts, t("Reading the deployments of {0}", name), (signal) =>
    runningOf(parts, client, argument, app.id, signal),
  );
  if (!running) return void notify.information(`${t("No deployment of {0} is running.", name)} ${unchanged()}`);
  const what = `${releaseTitle(running)}\n${releaseLine(running, parts.clock.now())}`;
  const cancelIt = t("Cancel deployment");
  const detail = askedOf(whichApp(parts.store.state, app), what, t("What is live stays as it is."));
  if ((await notify.ask(t("Cancel this deployment of {0}?", name), detail, cancelIt)) !== cancelIt) return;
  if (!isStillAsked(parts, asked, unchanged())) return;
  try {
    await client.cancelDeployment(app.id, running.id);
    void notify.information(t("The deployment of {0} is being cancelled: {1}.", name, releaseTitle(running)));
  } catch (cause) {
    const error = SevallaError.from(cause);
    if (!mayHaveActed(error)) throw error;
    void showProblem(error, t("It is not certain whether the deployment of {0} is being cancelled.", name));
  }
  await parts.refresher.showHistory(app.id);
}

async function runningOf(
  { reader, store }: Parts,
  client: SevallaClient,
  argument: unknown,
  appId: Deployment["appId"],
  signal: AbortSignal,
): Promise<Deployment | undefined> {
  const ref = deploymentRef(argument);
  if (!ref) {
    await reader.readHistory(appId);
    const running = deploymentUnderWay(deploymentsOf(store.state, appId));
    const trouble = troubleOf(historyOf(store.state, appId));
    if (!running && trouble) throw trouble;
    return running;
  }
  const deployment = await client.getDeployment(ref.appId, ref.deploymentId, signal);
  return isUnderWay(deployment) ? deployment : undefined;
}
