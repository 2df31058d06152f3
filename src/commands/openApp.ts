import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { isHostName } from "../model/names.ts";
import { visible } from "../present/format.ts";
import type { Domain } from "../sevalla/appParts.ts";
import type { AppSummary } from "../sevalla/resources.ts";
import { chooseApp } from "./chooseApp.ts";
import { reading } from "./lateProgress.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";

const pageSize = 100;
const mostRead = 1_000;

/** Opens the app itself in the browser, at its primary domain. */
export async function openApp(parts: Parts, argument: unknown): Promise<void> {
  const app = await chooseApp(parts, argument, t("Open app"), t("Nothing was opened."));
  if (!app) return;
  const domain = await reading(parts, t("Asking Sevalla"), (signal) => domainToOpen(parts, app, signal));
  if (domain) await vscode.env.openExternal(vscode.Uri.from({ scheme: "https", authority: domain.name }));
  else void notify.information(`${t("{0} has no domain to open.", visible(app.name))} ${t("Nothing was opened.")}`);
}

/** The primary domain, else the first that a browser can open. */
async function domainToOpen({ client }: Parts, app: AppSummary, signal: AbortSignal): Promise<Domain | undefined> {
  let first: Domain | undefined;
  for (let offset = 0; offset < mostRead; offset += pageSize) {
    const { items, total } = await client().listDomains(app.id, { offset, limit: pageSize, signal });
    const usable = items.filter(({ isEnabled, isWildcard, name }) => isEnabled && !isWildcard && isHostName(name));
    const primary = usable.find(({ isPrimary }) => isPrimary);
    if (primary) return primary;
    first ??= usable[0];
    if (offset + pageSize >= total) break;
  }
  return first;
}
