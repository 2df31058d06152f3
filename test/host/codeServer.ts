import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Host } from "./hostInstall.ts";
import { projectRoot } from "./projectRoot.ts";

export interface CodeServerOptions {
  readonly host: Host;
  /** User settings, on top of test/host/settings.json. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** A packed extension to install before the start. */
  readonly vsix?: string | undefined;
  /** Another one, for tests of how the two get on. */
  readonly guestVsix?: string | undefined;
  /** Further environment variables for the server and the extension host. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Lets the page run extension tests. It hides toasts and refuses dialogs, so UI tests go without. */
  readonly smokeDriver?: boolean | undefined;
  /** Ask on start whether the workspace is trusted. */
  readonly workspaceTrust?: boolean | undefined;
  /** A folder for the server's data, kept when it stops. Left out: a temporary one, removed when it stops. */
  readonly dataFolder?: string | undefined;
  readonly extensionsFolder?: string | undefined;
  /** The server's home, with all that its programs keep there, left when it stops. Left out: a temporary one. */
  readonly homeFolder?: string | undefined;
  /** Left out: any free one. */
  readonly port?: number | undefined;
}

export interface Opening {
  readonly folder?: string | undefined;
  /** A .code-workspace file. */
  readonly workspace?: string | undefined;
  readonly payload?: readonly (readonly [key: string, value: string])[] | undefined;
}

export interface CodeServer {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Has User/settings.json and the logs below it. */
  readonly dataFolder: string;
  readonly extensionsFolder: string;
  readonly exited: Promise<void>;
  address(opening: Opening): string;
  /** How a page of this server names a file on this computer. */
  remoteUri(file: string): string;
  log(): string;
  stop(): Promise<void>;
}

const startLimitMs = 60_000;
const stopLimitMs = 8_000;
/** Servers that are up, with the folder to remove after each. */
const running = new Map<ChildProcess, string>();
/** Folders with the extensions of packages, by the names of these. */
const installed = new Map<string, string>();
process.on("exit", () => {
  for (const [server, temporary] of running) {
    signalGroup(server, "SIGKILL");
    removeFolder(temporary);
  }
  for (const extensions of installed.values()) removeFolder(path.dirname(extensions));
});

/** Starts VS Code's server on the loopback interface; rejects with its output if it does not come up within a minute. */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const temporary = mkdtempSync(path.join(os.tmpdir(), "vscode-"));
  const dataFolder = options.dataFolder ?? path.join(temporary, "data");
  const extensionsFolder = options.extensionsFolder ?? path.join(dataFolder, "extensions");
  const env = environment(options, options.homeFolder ?? temporary);
  writeSettings(options, dataFolder);
  const packages = [options.vsix, options.guestVsix].filter((vsix) => vsix !== undefined);
  if (packages.length > 0) cpSync(install(options.host, packages), extensionsFolder, { recursive: true });

  const base = baseArguments(options.host, temporary, dataFolder, extensionsFolder);
  const server = spawn(options.host.node, [...base, ...serverArguments(options)], {
    env,
    stdio: "pipe",
    detached: true,
  });
  running.set(server, temporary);
  let log = "";
  const append = (chunk: Buffer) => {
    log += chunk.toString();
  };
  server.stdout.on("data", append);
  server.stderr.on("data", append);
  const exited = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const stop = async () => {
    await stopGroup(server, exited);
    running.delete(server);
    removeFolder(temporary);
  };
  const url = await listening(server, () => log).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    url,
    dataFolder,
    extensionsFolder,
    exited,
    address: (opening) => address(url, opening),
    remoteUri: (file) => `vscode-remote://${new URL(url).host}${encodeURI(path.resolve(file))}`,
    log: () => log,
    stop,
  };
}

function environment({ host, env }: Pick<CodeServerOptions, "host" | "env">, home: string): NodeJS.ProcessEnv {
  // A session that itself runs inside VS Code hands down variables that would confuse this one.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|npm_)/.test(name));
  const scratch = path.join(home, "tmp");
  const { PATH = "" } = process.env;
  mkdirSync(scratch, { recursive: true });
  return {
    ...Object.fromEntries(inherited),
    PATH: path.dirname(host.node) + path.delimiter + PATH,
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, "config"),
    XDG_DATA_HOME: path.join(home, "share"),
    TMPDIR: scratch,
    SHELL: "/bin/sh",
    ...env,
  };
}

function writeSettings({ settings, workspaceTrust = false }: CodeServerOptions, dataFolder: string): void {
  const defaults: unknown = JSON.parse(readFileSync(path.join(projectRoot, "test/host/settings.json"), "utf8"));
  const trust = {
    "security.workspace.trust.enabled": workspaceTrust,
    "security.workspace.trust.startupPrompt": "always",
  };
  const merged = Object.assign({}, defaults, trust, settings);
  mkdirSync(path.join(dataFolder, "User"), { recursive: true });
  writeFileSync(path.join(dataFolder, "User/settings.json"), JSON.stringify(merged, null, 2));
}

function baseArguments(host: Host, temporary: string, dataFolder: string, extensionsFolder: string): readonly string[] {
  const ownConfiguration = host.isBare ? [] : ["--config", emptyConfiguration(temporary)];
  return [host.server, ...ownConfiguration, "--user-data-dir", dataFolder, "--extensions-dir", extensionsFolder];
}

/** Keeps the server from reading the configuration in the home folder. */
function emptyConfiguration(temporary: string): string {
  const file = path.join(temporary, "server.yaml");
  writeFileSync(file, "");
  return file;
}

/** Has VS Code install packages, once for all servers of this process; answers the folder with what it made of them. */
function install(host: Host, packages: readonly string[]): string {
  const known = installed.get(packages.join());
  if (known !== undefined) return known;
  const temporary = mkdtempSync(path.join(os.tmpdir(), "extensions-"));
  const extensions = path.join(temporary, "extensions");
  const base = baseArguments(host, temporary, path.join(temporary, "data"), extensions);
  const env = environment({ host }, temporary);
  for (const vsix of packages) {
    const options = { env, encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync(host.node, [...base, "--install-extension", vsix, "--force"], options);
    if (status === 0) continue;
    removeFolder(temporary);
    throw new Error(`${vsix} could not be installed.\n${stdout}${stderr}`);
  }
  installed.set(packages.join(), extensions);
  return extensions;
}

function serverArguments(options: CodeServerOptions): string[] {
  const { host, smokeDriver = false, workspaceTrust = false, port = 0 } = options;
  const trust = workspaceTrust ? [] : ["--disable-workspace-trust"];
  if (host.isBare) {
    return [
      ...["--without-connection-token", "--host", "127.0.0.1", "--port", String(port)],
      ...["--accept-server-license-terms", "--telemetry-level", "off", "--disable-getting-started-override"],
      ...trust,
      ...(smokeDriver ? ["--enable-smoke-test-driver"] : []),
    ];
  }
  const driver = ["enable-smoke-test-driver", "skip-welcome", "skip-release-notes"];
  return [
    ...["--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--app-name", "VS Code"],
    ...["--disable-telemetry", "--disable-update-check", "--disable-getting-started-override"],
    ...["--link-protection-trusted-domains", "*"],
    ...trust,
    ...(smokeDriver ? driver.flatMap((option) => ["--vscode-option", option]) : []),
  ];
}

function listening(server: ChildProcess, log: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`The server did not start.\n${log()}`)), startLimitMs);
    server.once("exit", (code) => {
      clearTimeout(limit);
      reject(new Error(`The server exited with ${code}.\n${log()}`));
    });
    server.stdout?.on("data", () => {
      const place = /(?:listening on http:\/\/|Server bound to )([^\s/]+)/.exec(log())?.[1];
      if (place === undefined) return;
      clearTimeout(limit);
      resolve(`http://${place}`);
    });
  });
}

function address(url: string, { folder, workspace, payload = [] }: Opening): string {
  const result = new URL(url);
  if (workspace !== undefined) result.searchParams.set("workspace", path.resolve(workspace));
  else if (folder !== undefined) result.searchParams.set("folder", path.resolve(folder));
  else result.searchParams.set("ew", "true");
  if (payload.length > 0) result.searchParams.set("payload", JSON.stringify(payload));
  return result.href;
}

async function stopGroup(server: ChildProcess, exited: Promise<void>): Promise<void> {
  signalGroup(server, "SIGTERM");
  const limit = setTimeout(() => signalGroup(server, "SIGKILL"), stopLimitMs);
  await exited;
  clearTimeout(limit);
  // Its extension hosts may outlive it by a moment.
  signalGroup(server, "SIGKILL");
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // The whole group has gone already.
  }
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
