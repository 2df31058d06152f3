import * as vscode from "vscode";
import { commandIds, settingKeys } from "../contributions.ts";
import { t } from "../l10n.ts";
import { liveDeployment, phaseOf } from "../model/deployment.ts";
import { Endings } from "../model/endings.ts";
import { lookAtFailures } from "../model/lookedAt.ts";
import { deploymentsOf, findApp } from "../model/store.ts";
import { mayTell } from "../model/toldEndings.ts";
import { endingWords } from "../present/ending.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { tellingPorts } from "./claimOwn.ts";
import { notify } from "./notify.ts";
import type { Wiring } from "./parts.ts";

/** What is noticed of deployments by itself: which failures somebody has looked at, and which end meanwhile. */
export function watchDeployments(wiring: Wiring): vscode.Disposable {
  const { store, globalMemory, inFront, onDidMove } = wiring;
  const endings = new Endings();
  const look = lookAtFailures(globalMemory, store, () => {
    const front = inFront();
    return front?.deploymentId && { appId: front.appId, deploymentId: front.deploymentId };
  });
  const heed = () => {
    look();
    for (const deployment of endings.look(store.state)) void tell(wiring, deployment);
  };
  heed();
  return vscode.Disposable.from(store.onDidChange(heed), onDidMove(look));
}

async function tell(wiring: Wiring, deployment: Deployment): Promise<void> {
  const hasFailed = phaseOf(deployment.status) === "failed";
  const wish = vscode.workspace.getConfiguration().get<unknown>(settingKeys.notify);
  if (wish === "never" || (!hasFailed && wish !== "all")) return;
  const { appId, id } = deployment;
  const asked = wiring.session.state;
  if (!(await mayTell(tellingPorts(wiring), id)) || wiring.session.state !== asked) return;
  const { state } = wiring.store;
  const live = liveDeployment(deploymentsOf(state, appId));
  const name = findApp(state, appId)?.name ?? t("the app");
  const details = t("View details");
  const [more, command, argument] = hasFailed
    ? [t("Open full log"), commandIds.openLog, { appId, deploymentId: id }]
    : [t("Roll back…"), commandIds.rollBack, { appId }];
  const answer = await notify[hasFailed ? "warning" : "information"](
    endingWords(deployment, name, live),
    ...[details, more],
  );
  if (answer === details) {
    await vscode.commands.executeCommand(commandIds.openDeployment, { appId, deploymentId: id });
  }
  if (answer === more) await vscode.commands.executeCommand(command, argument);
}
