import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { demoFolder, type Stage } from "./stage.ts";

const isWindows = process.platform === "win32";

/** Whether there is a VS Code with its `code` command on this computer. */
export function hasDesktop(): boolean {
  return spawnSync("code", ["--version"], { stdio: "ignore", shell: isWindows }).status === 0;
}

/** Opens the demo in the VS Code of this computer, apart from the user's own settings and extensions. */
export async function openOnDesktop({ folder, vsix, settings }: Stage): Promise<() => Promise<void>> {
  const data = path.join(demoFolder, "code");
  mkdirSync(path.join(data, "User"), { recursive: true });
  writeFileSync(path.join(data, "User/settings.json"), JSON.stringify(settings, null, 2));
  const apart = ["--user-data-dir", data, "--extensions-dir", path.join(demoFolder, "extensions")];
  run([...apart, "--install-extension", vsix, "--force"]);
  spawn("code", [...apart, "--new-window", folder], { stdio: "ignore", shell: isWindows }).unref();
  console.log("The demo workspace opens in VS Code.");
  return async () => {};
}

function run(args: readonly string[]): void {
  const { status, stderr } = spawnSync("code", args, { encoding: "utf8", shell: isWindows });
  if (status !== 0) throw new Error(`VS Code did not install the extension.\n${stderr}`);
}
