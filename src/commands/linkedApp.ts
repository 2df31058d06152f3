import * as vscode from "vscode";
import type { Link } from "../model/link.ts";
import { brokenLink } from "../present/summary.ts";
import { SevallaError } from "../sevalla/errors.ts";
import type { AppSummary } from "../sevalla/resources.ts";
import { linkApp, offerTrust } from "./linkApp.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { knownApps } from "./pickApp.ts";

/**
 * The app linked to this workspace: of several, the one that the user picks. Where none is linked, offers to link one.
 * @param unchanged a sentence on what was not done, for when there is none
 */
export async function linkedApp(parts: Parts, title: string, unchanged: string): Promise<AppSummary | undefined> {
  if (!vscode.workspace.isTrusted) {
    await offerTrust(unchanged);
    return undefined;
  }
  if (parts.store.state.links.length === 0 && !(await offerToLink(parts, unchanged))) return undefined;
  const link = await pickLink(parts.store.state.links, title);
  if (!link) return undefined;
  const app = (await knownApps(parts)).find(({ id }) => id === link.appId) ?? (await readApp(parts, link));
  if (app) return app;
  const again = "Link app";
  if ((await notify.warning(`${brokenLink(link)} ${unchanged}`, again)) === again) {
    await linkApp(parts, undefined);
  }
  return undefined;
}

/** The account may have more apps than can be listed. */
async function readApp({ client }: Parts, { appId }: Link): Promise<AppSummary | undefined> {
  if (!appId) return undefined;
  try {
    return await client().getApp(appId);
  } catch (error) {
    if (error instanceof SevallaError && error.kind === "notFound") return undefined;
    throw error;
  }
}

async function offerToLink(parts: Parts, unchanged: string): Promise<boolean> {
  const link = "Link app";
  const message = `No app is linked to this workspace. ${unchanged}`;
  if ((await notify.warning(message, link)) !== link) return false;
  await linkApp(parts, undefined);
  return parts.store.state.links.length > 0;
}

async function pickLink(links: readonly Link[], title: string): Promise<Link | undefined> {
  const apps = new Set(links.map(({ setting }) => setting));
  if (apps.size <= 1) return links[0];
  const items = links.map((link) => ({ label: link.folder.name, description: link.setting, link }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder: "Choose a workspace folder" }))?.link;
}
