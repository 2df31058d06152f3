import * as vscode from "vscode";
import { t } from "../l10n.ts";
import type { AppSummary } from "../sevalla/resources.ts";
import { appItem, appsToChoose } from "./knownApps.ts";
import { reading } from "./lateProgress.ts";
import type { Parts } from "./parts.ts";
import { staysOpen } from "./staysOpen.ts";

type Choice = vscode.QuickPickItem & { readonly app: AppSummary | undefined };

/**
 * Asks for one of the account's apps: first the one in front, then the linked ones. Undefined when the user gives up.
 * Throws when the apps cannot be read.
 * @param linking whether an app may be linked instead
 */
export async function pickApp(parts: Parts, title: string, linking = false): Promise<AppSummary | "link" | undefined> {
  const inFront = parts.inFront()?.appId;
  const known = await reading(parts, t("Asking Sevalla"), () => appsToChoose(parts));
  const apps = [...known].sort((a, b) => Number(b.id === inFront) - Number(a.id === inFront));
  const link = { label: `$(link) ${t("Link app…")}`, alwaysShow: true, app: undefined };
  const items: readonly Choice[] = [...apps.map((app) => appItem(parts, app)), ...(linking ? [link] : [])];
  const placeHolder = vscode.workspace.isTrusted ? t("Type to filter") : unreadLink();
  const picked = await vscode.window.showQuickPick(items, {
    ...staysOpen,
    title,
    placeHolder,
    matchOnDescription: true,
  });
  return picked && (picked.app ?? "link");
}

/** In Restricted Mode the settings of a workspace do not count. */
export function unreadLink(): string {
  return t("This workspace is in Restricted Mode, in which its link to an app is not read.");
}
