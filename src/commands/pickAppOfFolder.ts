import * as vscode from "vscode";
import { t } from "../l10n.ts";
import type { AppDetails } from "../model/appDetails.ts";
import { type FolderClues, ranked, rankOf } from "../model/appRanking.ts";
import { visible } from "../present/format.ts";
import { rankWords } from "../present/ranking.ts";
import type { AppSummary } from "../sevalla/resources.ts";
import { appItem, appsToChoose } from "./knownApps.ts";
import type { Parts } from "./parts.ts";
import { staysOpen } from "./staysOpen.ts";

interface Choice extends vscode.QuickPickItem {
  readonly app: AppSummary | undefined;
}

/**
 * Asks for the app that a folder is deployed to, those that go with it first. What tells them apart is read while the
 * user may already choose. Throws when the apps cannot be read; undefined when the user gives up.
 */
export async function pickAppOfFolder(parts: Parts, folder: vscode.WorkspaceFolder): Promise<AppSummary | undefined> {
  const picker = vscode.window.createQuickPick<Choice>();
  const title = t("Link app to {0}", visible(folder.name));
  Object.assign(picker, {
    ...staysOpen,
    title,
    placeholder: t("Type to filter"),
    matchOnDescription: true,
    keepScrollPosition: true,
  });
  picker.busy = true;
  const closed = new AbortController();
  const picked = new Promise<AppSummary | undefined>((resolve) => {
    picker.onDidAccept(() => picker.selectedItems[0]?.app && resolve(picker.selectedItems[0].app));
    picker.onDidHide(() => resolve(undefined));
  });
  picker.show();
  try {
    const apps = await Promise.race([appsToChoose(parts), picked.then(() => undefined)]);
    if (!apps) return undefined;
    const details = await parts.appDetails();
    const show = (clues: FolderClues) => {
      if (!closed.signal.aborted)
        setItems(
          picker,
          itemsOf(
            parts,
            ranked(apps, clues, (id) => details.repositoryOf(id)),
          ),
        );
    };
    show({ name: folder.name, remotes: [] });
    void refine({ apps, folder, details, show }, closed.signal).then(() => {
      picker.busy = false;
    });
    return await picked;
  } finally {
    closed.abort();
    picker.dispose();
  }
}

interface Refining {
  readonly apps: readonly AppSummary[];
  readonly folder: vscode.WorkspaceFolder;
  readonly details: AppDetails;
  readonly show: (clues: FolderClues) => void;
}

/** Ranks once more when the remotes are known, and with each repository that is read. */
async function refine({ apps, folder, details, show }: Refining, closed: AbortSignal): Promise<void> {
  const { folderRemotes } = await import("../git/folderRemotes.ts");
  const clues = { name: folder.name, remotes: await folderRemotes(folder.uri, closed) };
  show(clues);
  // Without a remote there is nothing to compare with.
  if (clues.remotes.length > 0) await details.readRepositories(likelyFirst(apps, clues), closed, () => show(clues));
}

function itemsOf(parts: Parts, groups: ReturnType<typeof ranked>): readonly Choice[] {
  return groups.flatMap(({ rank, apps }): Choice[] => {
    const choices = apps.map((app) => appItem(parts, app));
    if (groups.length === 1) return choices;
    return [{ label: rankWords[rank](), kind: vscode.QuickPickItemKind.Separator, app: undefined }, ...choices];
  });
}

/** Keeps what is typed and what is active; a list that stays as it is is not set again. */
function setItems(picker: vscode.QuickPick<Choice>, items: readonly Choice[]): void {
  if (orderOf(items) === orderOf(picker.items)) return;
  const active = picker.activeItems[0]?.app?.id;
  picker.items = items;
  picker.activeItems = items.filter(({ app }) => active !== undefined && app?.id === active);
}

function orderOf(items: readonly Choice[]): string {
  return items.map(({ app, label }) => app?.id ?? label).join();
}

function likelyFirst(apps: readonly AppSummary[], clues: FolderClues): readonly AppSummary[] {
  const isLikely = (app: AppSummary) => rankOf(app, clues, () => undefined) === "similarName";
  return [...apps].sort((a, b) => Number(isLikely(b)) - Number(isLikely(a)));
}
