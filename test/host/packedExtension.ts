import { execFileSync, type StdioOptions } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./projectRoot.ts";

/** The package to be tested as it is, such as one that is about to be released. Without it one is packed. */
export const { VSCODE_TEST_VSIX: givenPackage } = process.env;

/** The packed extension, which UI tests install. */
export const packedExtension = path.resolve(projectRoot, givenPackage ?? "out/sevalla-deployments.vsix");

/** All that packing reads. */
const parts = [
  ...["package.json", "package.nls.json", "package.nls.de.json", "package.nls.hu.json", "esbuild.mjs", "tsconfig.json"],
  ...[".vscodeignore", "test/package", "src", "media"],
  ...["README.md", "CHANGELOG.md", "LICENSE", "THIRD-PARTY-NOTICES.txt"],
];

/** Puts what packing reads into a folder that is not there yet. */
export function copyToPack(folder: string): void {
  mkdirSync(folder);
  for (const part of parts) cpSync(path.join(projectRoot, part), path.join(folder, part), { recursive: true });
  symlinkSync(path.join(projectRoot, "node_modules"), path.join(folder, "node_modules"));
}

/** Packs such a folder, in which dist/ is built anew for it; answers where the package is, and throws if that failed. */
export function packIn(folder: string, { flags = [], env = {}, stdio = "pipe" }: PackOptions = {}): string {
  const options = { cwd: folder, env: { ...process.env, ...env }, stdio };
  execFileSync(process.execPath, ["test/package/pack.mjs", ...flags], options);
  return path.join(folder, "out/sevalla-deployments.vsix");
}

interface PackOptions {
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly stdio?: StdioOptions;
}
