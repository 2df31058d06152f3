import path from "node:path";
import type { ProjectFile } from "./projectFiles.ts";

/** What a file imports: `target` is a path from the project's root for files of ours, else a package's name. */
export interface Import {
  readonly target: string;
  readonly isOurs: boolean;
  readonly isDynamic: boolean;
  /** It leaves nothing behind in the script. */
  readonly isType: boolean;
}

const statement = /^\s*(?:import|export)\b[^;"'`]*?\bfrom\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']/gm;
const call = /\b(?:import|require)\s*\(\s*["'`]([^"'`]+)["'`]/g;

/** Left to right; a folder imports only from its left. Those in one group stand side by side. */
const layers = [
  ["sevalla"],
  ["model"],
  ["present"],
  ["git", "auth", "tools", "workspace"],
  ["views", "panel", "logs"],
  ["commands"],
  ["core.ts"],
  ["extension.ts"],
] as const satisfies readonly (readonly string[])[];
const importNothing = new Set(["contributions.ts", "webview/protocol.ts", "l10n.ts"]);
const besideEachOther = new Set(["commands views"]);
const knowVsCode = new Set([
  ...["git", "auth", "tools", "workspace", "views", "panel", "logs", "commands"],
  ...["core.ts", "extension.ts"],
]);
const mayImportContributions = new Set([
  "auth",
  "tools",
  "views",
  "panel",
  "logs",
  "commands",
  "workspace",
  "extension.ts",
]);
const mayImportProtocol = new Set(["present", "panel", "commands", "webview"]);

export function importsOf({ path: from, text }: ProjectFile): readonly Import[] {
  const found = (pattern: RegExp, isDynamic: boolean) =>
    [...text.matchAll(pattern)].map((match): Import => {
      const specifier = match[1] ?? match[2] ?? "";
      const isOurs = specifier.startsWith(".");
      const target = isOurs ? path.posix.join(path.posix.dirname(from), specifier) : specifier;
      return { target, isOurs, isDynamic, isType: /^\s*(?:import|export) type\b/.test(match[0]) };
    });
  return [...found(statement, false), ...found(call, true)];
}

/** What is wrong with the imports of a file below src. Type-only imports count: they, too, make one know another. */
export function importProblems(file: ProjectFile): readonly string[] {
  const from = roomOf(file.path);
  if (!isKnown(from)) return [`${file.path} is in no layer.`];
  return importsOf(file).flatMap(({ target, isOurs }) => {
    const problem = isOurs ? oursProblem(from, target) : packageProblem(from, target);
    return problem === undefined ? [] : [`${file.path} imports ${target}: ${problem}.`];
  });
}

/** Files that somebody imports when they are first used. */
export function lazyPartsOf(files: readonly ProjectFile[]): readonly string[] {
  return files.flatMap(importsOf).flatMap(({ target, isOurs, isDynamic }) => (isOurs && isDynamic ? [target] : []));
}

/** A part that is loaded when first used must not be pulled in at the start by somebody else's import. */
export function lazyImportProblems(file: ProjectFile, lazyParts: readonly string[]): readonly string[] {
  return importsOf(file)
    .filter(({ target, isDynamic, isType }) => lazyParts.includes(target) && !isDynamic && !isType)
    .map(({ target }) => `${file.path} imports ${target} at the start.`);
}

function oursProblem(from: string, target: string): string | undefined {
  if (!target.startsWith("src/")) return "src imports only from src";
  if (!/\.tsx?$/.test(target)) return "our own files are imported with their ending";
  if (importNothing.has(from)) return "it imports nothing";
  const to = roomOf(target);
  if (to === "l10n.ts") return undefined;
  if (to === "contributions.ts")
    return allowed(mayImportContributions.has(from), "only what VS Code sees knows the ids");
  if (to === "webview/protocol.ts") return allowed(mayImportProtocol.has(from), "only both ends speak the protocol");
  if (to === "webview") return allowed(from === "webview", "the webview runs in the browser");
  if (from === "webview") return allowed(target === "src/present/format.ts", "the webview knows only the protocol");
  if (to === "extension.ts") return "nobody imports the entry point";
  return from === to ? undefined : layerProblem(from, to);
}

function layerProblem(from: string, to: string): string | undefined {
  if (besideEachOther.has(`${from} ${to}`)) return `${from} and ${to} stand side by side`;
  return allowed(layerOf(to) >= 0 && layerOf(to) < layerOf(from), `${to} is not to the left of ${from}`);
}

function packageProblem(from: string, target: string): string | undefined {
  if (importNothing.has(from)) return "it imports nothing";
  return allowed(target !== "vscode" || knowVsCode.has(from), `${from} has never heard of VS Code`);
}

function allowed(isAllowed: boolean, reason: string): string | undefined {
  return isAllowed ? undefined : reason;
}

/** The folder, or for the files that have a rule of their own, that file. */
function roomOf(file: string): string {
  const inside = file.replace(/^src\//, "");
  if (inside === "webview/protocol.ts") return inside;
  return inside.split("/")[0] ?? "";
}

function isKnown(room: string): boolean {
  return layerOf(room) >= 0 || ["contributions.ts", "l10n.ts", "webview", "webview/protocol.ts"].includes(room);
}

function layerOf(room: string): number {
  return layers.findIndex((names: readonly string[]) => names.includes(room));
}
