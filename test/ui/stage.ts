import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { packedExtension } from "../host/packedExtension.ts";
import { projectRoot } from "../host/projectRoot.ts";
import { createDemoRepository } from "../sandbox/demoRepository.ts";
import { liveDeployment } from "../sandbox/life.ts";
import { manualClock } from "../sandbox/manualClock.ts";
import { type Sandbox, startSandbox } from "../sandbox/sandbox.ts";
import type { InputBox } from "./quickInput.ts";
import { placesWithTokens, tracesOfFiles, tracesOfRequests } from "./tokenSearch.ts";
import { openWorkbench, type Workbench, type WorkbenchOptions } from "./workbench.ts";

/** VS Code with the packed extension, and a sandbox in which time passes only when a test says so. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly workbench: Workbench;
  /** A folder named "storefront". */
  readonly folder: string;
  /** Lets all that runs in the sandbox come to its end. */
  finishDeployments(): void;
  /** Lets time pass in the sandbox. */
  wind(ms: number): void;
  /** Saves a picture under out/screenshots. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions extends Omit<WorkbenchOptions, "vsix" | "workspace" | "dataFolder"> {
  /** Open a workspace with these folders, relative to the folder around "storefront". */
  readonly workspaceFolders?: readonly (({ readonly path: string } | { readonly uri: string }) & {
    readonly name?: string;
  })[];
  /** The app that the settings of that workspace link, by its name. */
  readonly workspaceApp?: string;
  /** Further settings of that workspace. */
  readonly workspaceSettings?: Readonly<Record<string, unknown>>;
  /** Link the folder to the app of this name. */
  readonly linked?: string;
  /** The folder is the Git repository of the app "storefront", whose commits the sandbox has deployed. */
  readonly repository?: boolean;
  /** Puts things into the folder before it is opened. */
  readonly prepare?: (folder: string, sandbox: Sandbox) => void;
  /** What to answer when VS Code asks whether to trust the folder. Left out: it does not ask. */
  readonly isTrusted?: boolean;
  /** Open no folder. */
  readonly empty?: boolean;
  readonly signedIn?: boolean;
  /** How far the sandbox's clock is behind ours at the start. */
  readonly behindMs?: number;
}

const pictures = path.join(projectRoot, "out/screenshots");

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const {
    linked,
    repository = false,
    empty = false,
    signedIn = true,
    behindMs = 0,
    prepare,
    isTrusted,
    workspaceFolders,
    workspaceApp,
    workspaceSettings = {},
    ...rest
  } = options;
  const clock = manualClock(Date.now() - behindMs);
  const life = { waitingMs: 1_000, buildMs: 20_000, rolloutMs: 5_000 };
  const temporary = mkdtempSync(path.join(os.tmpdir(), "stage-"));
  const folder = path.join(temporary, "storefront");
  const demoCommits = repository ? await createDemoRepository(folder, clock.now()) : undefined;
  const sandbox = await startSandbox({ clock, life, ...(demoCommits ? { demoCommits } : {}) });
  mkdirSync(path.join(folder, ".vscode"), { recursive: true });
  if (!repository) writeFileSync(path.join(folder, "README.md"), "# Storefront\n");
  if (linked) link(folder, sandbox.account.app(linked).id);
  prepare?.(folder, sandbox);
  const workspace = workspaceFolders && path.join(temporary, "shop.code-workspace");
  const linking = workspaceApp ? { "sevalla.app": sandbox.account.app(workspaceApp).id } : {};
  const settings = { ...linking, ...workspaceSettings };
  if (workspace) writeFileSync(workspace, JSON.stringify({ folders: workspaceFolders, settings }));
  const workbench = await openWorkbench({
    ...(workspace ? { workspace } : empty ? {} : { folder }),
    git: repository,
    workspaceTrust: isTrusted !== undefined,
    ...rest,
    dataFolder: path.join(temporary, "data"),
    homeFolder: path.join(temporary, "home"),
    vsix: packedExtension,
    settings: { "sevalla.apiUrl": sandbox.url, ...rest.settings },
  });
  if (isTrusted !== undefined) await answerTrust(workbench, isTrusted);
  await workbench.activity();
  if (signedIn) await signIn(workbench, sandbox.keys.valid);
  return {
    sandbox,
    workbench,
    folder,
    finishDeployments: () => clock.advance(60_000),
    wind: (ms) => clock.advance(ms),
    async picture(name) {
      mkdirSync(pictures, { recursive: true });
      await workbench.screenshot(path.join(pictures, `${name}.png`));
    },
    async close() {
      const shown = await workbench.traces().finally(() => workbench.close());
      await sandbox.close();
      // Files are read when nothing writes them any more.
      const traces = [...shown, ...tracesOfFiles(temporary), ...tracesOfRequests(sandbox.requests)];
      rmSync(temporary, { recursive: true, force: true });
      assert.deepEqual(placesWithTokens(traces), [], "API keys must stay in the secret storage");
    },
  };
}

async function answerTrust(workbench: Workbench, isTrusted: boolean): Promise<void> {
  const { locator } = await workbench.dialog();
  await locator.getByRole("button", { name: isTrusted ? /^Yes, I trust/ : /^No, I don't trust/ }).click();
  await locator.waitFor({ state: "detached" });
}

export function link(folder: string, setting: string): void {
  writeFileSync(path.join(folder, ".vscode/settings.json"), JSON.stringify({ "sevalla.app": setting }));
}

/** Signs in as a person does; resolves when the account's apps are listed. */
export async function signIn(workbench: Workbench, key: string): Promise<void> {
  await workbench.runCommand("Sevalla: Sign in");
  const input = await pasteKey(workbench);
  await input.type(key);
  await input.accept();
  await input.waitUntilClosed();
  await workbench.waitForRows("the apps are listed", (rows) => rows.length > 0);
}

/** Chooses to paste a key; resolves to the box for it. */
export async function pasteKey(workbench: Workbench): Promise<InputBox> {
  await (await workbench.quickPick()).choose("Paste an API key");
  return workbench.inputBox();
}

/** The short SHA of what serves an app in the sandbox. */
export function liveSha(sandbox: Sandbox, app: string): string {
  const live = liveDeployment(sandbox.account.app(app), Date.now());
  return live?.commitSha?.slice(0, 7) ?? "";
}

export function countPosts(sandbox: Sandbox): number {
  return sandbox.requests.filter(({ method }) => method === "POST").length;
}
