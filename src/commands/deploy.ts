import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { isBranchName, isImageName } from "../model/names.ts";
import { deploymentsOf } from "../model/store.ts";
import { inert, visible } from "../present/format.ts";
import type { App } from "../sevalla/resources.ts";
import { chooseApp } from "./chooseApp.ts";
import { deployApp } from "./deployApp.ts";
import type { Parts } from "./parts.ts";
import { requireWriter } from "./requireWriter.ts";

const nothing = () => t("Nothing was deployed.");
const another = () => t("Another branch…");

/** Deploys a branch or an image of an app that the user names. */
export async function deploy(parts: Parts, argument: unknown): Promise<void> {
  if (!(await requireWriter(parts, nothing()))) return;
  const chosen = await chooseApp(parts, argument, t("Deploy"), nothing());
  if (!chosen) return;
  const app = await parts.client().getApp(chosen.id);
  if (app.source === "dockerImage") {
    const image = await askImage(app);
    if (image) await deployApp(parts, app, { image });
    return;
  }
  const branch = await askBranch(parts, app);
  if (branch) await deployApp(parts, app, { branch });
}

/** Starts once more what is live. */
export async function restart(parts: Parts, argument: unknown): Promise<void> {
  const unchanged = t("Nothing was restarted.");
  if (!(await requireWriter(parts, unchanged))) return;
  const app = await chooseApp(parts, argument, t("Restart"), unchanged);
  if (app) await deployApp(parts, app, { isRestart: true });
}

async function askBranch({ store }: Parts, app: App): Promise<string | undefined> {
  const deployed = deploymentsOf(store.state, app.id).flatMap(({ branch }) => branch ?? []);
  const branches = [...new Set([...(app.defaultBranch ? [app.defaultBranch] : []), ...deployed])];
  const usual = app.autoDeploy ? t("deployed by itself when pushed") : t("the usual branch");
  const items = branches.map((branch) => ({
    label: `$(git-branch) ${inert(visible(branch))}`,
    description: branch === app.defaultBranch ? usual : "",
    branch,
  }));
  const title = t("Deploy to {0}", visible(app.name));
  const picked = await vscode.window.showQuickPick(
    [...items, { label: another(), alwaysShow: true, branch: undefined }],
    {
      title,
      placeHolder: t("Choose the branch whose newest commit is deployed"),
    },
  );
  if (picked?.label !== another()) return picked?.branch;
  const typed = await vscode.window.showInputBox({
    title,
    prompt: t("Name of the branch whose newest commit is deployed"),
    validateInput: (text) => (isBranchName(text.trim()) ? undefined : t("That cannot be the name of a branch.")),
  });
  return typed?.trim() || undefined;
}

async function askImage(app: App): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: t("Deploy to {0}", visible(app.name)),
    prompt: t("Docker image with its tag"),
    value: app.dockerImage ?? "",
    validateInput: (text) => (isImageName(text.trim()) ? undefined : t("That cannot be the name of an image.")),
  });
  return typed?.trim() || undefined;
}
