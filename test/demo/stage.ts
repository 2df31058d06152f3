import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../host/projectRoot.ts";
import { createDemoRepository } from "../sandbox/demoRepository.ts";
import { type Sandbox, startSandbox } from "../sandbox/sandbox.ts";

/** What the demo plays with: the packed extension, the sandbox, and a workspace whose commits the sandbox deployed. */
export interface Stage {
  readonly sandbox: Sandbox;
  /** The Git repository of the app "storefront". */
  readonly folder: string;
  readonly vsix: string;
  /** User settings that send the extension to the sandbox. */
  readonly settings: Readonly<Record<string, unknown>>;
}

export const demoFolder = path.join(projectRoot, "out/demo");

/** @param port of the sandbox; 0 for any free one */
export async function setStage(port: number): Promise<Stage> {
  packExtension();
  const folder = path.join(demoFolder, "storefront");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const demoCommits = await createDemoRepository(folder, Date.now());
  const life = { waitingMs: 1_000, buildMs: 15_000, rolloutMs: 4_000 };
  const sandbox = await startSandbox({ port, demoCommits, life, approveCodesAfterMs: 10_000 });
  const vsix = path.join(projectRoot, "out/sevalla-deployments.vsix");
  return { sandbox, folder, vsix, settings: { "sevalla.apiUrl": sandbox.url } };
}

function packExtension(): void {
  const { status } = spawnSync("npm", ["run", "package", "--silent"], { cwd: projectRoot, stdio: "inherit" });
  if (status !== 0) throw new Error("The extension could not be packed.");
}
