import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { type AppGroup, type Filter, isFiltering, noFilter } from "../model/filter.ts";
import { keepFilter } from "../model/listMemory.ts";
import { filterChoices } from "../present/filter.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";

interface Choice extends vscode.QuickPickItem {
  readonly group: AppGroup;
}

/**
 * Asks for a part of the name and for states; the view follows while the user chooses, and goes back on Escape. Filtered
 * so it stays in this workspace.
 */
export async function filterApps({ store, workspaceMemory }: Parts): Promise<void> {
  if (store.state.account.kind !== "ready") {
    void notify.information(t("There are no apps to filter yet. Sign in, or wait until they are loaded."));
    return;
  }
  const before = store.state.filter;
  const picker = vscode.window.createQuickPick<Choice>();
  picker.title = t("Filter apps");
  picker.placeholder = t("Type a part of the name, and check the states to list");
  picker.canSelectMany = true;
  // Whoever clicks on a row that they have found does not mean to go back.
  picker.ignoreFocusOut = true;
  picker.items = filterChoices(store.state).map(({ group, name, count }) => ({
    ...{ label: name, description: String(count), group },
    // What is typed is for the names of apps.
    alwaysShow: true,
  }));
  picker.selectedItems = picker.items.filter(({ group }) => before.groups.includes(group));
  picker.value = before.text;
  let applied = before;
  const apply = (filter: Filter) => {
    applied = isFiltering(filter) ? filter : noFilter;
    store.update((state) => ({ ...state, filter: applied }));
  };
  const chosen = () => ({ text: picker.value, groups: picker.selectedItems.map(({ group }) => group) });
  picker.onDidChangeValue(() => apply(chosen()));
  picker.onDidChangeSelection(() => apply(chosen()));
  const isAccepted = await new Promise<boolean>((resolve) => {
    picker.onDidAccept(() => resolve(true));
    picker.onDidHide(() => resolve(false));
    picker.show();
  });
  // Somebody may have cleared the filter meanwhile by its command, which Escape is not meant to undo.
  if (!isAccepted && store.state.filter === applied) apply(before);
  if (isAccepted) {
    apply(chosen());
    keepFilter(workspaceMemory, applied);
  }
  picker.dispose();
}

export async function clearFilter({ store, workspaceMemory }: Parts): Promise<void> {
  store.update((state) => ({ ...state, filter: noFilter }));
  keepFilter(workspaceMemory, noFilter);
}
