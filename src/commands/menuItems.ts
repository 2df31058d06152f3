import { commandIds, settingKeys } from "../contributions.ts";
import { t } from "../l10n.ts";
import { deploymentUnderWay, isRollback, liveDeployment, newestFirst, phaseOf } from "../model/deployment.ts";
import type { Link } from "../model/link.ts";
import type { AppRef, DeploymentRef } from "../model/ref.ts";
import type { SessionState } from "../model/session.ts";
import { appsOf, deploymentsOf, type State } from "../model/store.ts";
import { releaseMark } from "../present/release.ts";
import { type Change, isAmong } from "../sevalla/change.ts";
import type { AppSummary, Deployment } from "../sevalla/resources.ts";

export interface MenuItem {
  readonly label: string;
  readonly description?: string;
  /** Left out: a line between groups. */
  readonly command?: string;
  readonly argument?: AppRef | DeploymentRef | string;
}

export interface MenuFacts {
  readonly state: State;
  readonly session: SessionState["kind"];
  readonly accounts: number;
  /** The link of what is being worked in. */
  readonly link: Link | undefined;
  /** What the menu is for, if it is known. */
  readonly app: AppSummary | undefined;
  /** Whether there is a folder to link. */
  readonly canLink: boolean;
}

/** What the menu's own command takes to ask for an app first. */
export const askForApp = "ask";

/** What makes sense now, the most urgent first. */
export function menuItems(facts: MenuFacts): readonly MenuItem[] {
  const { state, session, app, link } = facts;
  const signIn: readonly MenuItem[] =
    session === "signedIn"
      ? []
      : [
          {
            label: `$(sign-in) ${session === "rejected" ? t("Sign in again") : t("Sign in")}`,
            command: commandIds.signIn,
          },
        ];
  const isLinked = state.links.length > 0;
  const linking: readonly MenuItem[] = facts.canLink
    ? [{ label: `$(link) ${isLinked ? t("Link another app…") : t("Link app…")}`, command: commandIds.linkApp }]
    : [];
  const another: readonly MenuItem[] =
    appsOf(state).length > 0
      ? [{ label: `$(list-unordered) ${t("Another app…")}`, command: commandIds.showMenu, argument: askForApp }]
      : [];
  const switching: readonly MenuItem[] =
    facts.accounts > 1 ? [{ label: `$(account) ${t("Switch account…")}`, command: commandIds.switchAccount }] : [];
  // The app that a link names may be another account's.
  const isElsewhere = !app && link?.appId !== undefined && state.account.kind === "ready";
  // Without an app the way to one stands first.
  const first = app
    ? appItems(state, app)
    : [...(isElsewhere ? switching : []), ...mendItems(link), ...linking, ...another];
  return [
    ...signIn,
    ...first,
    ...(signIn.length + first.length > 0 ? [{ label: "" }] : []),
    { label: `$(refresh) ${t("Refresh")}`, command: commandIds.refresh },
    ...(app ? [...another, ...linking] : []),
    ...(isLinked
      ? [
          {
            label: `$(debug-disconnect) ${t("Unlink app")}`,
            command: commandIds.unlinkApp,
            ...(app && state.links.some(({ appId }) => appId === app.id) && { argument: { appId: app.id } }),
          },
        ]
      : []),
    { label: `$(list-tree) ${t("Show all apps")}`, command: "sevalla.apps.focus" },
    { label: `$(link-external) ${t("Open Sevalla dashboard")}`, command: commandIds.openDashboard },
    { label: `$(output) ${t("Show log")}`, command: commandIds.showLog },
    ...(isElsewhere ? [] : switching),
    ...(session === "signedIn" ? [{ label: `$(sign-out) ${t("Sign out")}`, command: commandIds.signOut }] : []),
  ];
}

/** What stands in `sevalla.apps` is written by hand, and mended so. */
function mendItems(link: Link | undefined): readonly MenuItem[] {
  if (!link?.part && !link?.isUnreadable) return [];
  const command = "workbench.action.openSettings";
  return [{ label: `$(gear) ${t("Correct the setting sevalla.apps")}`, command, argument: settingKeys.apps }];
}

function appItems(state: State, { id: appId }: AppSummary): readonly MenuItem[] {
  const deployments = newestFirst(deploymentsOf(state, appId));
  const underWay = deploymentUnderWay(deployments);
  const live = liveDeployment(deployments);
  const failed = underWay ? undefined : deployments.slice(0, 1).find(({ status }) => phaseOf(status) === "failed");
  const change = (
    kind: Change["kind"],
    label: string,
    command: string,
    argument: MenuItem["argument"] = { appId },
  ) => ({
    ...{ label, command, argument },
    ...(isAmong(state.key.refused, appId, kind) && { description: t("this API key may not do that") }),
  });
  const of = (deployment: Deployment) => ({ appId, deploymentId: deployment.id });
  const view = (label: string, deployment: Deployment | undefined, command: string = commandIds.openDeployment) =>
    deployment ? [{ label, description: releaseMark(deployment), command, argument: of(deployment) }] : [];
  return [
    ...view(`$(sync) ${t("View the deployment under way")}`, underWay),
    ...view(`$(close) ${t("Cancel deployment")}`, underWay, commandIds.cancelDeployment),
    ...view(`$(error) ${t("View the failed deployment")}`, failed),
    ...view(`$(output) ${t("Open full log")}`, failed, commandIds.openLog),
    ...(isRollback(live) ? [change("deployments", `$(redo) ${t("Undo rollback…")}`, commandIds.undoRollback)] : []),
    change("deployments", `$(discard) ${t("Roll back…")}`, commandIds.rollBack),
    { label: `$(checklist) ${t("Plan rollback (dry run)")}`, command: commandIds.planRollback, argument: { appId } },
    ...view(`$(broadcast) ${t("View the live deployment")}`, live),
    { label: `$(history) ${t("Open another deployment…")}`, command: commandIds.openDeployment, argument: { appId } },
    change("deployments", `$(rocket) ${t("Deploy…")}`, commandIds.deploy),
    change("deployments", `$(debug-restart) ${t("Restart")}`, commandIds.restart),
    state.pausedApps.has(appId) || state.autoDeployOff.has(appId)
      ? change("settings", `$(debug-start) ${t("Resume auto-deploy")}`, commandIds.resumeAutoDeploy)
      : change("settings", `$(debug-pause) ${t("Pause auto-deploy")}`, commandIds.pauseAutoDeploy),
    { label: `$(globe) ${t("Open app in browser")}`, command: commandIds.openApp, argument: { appId } },
    { label: `$(output) ${t("Open runtime log")}`, command: commandIds.openRuntimeLog, argument: { appId } },
  ];
}
