import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { isHostName } from "../model/names.ts";
import { visible } from "../present/format.ts";
import { chooseApp } from "./chooseApp.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";

/** Opens the app itself in the browser, at its primary domain. */
export async function openApp(parts: Parts, argument: unknown): Promise<void> {
  const app = await chooseApp(parts, argument, t("Open app"), t("Nothing was opened."));
  if (!app) return;
  const { items } = await parts.client().listDomains(app.id, { limit: 100 });
  const usable = items.filter(({ isEnabled, isWildcard, name }) => isEnabled && !isWildcard && isHostName(name));
  const domain = usable.find(({ isPrimary }) => isPrimary) ?? usable[0];
  if (domain) await vscode.env.openExternal(vscode.Uri.from({ scheme: "https", authority: domain.name }));
  else void notify.information(`${t("{0} has no domain to open.", visible(app.name))} ${t("Nothing was opened.")}`);
}
