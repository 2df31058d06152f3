import * as vscode from "vscode";
import { commandIds } from "../contributions.ts";
import { t } from "../l10n.ts";
import { findApp, type State } from "../model/store.ts";
import { effectSentence, isWorse } from "../present/effect.ts";
import { visible } from "../present/format.ts";
import type { DeploymentId } from "../sevalla/resources.ts";
import { notify } from "./notify.ts";

/** Says whether a rollback helped. */
export async function tellEffect(state: State, deploymentId: DeploymentId): Promise<void> {
  const effect = state.effects.get(deploymentId);
  if (!effect) return;
  const { appId } = effect;
  const name = visible(findApp(state, appId)?.name ?? t("the app"));
  const severity = isWorse(effect) ? "warning" : "information";
  const details = t("View details");
  const answer = await notify[severity](`${t("Rollback of {0}.", name)} ${effectSentence(effect)}`, details);
  if (answer) await vscode.commands.executeCommand(commandIds.openDeployment, { appId, deploymentId });
}
