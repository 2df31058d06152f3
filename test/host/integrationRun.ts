import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { runTests } from "@vscode/test-electron";
import { projectRoot } from "./projectRoot.ts";

/** Where VS Code comes from: the npm registry, as a server with a browser, or the desktop program that Microsoft offers. */
export type HostKind = "web" | "desktop";

/**
 * Runs the integration tests, or another program of ours, in a VS Code with a profile and an empty folder of its own;
 * rejects if one failed.
 * @param extensions a folder with further extensions, unpacked
 */
export async function runInVsCode(
  kind: HostKind,
  env: Readonly<Record<string, string | undefined>>,
  program = path.join(projectRoot, "out/test/integration/run.cjs"),
  extensions?: string,
): Promise<void> {
  const temporary = mkdtempSync(path.join(os.tmpdir(), "integration-"));
  const workspace = path.join(temporary, "workspace");
  mkdirSync(workspace);
  if (extensions !== undefined) cpSync(extensions, path.join(temporary, "extensions"), { recursive: true });
  try {
    await runTests({
      ...(kind === "web" ? { vscodeExecutablePath: webExecutable() } : { version: desktopVersion() }),
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: program,
      extensionTestsEnv: { ...env },
      launchArgs: [
        workspace,
        `--user-data-dir=${path.join(temporary, "data")}`,
        `--extensions-dir=${path.join(temporary, "extensions")}`,
      ],
    });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** VSCODE_TEST_VERSION as `@vscode/test-electron` knows it; "minimum" is the lowest that package.json allows. */
function desktopVersion(): string {
  const { VSCODE_TEST_VERSION: wanted = "stable" } = process.env;
  if (wanted !== "minimum") return wanted;
  const { engines }: { engines: { vscode: string } } = JSON.parse(
    readFileSync(path.join(projectRoot, "package.json"), "utf8"),
  );
  return engines.vscode.replace("^", "");
}

/** It reads VSCODE_TEST_VERSION itself. */
function webExecutable(): string {
  const file = path.join(projectRoot, "out/test/host/executable.mjs");
  chmodSync(file, 0o755);
  return file;
}
