import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { commitUrl } from "../present/hostPages.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { requireDeployment } from "./requireDeployment.ts";

export async function openCommit(parts: Parts, argument: unknown): Promise<void> {
  const deployment = await requireDeployment(parts, argument, t("Open commit in browser"));
  if (!deployment) return;
  const url = commitUrl(deployment);
  if (url) await vscode.env.openExternal(vscode.Uri.parse(url, true));
  else void notify.information(t("This deployment names no commit with a page to open."));
}
