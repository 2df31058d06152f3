import * as vscode from "vscode";
import { authenticationId, commandIds, extensionId, settingKeys } from "../../src/contributions.ts";
import { realClock } from "../sandbox/clock.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../sandbox/sandbox.ts";
import { holdRows } from "./appRows.ts";
import { holdTimers } from "./extensionTimers.ts";
import { watchStatusBar } from "./statusBar.ts";
import { User } from "./user.ts";

/** The extension in this VS Code, a sandbox of its own to talk to, and a person to talk with. */
export interface Scene {
  readonly sandbox: Sandbox;
  readonly user: User;
  close(): Promise<void>;
}

/** Life in the sandbox is short, as are the pauses of the extension: these tests run in real time. */
const life = { waitingMs: 100, buildMs: 400, rolloutMs: 400 };

export async function openScene(options: SandboxOptions = {}): Promise<Scene> {
  const sandbox = await startSandbox({ clock: realClock, life, ...options });
  watchStatusBar();
  holdRows();
  holdTimers();
  await vscode.extensions.getExtension(extensionId)?.activate();
  await setApiUrl(sandbox.url);
  const user = new User();
  return {
    sandbox,
    user,
    async close() {
      user.forgets();
      await signOutOfAll(user);
      user.leaves();
      await linkTo(undefined);
      await linkParts(undefined);
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      await setApiUrl(undefined);
      await sandbox.close();
    },
  };
}

export async function setApiUrl(url: string | undefined): Promise<void> {
  await vscode.workspace.getConfiguration().update(settingKeys.apiUrl, url, vscode.ConfigurationTarget.Global);
}

export async function signIn({ user, sandbox }: Scene, key = sandbox.keys.valid): Promise<void> {
  user.picks("Paste an API key");
  user.types(key);
  await vscode.commands.executeCommand(commandIds.signIn);
}

/** The same with somebody who has signed in and linked the folder to an app, of which all is read. */
export async function openLinkedScene(app = "storefront"): Promise<Scene> {
  const scene = await openScene();
  await signIn(scene);
  await linkTo(scene.sandbox.account.app(app).id);
  await vscode.commands.executeCommand(commandIds.refresh);
  return scene;
}

async function signOutOfAll(user: User): Promise<void> {
  for (const { label } of await vscode.authentication.getAccounts(authenticationId)) {
    user.picks(label);
    await vscode.commands.executeCommand(commandIds.signOut);
    user.forgets();
  }
}

export function folder(): vscode.WorkspaceFolder {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  if (!first) throw new Error("the tests need a folder");
  return first;
}

/** Writes the setting as a person would who edits it by hand. */
export async function linkTo(setting: string | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration(undefined, folder().uri);
  await settings.update(settingKeys.app, setting, vscode.ConfigurationTarget.WorkspaceFolder);
}

/** The same for the apps of a monorepo. */
export async function linkParts(setting: unknown): Promise<void> {
  const settings = vscode.workspace.getConfiguration(undefined, folder().uri);
  if (setting === undefined && settings.inspect(settingKeys.apps)?.workspaceFolderValue === undefined) return;
  await settings.update(settingKeys.apps, setting, vscode.ConfigurationTarget.WorkspaceFolder);
}

export function linkedTo(): unknown {
  return vscode.workspace.getConfiguration(undefined, folder().uri).inspect(settingKeys.app)?.workspaceFolderValue;
}

/** Resolves once this is so; the test's time limit ends a wait in vain. */
export async function eventually(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 20));
}
