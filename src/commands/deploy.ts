import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { branchChoices, type CloneBranches } from "../model/branches.ts";
import { isBranchName, isImageName } from "../model/names.ts";
import { deploymentRef } from "../model/ref.ts";
import { deploymentsOf } from "../model/store.ts";
import { branchWords } from "../present/branches.ts";
import { inert, visible } from "../present/format.ts";
import type { App } from "../sevalla/resources.ts";
import { chooseApp } from "./chooseApp.ts";
import { deployApp } from "./deployApp.ts";
import { knownDeployment } from "./knownApps.ts";
import { reading } from "./lateProgress.ts";
import type { Parts } from "./parts.ts";
import { requireWriter } from "./requireWriter.ts";
import { staysOpen } from "./staysOpen.ts";

const nothing = () => t("Nothing was deployed.");
/** The branches that were deployed are known without Git. */
const longestWaitMs = 2_000;
const another = () => t("Another branch…");

/** Deploys a branch or an image of an app that the user names, or the branch of a deployment that is handed over. */
export async function deploy(parts: Parts, argument: unknown): Promise<void> {
  const chosen = await chooseApp(parts, argument, t("Deploy"), nothing());
  if (!chosen || !(await requireWriter(parts, chosen, "deployments", nothing()))) return;
  const app = await reading(parts, t("Asking Sevalla"), (signal) => parts.client().getApp(chosen.id, signal));
  parts.store.noteAutoDeploy(app.id, app.autoDeploy);
  if (app.source === "dockerImage") {
    const image = await askImage(app);
    if (image) await deployApp(parts, app, { image });
    return;
  }
  const branch = branchOf(parts, argument) ?? (await askBranch(parts, app));
  if (branch) await deployApp(parts, app, { branch });
}

/** Starts once more what is live. */
export async function restart(parts: Parts, argument: unknown): Promise<void> {
  const unchanged = t("Nothing was restarted.");
  const app = await chooseApp(parts, argument, t("Restart"), unchanged);
  if (app && (await requireWriter(parts, app, "deployments", unchanged)))
    await deployApp(parts, app, { isRestart: true });
}

function branchOf({ store: { state } }: Parts, argument: unknown): string | undefined {
  const ref = deploymentRef(argument);
  const known = ref && knownDeployment(state, ref);
  const branch = known?.appId === ref?.appId ? known?.branch : undefined;
  return branch && isBranchName(branch) ? branch : undefined;
}

async function askBranch(parts: Parts, app: App): Promise<string | undefined> {
  const title = t("Deploy to {0}", visible(app.name));
  const placeHolder = t("Choose the branch whose newest commit is deployed");
  const picked = await vscode.window.showQuickPick(branchItems(parts, app), { ...staysOpen, title, placeHolder });
  if (picked?.label !== another()) return picked?.branch;
  const typed = await vscode.window.showInputBox({
    ...staysOpen,
    title,
    prompt: t("Name of the branch whose newest commit is deployed"),
    validateInput: (text) => (isBranchName(text.trim()) ? undefined : t("That cannot be the name of a branch.")),
  });
  return typed?.trim() || undefined;
}

interface BranchItem extends vscode.QuickPickItem {
  readonly branch: string | undefined;
}

async function branchItems({ store, ending }: Parts, app: App): Promise<readonly BranchItem[]> {
  const deployed = deploymentsOf(store.state, app.id).flatMap(({ branch }) => branch ?? []);
  const limit = AbortSignal.any([ending, AbortSignal.timeout(longestWaitMs)]);
  const clone = app.repoUrl && vscode.workspace.isTrusted ? await branchesWithin(app.repoUrl, limit) : undefined;
  const choices = branchChoices(app.defaultBranch, deployed, clone).filter(({ name }) => isBranchName(name));
  const items = choices.map((choice) => ({
    label: `$(git-branch) ${inert(visible(choice.name))}`,
    description: branchWords(choice, app.autoDeploy === true),
    branch: choice.name,
  }));
  return [...items, { label: another(), alwaysShow: true, branch: undefined }];
}

async function branchesWithin(repoUrl: string, limit: AbortSignal): Promise<CloneBranches | undefined> {
  const { cloneBranches } = await import("../git/branches.ts");
  const late = new Promise<undefined>((resolve) => limit.addEventListener("abort", () => resolve(undefined)));
  return Promise.race([cloneBranches(repoUrl, limit), late]);
}

async function askImage(app: App): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    ...staysOpen,
    title: t("Deploy to {0}", visible(app.name)),
    prompt: t("Docker image with its tag"),
    value: app.dockerImage ?? "",
    validateInput: (text) => (isImageName(text.trim()) ? undefined : t("That cannot be the name of an image.")),
  });
  return typed?.trim() || undefined;
}
