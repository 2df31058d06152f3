import type { LinkPart } from "./link.ts";
import { isWild } from "./wildPath.ts";

/** An entry with what it says of the app. */
export interface PartSetting {
  readonly part: LinkPart;
  readonly setting: string;
}

/**
 * The entries of `sevalla.apps`, in their order; undefined when it is no map. A path without wildcards is a folder with
 * all that is in it.
 */
export async function readLinkParts(value: unknown): Promise<readonly PartSetting[] | undefined> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { readGlobs } = await import("./globs.ts");
  return Object.entries(value).map(([glob, app]): PartSetting => {
    const path = glob.trim().replace(/^(?:\.?\/)+|\/+$/g, "");
    // A list that only takes out is for nothing.
    const isPattern = path !== "" && !path.startsWith("!");
    const patterns = isWild(path) ? [path, `${path}/**`] : [`${path}/**`];
    const { matches, unusable } = readGlobs(isPattern ? patterns : [], "path");
    const isUsable = isPattern && unusable.length === 0;
    const depth = leading(path.split("/"));
    const part = { glob, isUsable, depth, covers: (file: string) => isUsable && matches(file) };
    return { part, setting: typeof app === "string" ? app.trim() : (JSON.stringify(app) ?? "") };
  });
}

/** The folders that a file lies in, from the outermost: paths that `sevalla.apps` takes literally. */
export function foldersAround(file: string): readonly string[] {
  const folders = file.split("/").slice(0, -1);
  return folders.map((_, index) => folders.slice(0, index + 1).join("/")).filter((path) => !isWild(path));
}

function leading(folders: readonly string[]): number {
  const wild = folders.findIndex(isWild);
  return wild < 0 ? folders.length : wild;
}
