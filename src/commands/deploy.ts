import * as vscode from "vscode";
import { isBranchName, isImageName } from "../model/names.ts";
import { deploymentsOf } from "../model/store.ts";
import { inert, visible } from "../present/format.ts";
import type { App } from "../sevalla/resources.ts";
import { chooseApp } from "./chooseApp.ts";
import { deployApp } from "./deployApp.ts";
import type { Parts } from "./parts.ts";
import { requireWriter } from "./requireWriter.ts";

const nothing = "Nothing was deployed.";
const another = "Another branch…";

/** Deploys a branch or an image of an app that the user names. */
export async function deploy(parts: Parts, argument: unknown): Promise<void> {
  if (!(await requireWriter(parts, nothing))) return;
  const chosen = await chooseApp(parts, argument, "Deploy", nothing);
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
  const unchanged = "Nothing was restarted.";
  if (!(await requireWriter(parts, unchanged))) return;
  const app = await chooseApp(parts, argument, "Restart", unchanged);
  if (app) await deployApp(parts, app, { isRestart: true });
}

async function askBranch({ store }: Parts, app: App): Promise<string | undefined> {
  const deployed = deploymentsOf(store.state, app.id).flatMap(({ branch }) => branch ?? []);
  const branches = [...new Set([...(app.defaultBranch ? [app.defaultBranch] : []), ...deployed])];
  const usual = app.autoDeploy ? "deployed by itself when pushed" : "the usual branch";
  const items = branches.map((branch) => ({
    label: `$(git-branch) ${inert(visible(branch))}`,
    description: branch === app.defaultBranch ? usual : "",
    branch,
  }));
  const title = `Deploy to ${visible(app.name)}`;
  const picked = await vscode.window.showQuickPick(
    [...items, { label: another, alwaysShow: true, branch: undefined }],
    {
      title,
      placeHolder: "Choose the branch whose newest commit is deployed",
    },
  );
  if (picked?.label !== another) return picked?.branch;
  const typed = await vscode.window.showInputBox({
    title,
    prompt: "Name of the branch whose newest commit is deployed",
    validateInput: (text) => (isBranchName(text.trim()) ? undefined : "That cannot be the name of a branch."),
  });
  return typed?.trim() || undefined;
}

async function askImage(app: App): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: `Deploy to ${visible(app.name)}`,
    prompt: "Docker image with its tag",
    value: app.dockerImage ?? "",
    validateInput: (text) => (isImageName(text.trim()) ? undefined : "That cannot be the name of an image."),
  });
  return typed?.trim() || undefined;
}
