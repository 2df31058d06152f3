import * as vscode from "vscode";
import { formatCount, t } from "../l10n.ts";
import { liveDeployment, newestFirst, targetObstacle } from "../model/deployment.ts";
import { hasMore, pageSize } from "../model/history.ts";
import { deploymentsOf, historyOf } from "../model/store.ts";
import { age, inert, visible } from "../present/format.ts";
import { deploymentRow } from "../present/rows.ts";
import { SevallaError } from "../sevalla/errors.ts";
import type { AppSummary, Deployment } from "../sevalla/resources.ts";
import { reading } from "./lateProgress.ts";
import type { Parts } from "./parts.ts";
import { requireSession } from "./requireSession.ts";
import { staysOpen } from "./staysOpen.ts";

interface DeploymentItem extends vscode.QuickPickItem {
  readonly deployment: Deployment | undefined;
}

/** What more there is to say of the deployments than of any list of them. */
export interface Advice {
  /** Why a deployment cannot be chosen, in a sentence; undefined when it can. */
  whyNot(deployment: Deployment, live: Deployment | undefined): string | undefined;
  /** Tells what choosing one of these would mean, in a line each, until `signal` is aborted. Never rejects. */
  explain(
    choosable: readonly Deployment[],
    live: Deployment | undefined,
    tell: (deployment: Deployment, line: string) => void,
    signal: AbortSignal,
  ): Promise<void>;
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
  const { reader, session, store, clock } = parts;
  const known = () => historyOf(store.state, app.id);
  if (known()?.kind !== "ready" && !(await requireSession(parts))) return undefined;
  const isSignedIn = session.state.kind === "signedIn";
  const late = t("Reading the deployments of {0}", visible(app.name));
  if (isSignedIn) await reading(parts, late, () => reader.readHistory(app.id));
  for (;;) {
    const history = known();
    if (history?.kind === "failed") throw history.error;
    const ready = history?.kind === "ready" ? history : undefined;
    const stale = ready?.stale ?? (isSignedIn ? undefined : new SevallaError("unauthorized"));
    // What is only copied or looked at may be as old as what the views show.
    if (stale && advice) throw stale;
    const asOf = stale && ready ? [t("Shown as of {0}.", age(ready.loadedAt, clock.now()))] : [];
    const placeholder = [...asOf, t("Type to filter by commit, branch or SHA")].join(" ");
    const items = itemsOf(parts, app, advice, stale === undefined);
    const picked = await choose(items, { title, placeholder }, (tell, signal) =>
      explainAll(parts, app, advice, tell, signal),
    );
    if (!picked || picked.deployment) return picked?.deployment;
    await reading(parts, late, () => reader.readMore(app.id));
  }
}

/** Shows the items at once, and what is told of them as it comes. */
function choose(
  items: readonly DeploymentItem[],
  words: { readonly title: string; readonly placeholder: string },
  explain: (tell: (deployment: Deployment, line: string) => void, signal: AbortSignal) => Promise<void>,
): Promise<DeploymentItem | undefined> {
  const picker = vscode.window.createQuickPick<DeploymentItem>();
  Object.assign(picker, {
    ...words,
    ...staysOpen,
    matchOnDescription: true,
    matchOnDetail: true,
    keepScrollPosition: true,
  });
  picker.items = items;
  const closed = new AbortController();
  const tell = (deployment: Deployment, line: string) => {
    const active = picker.activeItems[0]?.deployment;
    picker.items = picker.items.map((one) => (one.deployment === deployment ? { ...one, detail: inert(line) } : one));
    picker.activeItems = picker.items.filter((one) => active !== undefined && one.deployment === active);
  };
  return new Promise<DeploymentItem | undefined>((resolve) => {
    picker.onDidAccept(() => resolve(picker.selectedItems[0]));
    picker.onDidHide(() => resolve(undefined));
    picker.show();
    void explain(tell, closed.signal);
  }).finally(() => {
    closed.abort();
    picker.dispose();
  });
}

async function explainAll(
  { store }: Parts,
  app: AppSummary,
  advice: Advice | undefined,
  tell: (deployment: Deployment, line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const deployments = newestFirst(deploymentsOf(store.state, app.id));
  const live = liveDeployment(deployments);
  const choosable = deployments.filter((deployment) => advice?.whyNot(deployment, live) === undefined);
  await advice?.explain(choosable, live, tell, signal);
}

function itemsOf(
  { store, clock }: Parts,
  app: AppSummary,
  advice: Advice | undefined,
  canReadMore: boolean,
): readonly DeploymentItem[] {
  const history = historyOf(store.state, app.id);
  const deployments = newestFirst(deploymentsOf(store.state, app.id));
  const live = liveDeployment(deployments);
  const all = deployments.map((deployment) => item(deployment, live, clock.now()));
  const items = advice ? advised(all, live, advice) : all;
  if (history?.kind !== "ready" || !hasMore(history) || !canReadMore) return items;
  const description = t("the next {0} of {1}", formatCount(pageSize), formatCount(history.total));
  return [...items, { label: t("Load more deployments"), description, alwaysShow: true, deployment: undefined }];
}

function advised(
  items: readonly DeploymentItem[],
  live: Deployment | undefined,
  advice: Advice,
): readonly DeploymentItem[] {
  const all = items.map((one) => withDetail(one, one.deployment && advice.whyNot(one.deployment, live)));
  const [can, cannot] = [all.filter(({ detail }) => !detail), all.filter(({ detail }) => detail)];
  return [...group(t("can be rolled back to"), can), ...group(t("cannot be rolled back to"), cannot)];
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
