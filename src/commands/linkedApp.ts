import * as vscode from "vscode";
import { settingKeys } from "../contributions.ts";
import { t } from "../l10n.ts";
import type { Link } from "../model/link.ts";
import { findApp, historyOf, type State, troubleOf } from "../model/store.ts";
import { brokenLink } from "../present/link.ts";
import { SevallaError } from "../sevalla/errors.ts";
import type { AppSummary } from "../sevalla/resources.ts";
import { requireApp } from "./knownApps.ts";
import { reading } from "./lateProgress.ts";
import { linkAnew, linkApp } from "./linkApp.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { pickApp } from "./pickApp.ts";
import { pickLink } from "./pickLink.ts";
import { switchAccount } from "./switchAccount.ts";

/**
 * The app linked to this workspace: of several, the one that the user picks. Where none is linked, or another app's
 * details or log are in front, any app that the user picks.
 * @param unchanged a sentence on what was not done, for when there is none
 */
export async function linkedApp(parts: Parts, title: string, unchanged: string): Promise<AppSummary | undefined> {
  const { store } = parts;
  const inFront = parts.inFront()?.appId;
  const isLinked = inFront === undefined || store.state.links.some(({ appId }) => appId === inFront);
  const link = store.state.links.length > 0 && isLinked ? await chooseLink(parts, title) : "another";
  if (link === "another") return otherApp(parts, title, unchanged);
  if (!link) return undefined;
  const app = await reading(parts, t("Asking Sevalla"), () => readLinked(parts, link));
  if (app) return app;
  await offerToMend(parts, link, unchanged);
  return undefined;
}

async function otherApp(parts: Parts, title: string, unchanged: string): Promise<AppSummary | undefined> {
  const { isTrusted, workspaceFolders = [] } = vscode.workspace;
  const canLink = isTrusted && workspaceFolders.length > 0 && parts.store.state.links.length === 0;
  const picked = await pickApp(parts, title, canLink);
  if (picked !== "link") return picked;
  await linkApp(parts, undefined);
  // What was just written is read in a turn of its own.
  await parts.linksRead();
  return parts.store.state.links.length > 0 ? linkedApp(parts, title, unchanged) : undefined;
}

/** By itself: the list of all apps may be long, or forbidden. Undefined where there is no such app. */
async function readLinked(parts: Parts, { appId }: Link): Promise<AppSummary | undefined> {
  if (!appId) return undefined;
  const { store, client } = parts;
  try {
    return await (isMissed(store.state, appId) ? client().getApp(appId) : requireApp(parts, appId));
  } catch (error) {
    // Where nothing at all is found it is the address that is wrong.
    const isKnown = store.state.account.kind === "ready";
    if (error instanceof SevallaError && error.kind === "notFound" && isKnown) return undefined;
    throw error;
  }
}

/** Whether Sevalla no longer found the app when it was asked last, although it is listed. */
function isMissed(state: State, appId: AppSummary["id"]): boolean {
  return findApp(state, appId) !== undefined && troubleOf(historyOf(state, appId))?.kind === "notFound";
}

/** What stands in `sevalla.apps` is written by hand, and mended so. The app may be another account's. */
async function offerToMend(parts: Parts, link: Link, unchanged: string): Promise<void> {
  const linkIt = t("Link app");
  const switchIt = t("Switch account");
  const mend = link.part || link.isUnreadable ? t("Open settings") : linkIt;
  const buttons = [mend, ...(link.appId ? [switchIt] : [])];
  const answer = await notify.warning(`${brokenLink(link, parts.store.state.key.name)} ${unchanged}`, ...buttons);
  if (answer === switchIt) return switchAccount(parts);
  if (answer !== mend) return;
  if (mend === linkIt) await linkAnew(parts, link);
  else await vscode.commands.executeCommand("workbench.action.openSettings", settingKeys.apps);
}

/** Where all links lead to one app there is nothing to choose. */
async function chooseLink({ store, currentLink }: Parts, title: string): Promise<Link | "another" | undefined> {
  const { links } = store.state;
  const apps = new Set(links.map(({ setting }) => setting));
  return apps.size <= 1 ? links[0] : pickLink(store.state, links, currentLink(), title, [anotherApp()]);
}

function anotherApp() {
  return { label: t("Another app…"), alwaysShow: true, link: "another" as const };
}
