import * as vscode from "vscode";
import { t } from "../l10n.ts";
import type { Link } from "../model/link.ts";
import { appRef } from "../model/ref.ts";
import { visible } from "../present/format.ts";
import type { AppSummary } from "../sevalla/resources.ts";
import { linkFolder, linkParts } from "../workspace/writeLinks.ts";
import { readApp } from "./knownApps.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { unreadLink } from "./pickApp.ts";
import { pickAppOfFolder } from "./pickAppOfFolder.ts";
import { pickPart } from "./pickPart.ts";
import { type Place, pickPlace } from "./pickPlace.ts";
import { requireSession } from "./requireSession.ts";

/** Writes an app's id to the settings of a workspace folder, for all of it or for a part. */
export async function linkApp(parts: Parts, argument: unknown): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) return offerToOpenFolder();
  if (!vscode.workspace.isTrusted) return offerTrust();
  if (!(await requireSession(parts))) return;
  const ref = appRef(argument);
  const known = ref && (await readApp(parts, ref.appId));
  const place = await pickPlace(parts, folders, known ? t("Link {0} to", visible(known.name)) : t("Link app to"));
  if (!place) return;
  const { folder, path } = place;
  const app = known ?? (await pickAppOfFolder(parts, folder));
  if (app) await linkPlace(path === undefined && !place.isChosen ? await pickPart(parts, folder, app) : place, app);
}

async function linkPlace(place: Place | undefined, { id }: AppSummary): Promise<void> {
  if (!place) return;
  const { folder, path } = place;
  await (path === undefined ? linkFolder(folder, id) : linkParts(folder, { [path]: id }));
}

/** Links a folder whose link leads nowhere to another app. */
export async function linkAnew(parts: Parts, { folder: { uri } }: Link): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.find((one) => one.uri.toString() === uri);
  const app = folder && (await pickAppOfFolder(parts, folder));
  if (app) await linkFolder(folder, app.id);
}

async function offerTrust(): Promise<void> {
  const manage = t("Manage trust");
  if ((await notify.warning(`${unreadLink()} ${t("Nothing was changed.")}`, manage)) === manage) {
    await vscode.commands.executeCommand("workbench.trust.manage");
  }
}

async function offerToOpenFolder(): Promise<void> {
  const open = t("Open folder");
  const message = t("An app is linked to a workspace folder, and none is open. Nothing was changed.");
  const answer = await notify.warning(message, open);
  if (answer === open) await vscode.commands.executeCommand("workbench.action.files.openFolder");
}
