import * as vscode from "vscode";

/** As much of the Git extension's API as tests use to set the scene. */
interface GitHost {
  readonly state: string;
  openRepository(root: vscode.Uri): Promise<unknown>;
  getRepository(uri: vscode.Uri): { status(): Promise<void> } | null;
}

/** The tests' VS Code starts with Git off. It can be turned on while it runs, but not off again. */
export async function enableGit(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("git");
  // Colours in the file tree keep Git busy with files that tests have removed.
  await settings.update("decorations.enabled", false, vscode.ConfigurationTarget.Global);
  await settings.update("enabled", true, vscode.ConfigurationTarget.Global);
  await gitApi();
}

/**
 * The Git extension of the oldest VS Code that is supported does not count lines, cannot compare commits without a
 * common history, and does not find repositories that are not open.
 */
export async function isGitOld(): Promise<boolean> {
  return !("getRepositoryRoot" in (await gitApi()));
}

/** What stands behind the number of files where lines are counted; nothing where they are not. */
export async function ifCounted(lines: string): Promise<string> {
  return (await isGitOld()) ? "" : lines;
}

/** Resolves once the extension is on and has looked around. */
export async function gitApi(): Promise<GitHost> {
  const extension = vscode.extensions.getExtension<{ readonly enabled: boolean; getAPI(version: 1): GitHost }>(
    "vscode.git",
  );
  if (!extension) throw new Error("VS Code has no Git extension here");
  const git = await extension.activate();
  for (;;) {
    const api = git.enabled ? git.getAPI(1) : undefined;
    if (api?.state === "initialized") return api;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Has VS Code look at a repository now: by itself it waits until nothing has changed for five seconds. */
export async function lookAt({ dir }: { readonly dir: string }): Promise<void> {
  await (await gitApi()).getRepository(vscode.Uri.file(dir))?.status();
}
