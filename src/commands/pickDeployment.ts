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

/** Tells why a deployment cannot be chosen, in a sentence; undefined when it can. */
type WhyNot = (deployment: Deployment, live: Deployment | undefined) => string | undefined;

/**
 * Asks for one of an app's deployments, reading further back as long as the user wants more.
 * @param whyNot sets those apart that cannot be chosen, each with its reason
 */
export async function pickDeployment(
  parts: Parts,
  app: AppSummary,
  title: string,
  whyNot?: WhyNot,
): Promise<Deployment | undefined> {
  await parts.reader.readHistory(app.id);
  for (;;) {
    const history = historyOf(parts.store.state, app.id);
    if (history?.kind === "failed") throw history.error;
    if (history?.kind === "ready" && history.stale) throw history.stale;
    const picked = await vscode.window.showQuickPick<DeploymentItem>(itemsOf(parts, app, whyNot), {
      title,
      placeHolder: "Type to filter by commit, branch or SHA",
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (!picked || picked.deployment) return picked?.deployment;
    await parts.reader.readMore(app.id);
  }
}

function itemsOf({ store, clock }: Parts, app: AppSummary, whyNot: WhyNot | undefined): DeploymentItem[] {
  const history = historyOf(store.state, app.id);
  const deployments = newestFirst(deploymentsOf(store.state, app.id));
  const live = liveDeployment(deployments);
  const all = deployments.map((deployment) => item(deployment, live, clock.now(), whyNot?.(deployment, live)));
  const items = whyNot ? grouped(all) : all;
  if (history?.kind !== "ready" || !hasMore(history)) return items;
  const description = `the next ${pageSize} of ${history.total}`;
  return [...items, { label: loadMore, description, alwaysShow: true, deployment: undefined }];
}

function grouped(items: readonly DeploymentItem[]): DeploymentItem[] {
  const [can, cannot] = [items.filter(({ detail }) => !detail), items.filter(({ detail }) => detail)];
  return [...group("can be rolled back to", can), ...group("cannot be rolled back to", cannot)];
}

function group(label: string, items: readonly DeploymentItem[]): DeploymentItem[] {
  if (items.length === 0) return [];
  return [{ label, kind: vscode.QuickPickItemKind.Separator, deployment: undefined }, ...items];
}

function item(
  deployment: Deployment,
  live: Deployment | undefined,
  now: number,
  whyNot: string | undefined,
): DeploymentItem {
  const isTarget = live !== undefined && targetObstacle(deployment, live) === undefined;
  const row = deploymentRow({ deployment, isLive: deployment.id === live?.id, isTarget }, now);
  const color = row.icon.color ? new vscode.ThemeColor(row.icon.color) : undefined;
  return {
    label: inert(row.label),
    description: inert(row.description),
    iconPath: new vscode.ThemeIcon(row.icon.id, color),
    ...(whyNot ? { detail: whyNot } : {}),
    deployment,
  };
}
