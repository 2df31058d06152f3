import type { AppId, AppSummary } from "../sevalla/resources.ts";
import { sameRepository } from "./sameRepository.ts";
import { isWild } from "./wildPath.ts";

/** How well an app goes with a folder, the best first. */
export const ranks = ["sameRepository", "similarName", "other"] as const;
export type AppRank = (typeof ranks)[number];

/** By what the app of a folder can be told. */
export interface FolderClues {
  readonly name: string;
  /** The addresses of its Git remotes. */
  readonly remotes: readonly string[];
}

type RepositoryOf = (appId: AppId) => string | undefined;

export function rankOf(app: AppSummary, clues: FolderClues, repositoryOf: RepositoryOf): AppRank {
  if (isFrom(app, clues.remotes, repositoryOf)) return "sameRepository";
  return isNamedLike(app.name, clues.name) ? "similarName" : "other";
}

/** The apps in groups, each in the order in which they are given. */
export function ranked(
  apps: readonly AppSummary[],
  clues: FolderClues,
  repositoryOf: RepositoryOf,
): readonly { readonly rank: AppRank; readonly apps: readonly AppSummary[] }[] {
  const rankById = new Map(apps.map((app) => [app.id, rankOf(app, clues, repositoryOf)]));
  return ranks
    .map((rank) => ({ rank, apps: apps.filter(({ id }) => rankById.get(id) === rank) }))
    .filter((group) => group.apps.length > 0);
}

/** From what an app is made: a repository, and the folder in it that is built. */
export interface AppSource {
  readonly repoUrl: string | undefined;
  readonly buildPath: string | undefined;
}

/** A folder in a repository: the addresses of its remotes, and the path in it, empty at its root. */
export interface RepositoryPlace {
  readonly remotes: readonly string[];
  readonly path: string;
}

/**
 * The one app that is made from this place in a repository, previews aside: the only one that is made from it and not
 * from another part of it, else the only one that is built just there. Undefined when there are several.
 */
export function onlyAppFrom(
  apps: readonly AppSummary[],
  place: RepositoryPlace | undefined,
  sourceOf: (appId: AppId) => AppSource | undefined,
): AppSummary | undefined {
  if (!place) return undefined;
  const { remotes, path } = place;
  const builtAt = ({ id }: AppSummary) => buildFolder(sourceOf(id));
  const found = appsFrom(apps, remotes, sourceOf).filter((app) => isIn(path, builtAt(app)) || isIn(builtAt(app), path));
  const here = found.length > 1 ? found.filter((app) => builtAt(app) === path) : found;
  return here.length === 1 ? here[0] : undefined;
}

/** An app and the folder that it is built from, as a path from another folder. */
export interface AppPart {
  readonly app: AppSummary;
  readonly path: string;
}

/**
 * The apps that are made from parts of this place in a repository, each from another one, previews aside. None where
 * there are fewer than two, or one part is several apps.
 */
export function appsByPart(
  apps: readonly AppSummary[],
  place: RepositoryPlace | undefined,
  sourceOf: (appId: AppId) => AppSource | undefined,
): readonly AppPart[] {
  if (!place) return [];
  const parts = appsFrom(apps, place.remotes, sourceOf).flatMap((app) => {
    const path = partWithin(sourceOf(app.id), place.path);
    return path ? [{ app, path }] : [];
  });
  const isClear = parts.length > 1 && new Set(parts.map(({ path }) => path)).size === parts.length;
  return isClear ? parts : [];
}

/**
 * The folder that an app is built from, as a path from a folder around it; undefined where that is not around it, and for
 * what `sevalla.apps` would take for a pattern.
 */
export function partWithin(source: AppSource | undefined, folder: string): string | undefined {
  const path = buildFolder(source);
  const isPart = path !== folder && isIn(path, folder);
  return isPart && !isWild(path) ? path.slice(folder === "" ? 0 : folder.length + 1) : undefined;
}

/** How many apps are made from the repository of one, previews aside, as far as is known. */
export function countNeighbours(
  apps: readonly AppSummary[],
  source: AppSource | undefined,
  sourceOf: (appId: AppId) => AppSource | undefined,
): number {
  return appsFrom(apps, source?.repoUrl ? [source.repoUrl] : [], sourceOf).length;
}

function appsFrom(
  apps: readonly AppSummary[],
  remotes: readonly string[],
  sourceOf: (appId: AppId) => AppSource | undefined,
): readonly AppSummary[] {
  return apps.filter((app) => app.type !== "previewApp" && isFrom(app, remotes, (id) => sourceOf(id)?.repoUrl));
}

function buildFolder(source: AppSource | undefined): string {
  return (source?.buildPath ?? "").replace(/^(?:\.?\/)+|^\.$|\/+$/g, "");
}

function isIn(inner: string, outer: string): boolean {
  return outer === "" || `${inner}/`.startsWith(`${outer}/`);
}

function isFrom({ id }: AppSummary, remotes: readonly string[], repositoryOf: RepositoryOf): boolean {
  const repository = repositoryOf(id);
  return repository !== undefined && remotes.some((remote) => sameRepository(remote, repository));
}

/** Whether all words of one name are in the other, or both are the same but for what is between words. */
export function isNamedLike(app: string, folder: string): boolean {
  const [a, b] = [wordsOf(app), wordsOf(folder)];
  if (a.length === 0 || b.length === 0) return false;
  const holds = (all: readonly string[], some: readonly string[]) => some.every((word) => all.includes(word));
  return holds(a, b) || holds(b, a) || a.join("") === b.join("");
}

function wordsOf(name: string): readonly string[] {
  const parted = name.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  return parted.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
