import * as vscode from "vscode";
import { t } from "../l10n.ts";
import type { Link } from "../model/link.ts";
import { findApp, type State } from "../model/store.ts";
import { inert, visible } from "../present/format.ts";
import { staysOpen } from "./staysOpen.ts";

/**
 * The link to act on: the only one, or one of several that the user picks.
 * @param current the one of what is being worked on, which stands first
 * @param more what else there is to pick, at the end
 */
export async function pickLink<T = never>(
  state: State,
  links: readonly Link[],
  current: Link | undefined,
  title: string,
  more: readonly (vscode.QuickPickItem & { readonly link: T })[] = [],
): Promise<Link | T | undefined> {
  if (links.length <= 1) return links[0];
  const ordered = [...links].sort((a, b) => Number(b === current) - Number(a === current));
  const items = ordered.map((link) => ({
    label: inert(visible(link.part ? `${link.folder.name}/${link.part.glob}` : link.folder.name)),
    description: inert(visible((link.appId && findApp(state, link.appId)?.name) ?? link.setting)),
    link,
  }));
  const placeHolder = t("Choose a workspace folder");
  const options = { ...staysOpen, title, placeHolder, matchOnDescription: true };
  return (await vscode.window.showQuickPick<vscode.QuickPickItem & { link: Link | T }>([...items, ...more], options))
    ?.link;
}
