import * as vscode from "vscode";
import { liveDeployment, newestFirst, targetObstacle } from "../model/deployment.ts";
import { hasMore, pageSize } from "../model/history.ts";
import { deploymentsOf, historyOf } from "../model/store.ts";
import { inert } from "../present/format.ts";
import { deploymentRow } from "../present/rows.ts";
import type { AppSummary, Deployment } from "../sevalla/resources.ts";
import type { Parts } from "./parts.ts";

const loadMore = "Load more deployments";

interface DeploymentItem extends vscode.QuickPickItem {
  readonly deployment: Deployment | undefined;
}

/**
 * Asks for one of an app's deployments, reading further back as long as the user wants more.
 * @param isOffered which of them are offered
 */
export async function pickDeployment(
  parts: Parts,
  app: AppSummary,
  title: string,
  isOffered: (deployment: Deployment, live: Deployment | undefined) => boolean = () => true,
): Promise<Deployment | undefined> {
  await parts.reader.readHistory(app.id);
  for (;;) {
    const history = historyOf(parts.store.state, app.id);
    if (history?.kind === "failed") throw history.error;
    if (history?.kind === "ready" && history.stale) throw history.stale;
    const picked = await vscode.window.showQuickPick<DeploymentItem>(itemsOf(parts, app, isOffered), {
      title,
      placeHolder: "Type to filter by commit, branch or SHA",
      matchOnDescription: true,
    });
    if (!picked || picked.deployment) return picked?.deployment;
    await parts.reader.readMore(app.id);
  }
}

function itemsOf(
  { store, clock }: Parts,
  app: AppSummary,
  isOffered: (deployment: Deployment, live: Deployment | undefined) => boolean,
): DeploymentItem[] {
  const history = historyOf(store.state, app.id);
  const deployments = newestFirst(deploymentsOf(store.state, app.id));
  const live = liveDeployment(deployments);
  const items: DeploymentItem[] = deployments
    .filter((deployment) => isOffered(deployment, live))
    .map((deployment) => item(deployment, live, clock.now()));
  if (history?.kind !== "ready" || !hasMore(history)) return items;
  const description = `the next ${pageSize} of ${history.total}`;
  return [...items, { label: loadMore, description, alwaysShow: true, deployment: undefined }];
}

function item(deployment: Deployment, live: Deployment | undefined, now: number): DeploymentItem {
  const isTarget = live !== undefined && targetObstacle(deployment, live) === undefined;
  const row = deploymentRow({ deployment, isLive: deployment.id === live?.id, isTarget }, now);
  const color = row.icon.color ? new vscode.ThemeColor(row.icon.color) : undefined;
  return {
    label: inert(row.label),
    description: inert(row.description),
    iconPath: new vscode.ThemeIcon(row.icon.id, color),
    deployment,
  };
}
