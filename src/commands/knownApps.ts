import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { foldersLinkedTo, linkedAppIds } from "../model/link.ts";
import type { DeploymentRef } from "../model/ref.ts";
import { deploymentsOf, findApp, historyOf, type State } from "../model/store.ts";
import { appsInOrder } from "../present/appOrder.ts";
import { inert } from "../present/format.ts";
import { appRow } from "../present/rows.ts";
import { SevallaError } from "../sevalla/errors.ts";
import type { AppSummary, Deployment } from "../sevalla/resources.ts";
import { GivenUp, reading } from "./lateProgress.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";

/** All apps, read now as far as they never were. Throws a SevallaError where not all of them can be. */
export async function knownApps({ store, reader }: Pick<Parts, "store" | "reader">): Promise<readonly AppSummary[]> {
  const known = store.state.account;
  // Where there was none there may be one by now.
  if (known.kind !== "ready" || known.isPartial || known.apps.length === 0) await reader.readApps();
  const { account, links } = store.state;
  if (account.kind === "failed") throw account.error;
  // To choose among a part of them would be to be told that there are no others.
  if (account.kind === "ready" && account.isPartial) throw account.stale ?? new SevallaError("rateLimited");
  if (account.kind === "ready" && account.stale && account.apps.length === 0) throw account.stale;
  if (account.kind === "rejected") throw new SevallaError("unauthorized");
  return account.kind === "ready" ? appsInOrder(account.apps, linkedAppIds(links)) : [];
}

/** The same, to choose from. Where there are none it says so and throws GivenUp: a list of nothing says nothing. */
export async function appsToChoose(parts: Parts): Promise<readonly AppSummary[]> {
  const apps = await knownApps(parts);
  if (apps.length > 0 || parts.store.state.account.kind !== "ready") return apps;
  void notify.information(
    t("This account has no apps yet. Create one in the Sevalla dashboard, or use another account."),
  );
  throw new GivenUp();
}

export interface AppItem extends vscode.QuickPickItem {
  readonly app: AppSummary;
}

/** An app as it stands in a list to choose from. */
export function appItem({ store, clock }: Parts, app: AppSummary): AppItem {
  const { state } = store;
  const folders = foldersLinkedTo(state.links, app.id).map(({ name }) => name);
  const row = appRow(
    { app, history: historyOf(state, app.id), folders, isPaused: state.pausedApps.has(app.id) },
    clock.now(),
  );
  return {
    label: inert(row.label),
    description: inert(row.description),
    iconPath: new vscode.ThemeIcon(row.icon.id, row.icon.color ? new vscode.ThemeColor(row.icon.color) : undefined),
    app,
  };
}

/** A deployment as it was read last, in whichever place; undefined when it was not. */
export function knownDeployment(state: State, { appId, deploymentId }: DeploymentRef): Deployment | undefined {
  const listed = deploymentsOf(state, appId).find(({ id }) => id === deploymentId);
  return listed ?? state.open.get(deploymentId)?.deployment;
}

/** The app with this id, read by itself if it is not among those known. Throws a SevallaError if there is none. */
export async function requireApp(parts: Parts, appId: AppSummary["id"]): Promise<AppSummary> {
  const { store, reader, client } = parts;
  // Its deployments would find no place in the state if only the caller knew of it.
  if (!findApp(store.state, appId)) await reader.readApp(appId);
  const { state } = store;
  const app = findApp(state, appId);
  const failed = state.account.kind === "failed" ? state.account : historyOf(state, appId);
  if (!app && failed?.kind === "failed") throw failed.error;
  return app ?? client().getApp(appId);
}

/** The same for a command. Throws GivenUp when the user does not want to wait. */
export function readApp(parts: Parts, appId: AppSummary["id"]): Promise<AppSummary> {
  return reading(parts, t("Asking Sevalla"), () => requireApp(parts, appId));
}
