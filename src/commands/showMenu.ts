import * as vscode from "vscode";
import { commandIds, settingKeys } from "../contributions.ts";
import { t } from "../l10n.ts";
import { deploymentUnderWay, isRollback, liveDeployment } from "../model/deployment.ts";
import type { Link } from "../model/link.ts";
import type { AppRef, DeploymentRef } from "../model/ref.ts";
import { deploymentsOf, findApp } from "../model/store.ts";
import { releaseMark } from "../present/release.ts";
import { type Change, isAmong } from "../sevalla/change.ts";
import type { AppSummary, Deployment } from "../sevalla/resources.ts";
import type { Parts } from "./parts.ts";

interface MenuItem extends vscode.QuickPickItem {
  readonly command?: string;
  readonly argument?: AppRef | DeploymentRef | string;
}

/** What makes sense now for the linked app; opened from the status bar. */
export async function showMenu(parts: Parts): Promise<void> {
  const link = parts.currentLink();
  const app = link?.appId && findApp(parts.store.state, link.appId);
  const first = app ? appItems(parts, app) : mendItems(link);
  const items = [...first, ...alwaysItems(parts, app ? { appId: app.id } : undefined)];
  const picked = await vscode.window.showQuickPick(items, {
    title: app ? app.name : "Sevalla",
    placeHolder: t("Choose an action"),
  });
  if (picked?.command) await vscode.commands.executeCommand(picked.command, picked.argument);
}

/** What stands in `sevalla.apps` is written by hand, and mended so; the folder's own app is linked anew further below. */
function mendItems(link: Link | undefined): MenuItem[] {
  if (!link?.part && !link?.isUnreadable) return [];
  const command = "workbench.action.openSettings";
  return [{ label: `$(gear) ${t("Correct the setting sevalla.apps")}`, command, argument: settingKeys.apps }];
}

function appItems({ store }: Parts, app: AppSummary): MenuItem[] {
  const deployments = deploymentsOf(store.state, app.id);
  const underWay = deploymentUnderWay(deployments);
  const live = liveDeployment(deployments);
  const argument = { appId: app.id };
  const view = (label: string, deployment: Deployment | undefined): MenuItem[] =>
    deployment
      ? [
          {
            label,
            description: releaseMark(deployment),
            command: commandIds.openDeployment,
            argument: { ...argument, deploymentId: deployment.id },
          },
        ]
      : [];
  const { refused } = store.state.key;
  const whyNot = (kind: Change["kind"]) =>
    isAmong(refused, app.id, kind) ? { description: t("this API key may not do that") } : {};
  const [deploying, changing] = [whyNot("deployments"), whyNot("settings")];
  return [
    { label: `$(discard) ${t("Roll back…")}`, command: commandIds.rollBack, argument, ...deploying },
    { label: `$(checklist) ${t("Plan rollback (dry run)")}`, command: commandIds.planRollback, argument },
    ...(isRollback(live)
      ? [{ label: `$(redo) ${t("Undo rollback…")}`, command: commandIds.undoRollback, argument, ...deploying }]
      : []),
    ...(store.state.pausedApps.has(app.id)
      ? [
          {
            label: `$(debug-start) ${t("Resume auto-deploy")}`,
            command: commandIds.resumeAutoDeploy,
            argument,
            ...changing,
          },
        ]
      : []),
    ...view(`$(sync) ${t("View the deployment under way")}`, underWay),
    ...view(`$(broadcast) ${t("View the live deployment")}`, live),
    { label: `$(history) ${t("Open another deployment…")}`, command: commandIds.openDeployment, argument },
    { label: `$(rocket) ${t("Deploy…")}`, command: commandIds.deploy, argument, ...deploying },
    { label: `$(globe) ${t("Open app in browser")}`, command: commandIds.openApp, argument },
    { label: `$(output) ${t("Open runtime log")}`, command: commandIds.openRuntimeLog, argument },
    { label: "", kind: vscode.QuickPickItemKind.Separator },
  ];
}

function alwaysItems({ session, store }: Parts, argument: AppRef | undefined): MenuItem[] {
  const isSignedIn = session.state.kind === "signedIn";
  const isLinked = store.state.links.length > 0;
  const linked: MenuItem[] = isLinked
    ? [
        {
          label: `$(debug-disconnect) ${t("Unlink app")}`,
          command: commandIds.unlinkApp,
          ...(argument && { argument }),
        },
      ]
    : [];
  return [
    ...(isSignedIn ? [] : [{ label: `$(sign-in) ${t("Sign in")}`, command: commandIds.signIn }]),
    { label: `$(refresh) ${t("Refresh")}`, command: commandIds.refresh },
    { label: `$(link) ${isLinked ? t("Link another app…") : t("Link app…")}`, command: commandIds.linkApp },
    ...linked,
    { label: `$(list-tree) ${t("Show all apps")}`, command: "sevalla.apps.focus" },
    { label: `$(link-external) ${t("Open Sevalla dashboard")}`, command: commandIds.openDashboard },
    { label: `$(output) ${t("Show log")}`, command: commandIds.showLog },
    ...(session.accounts.length > 1
      ? [{ label: `$(account) ${t("Switch account…")}`, command: commandIds.switchAccount }]
      : []),
    ...(isSignedIn ? [{ label: `$(sign-out) ${t("Sign out")}`, command: commandIds.signOut }] : []),
  ];
}
