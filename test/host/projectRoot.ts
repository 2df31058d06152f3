import { existsSync } from "node:fs";
import path from "node:path";

/** Absolute path of the checkout, wherever under it the compiled caller lies. */
export const projectRoot = findRoot(import.meta.dirname);

function findRoot(folder: string): string {
  if (existsSync(path.join(folder, "package.json"))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error(`No package.json above ${import.meta.dirname}.`);
  return findRoot(parent);
}
