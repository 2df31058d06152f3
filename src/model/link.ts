import type { AppId } from "../sevalla/resources.ts";

/** A workspace folder, or a part of it, and what its settings say. */
export interface Link {
  readonly folder: { readonly uri: string; readonly name: string };
  /** The setting as written; kept to be able to say what is wrong with it. */
  readonly setting: string;
  /** Undefined when the setting is not an app id. */
  readonly appId: AppId | undefined;
  /** Which of the folder's files it is for, where `sevalla.apps` says so. The link of `sevalla.app` has none. */
  readonly part?: LinkPart;
  /** The setting `sevalla.apps` is no map from paths to apps, so nothing can be told from it. */
  readonly isUnreadable?: boolean;
}

/** An entry of `sevalla.apps`. */
export interface LinkPart {
  /** As written. */
  readonly glob: string;
  readonly isUsable: boolean;
  /** How many folders it names before its first wildcard: the more, the more it is meant. */
  readonly depth: number;
  /** @param path a file's, from the folder, with slashes */
  covers(path: string): boolean;
}

export function linkedAppIds(links: readonly Link[]): readonly AppId[] {
  return [...new Set(links.flatMap((link) => link.appId ?? []))];
}

export function foldersLinkedTo(links: readonly Link[], appId: AppId): readonly Link["folder"][] {
  return links
    .filter((link) => link.appId === appId)
    .map(({ folder, part }) => (part ? { ...folder, name: `${folder.name}/${part.glob}` } : folder));
}

/**
 * The link of a file: the entry of `sevalla.apps` that says most about where it is, of equal ones the first, else the
 * folder's `sevalla.app`. Where an entry cannot be read, that is answered before nothing is.
 */
export function linkOfFile(links: readonly Link[], folder: string, path: string): Link | undefined {
  const own = links.filter((link) => link.folder.uri === folder);
  const [nearest] = own
    .filter(({ part }) => part?.covers(path))
    .sort((a, b) => (b.part?.depth ?? 0) - (a.part?.depth ?? 0));
  return nearest ?? own.find(({ part }) => !part) ?? own.find(({ part }) => part && !part.isUsable);
}
