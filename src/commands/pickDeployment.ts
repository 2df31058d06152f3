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

/** What more there is to say of the deployments than of any list of them. */
export interface Advice {
  /** Why a deployment cannot be chosen, in a sentence; undefined when it can. */
  whyNot(deployment: Deployment, live: Deployment | undefined): string | undefined;
  /** What choosing one of these would mean, in a line, as far as that is known soon enough. */
  meaning(choosable: readonly Deployment[], live: Deployment | undefined): Promise<ReadonlyMap<Deployment, string>>;
}

/**
 * Asks for one of an app's deployments, reading further back as long as the user wants more.
 * @param advice sets those apart that cannot be chosen, each with its reason
 */
export async function pickDeployment(
  parts: Parts,
  app: AppSummary,
  title: string,
  advice?: Advice,
): Promise<Deployment | undefined> {
  await parts.reader.readHistory(app.id);
  for (;;) {
    const history = historyOf(parts.store.state, app.id);
    if (history?.kind === "failed") throw history.error;
    if (history?.kind === "ready" && history.stale) throw history.stale;
    const picked = await vscode.window.showQuickPick<DeploymentItem>(itemsOf(parts, app, advice), {
      title,
      placeHolder: "Type to filter by commit, branch or SHA",
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (!picked || picked.deployment) return picked?.deployment;
    await parts.reader.readMore(app.id);
  }
}

async function itemsOf(
  { store, clock }: Parts,
  app: AppSummary,
  advice: Advice | undefined,
): Promise<DeploymentItem[]> {
  const history = historyOf(store.state, app.id);
  const deployments = newestFirst(deploymentsOf(store.state, app.id));
  const live = liveDeployment(deployments);
  const all = deployments.map((deployment) => item(deployment, live, clock.now()));
  const items = advice ? await advised(all, live, advice) : all;
  if (history?.kind !== "ready" || !hasMore(history)) return items;
  const description = `the next ${pageSize} of ${history.total}`;
  return [...items, { label: loadMore, description, alwaysShow: true, deployment: undefined }];
}

async function advised(
  items: readonly DeploymentItem[],
  live: Deployment | undefined,
  advice: Advice,
): Promise<DeploymentItem[]> {
  const known = items.flatMap((one) => (one.deployment ? [{ ...one, deployment: one.deployment }] : []));
  const reasons = new Map(known.map(({ deployment }) => [deployment, advice.whyNot(deployment, live)]));
  const can = known.filter(({ deployment }) => !reasons.get(deployment));
  const cannot = known.filter(({ deployment }) => reasons.get(deployment));
  const meaning = await advice.meaning(
    can.map(({ deployment }) => deployment),
    live,
  );
  return [
    ...group(
      "can be rolled back to",
      can.map((one) => withDetail(one, meaning.get(one.deployment))),
    ),
    ...group(
      "cannot be rolled back to",
      cannot.map((one) => withDetail(one, reasons.get(one.deployment))),
    ),
  ];
}

function withDetail(item: DeploymentItem, detail: string | undefined): DeploymentItem {
  return detail ? { ...item, detail: inert(detail) } : item;
}

function group(label: string, items: readonly DeploymentItem[]): DeploymentItem[] {
  if (items.length === 0) return [];
  return [{ label, kind: vscode.QuickPickItemKind.Separator, deployment: undefined }, ...items];
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
