import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { countNeighbours, partWithin } from "../model/appRanking.ts";
import { pause } from "../model/clock.ts";
import { appsOf } from "../model/store.ts";
import { visible } from "../present/format.ts";
import type { AppSummary } from "../sevalla/resources.ts";
import type { Parts } from "./parts.ts";
import { choosePlace, type Place, partItem, pathsAround, wholeItem } from "./pickPlace.ts";

/** A folder can be linked without knowing what an app is built from. */
const longestWaitMs = 2_000;

/**
 * What of a folder is an app: all of it, or of a repository with several apps a part that the user picks. Undefined when
 * the user gives up.
 */
export async function pickPart(
  parts: Parts,
  folder: vscode.WorkspaceFolder,
  app: AppSummary,
): Promise<Place | undefined> {
  const { built, around } = await pathsFor(parts, folder, app);
  const whole = wholeItem(folder);
  const items = [
    ...built.map((path) => partItem(folder, path)),
    whole,
    ...around.map((path) => partItem(folder, path)),
  ];
  return items.length > 1 ? choosePlace(items, t("Link {0} to", visible(app.name))) : whole;
}

/** The part that the app is built from, if Sevalla names one and the folder has it, or else those around the active file. */
async function pathsFor(parts: Parts, folder: vscode.WorkspaceFolder, app: AppSummary) {
  const { clock, ending, store } = parts;
  const none: readonly string[] = [];
  const details = await parts.appDetails();
  const late = new AbortController();
  const signal = AbortSignal.any([late.signal, ending]);
  const { enclosingRepository } = await import("../git/folderRemotes.ts");
  const reading = Promise.all([enclosingRepository(folder.uri, signal), details.readRepositories([app], signal)]);
  const waiting = pause(clock, longestWaitMs, signal).then(
    () => undefined,
    () => undefined,
  );
  const read = await Promise.race([reading, waiting]);
  late.abort();
  const sourceOf = (id: AppSummary["id"]) => details.sourceOf(id);
  const source = sourceOf(app.id);
  const built = partWithin(source, read?.[0]?.path ?? "");
  if (built && (await isThere(vscode.Uri.joinPath(folder.uri, built)))) return { built: [built], around: none };
  const isShared = countNeighbours(appsOf(store.state), source, sourceOf) > 1;
  return { built: none, around: isShared ? await pathsAround(folder) : none };
}

async function isThere(folder: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(folder).then(
    () => true,
    () => false,
  );
}
