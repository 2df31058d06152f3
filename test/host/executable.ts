#!/usr/bin/env node
// Stands in for the VS Code executable: takes the arguments of an extension test run and runs it in the server's
// extension host with a headless browser as the window. Exits with 0 if the tests passed, else 1.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { keepOffline, launchBrowser } from "./browser.ts";
import { type CodeServer, startCodeServer } from "./codeServer.ts";
import { installHost, installOldestHost } from "./hostInstall.ts";
import { type LaunchArguments, readLaunchArguments } from "./launchArguments.ts";
import { OutputFile } from "./outputFile.ts";
import { projectRoot } from "./projectRoot.ts";

const timeLimitMs = 900_000;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(130));
process.exitCode = await runTests(readLaunchArguments(process.argv.slice(2)));

async function runTests(args: LaunchArguments): Promise<number> {
  const { VSCODE_TEST_VERSION: version } = process.env;
  const host = version === "minimum" ? installOldestHost() : installHost();
  const temporary = mkdtempSync(path.join(os.tmpdir(), "vscode-tests-"));
  process.on("exit", () => rmSync(temporary, { recursive: true, force: true }));
  const output = new OutputFile(path.join(temporary, "output.txt"));
  const server = await startCodeServer({
    host,
    smokeDriver: true,
    settings: userSettings(args.userDataDir),
    extensionsFolder: args.extensionsDir,
    env: { HOST_OUTPUT_FILE: output.path, HOST_TESTS_PATH: path.resolve(args.extensionTestsPath) },
  });
  const browser = await launchBrowser(host.chromium);
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const { page, workbenchLog, exitCode } = await openTestPage(context, server, args);
  const outcome = await Promise.race([
    exitCode,
    timeLimit(),
    server.exited.then(() => "the server ended"),
    crash(page),
  ]);
  if (typeof outcome === "string" || output.isEmpty)
    console.error(`The tests did not report: ${outcome}.\n${workbenchLog.slice(-20).join("\n")}\n${server.log()}`);
  await browser.close();
  await server.stop();
  output.close();
  return outcome === 0 ? 0 : 1;
}

async function openTestPage(context: BrowserContext, server: CodeServer, args: LaunchArguments) {
  await keepOffline(context);
  const page = await context.newPage();
  const workbenchLog: string[] = [];
  await page.exposeFunction("codeAutomationLog", (level: string, values: unknown[]) => {
    workbenchLog.push(`${level} ${values.join(" ")}`);
  });
  const exitCode = new Promise<number>((resolve) => {
    void page.exposeFunction("codeAutomationExit", resolve);
  });
  await page.goto(testAddress(server, args), { waitUntil: "commit" });
  return { page, workbenchLog, exitCode };
}

function testAddress(server: CodeServer, { opened, extensionDevelopmentPath }: LaunchArguments): string {
  const entry = path.join(projectRoot, "out/test/host/entry.cjs");
  return server.address({
    ...(opened?.endsWith(".code-workspace") ? { workspace: opened } : { folder: opened }),
    payload: [
      ["extensionDevelopmentPath", server.remoteUri(extensionDevelopmentPath)],
      ["extensionTestsPath", server.remoteUri(entry)],
    ],
  });
}

function userSettings(userDataDir: string | undefined): Record<string, unknown> {
  const file = path.join(userDataDir ?? "", "User/settings.json");
  return userDataDir !== undefined && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

function crash(page: Page): Promise<string> {
  return new Promise((resolve) => page.once("crash", () => resolve("the page crashed")));
}

function timeLimit(): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(`no end after ${timeLimitMs / 1000} s`), timeLimitMs).unref();
  });
}
