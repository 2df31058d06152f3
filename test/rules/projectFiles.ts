import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A file of the project. The path is from the project's root, with forward slashes. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

/** The files below a folder of the project that we wrote and whose names end so. */
export function projectFiles(folder: string, ...endings: readonly string[]): readonly ProjectFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return isOurs(entry.name) ? projectFiles(name, ...endings) : [];
    return endings.some((ending) => name.endsWith(ending)) ? [projectFile(name)] : [];
  });
}

export function projectFile(name: string): ProjectFile {
  return { path: name, text: readFileSync(path.join(process.cwd(), name), "utf8") };
}

function isOurs(folder: string): boolean {
  return folder !== "node_modules" && !folder.startsWith(".");
}
