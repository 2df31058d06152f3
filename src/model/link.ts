import type { AppId } from "../sevalla/resources.ts";

/** A workspace folder and what its `sevalla.app` setting says. */
export interface Link {
  readonly folder: { readonly uri: string; readonly name: string };
  /** The setting as written; kept to be able to say what is wrong with it. */
  readonly setting: string;
  /** Undefined when the setting is not an app id. */
  readonly appId: AppId | undefined;
}

export function linkedAppIds(links: readonly Link[]): readonly AppId[] {
  return [...new Set(links.flatMap((link) => link.appId ?? []))];
}

export function foldersLinkedTo(links: readonly Link[], appId: AppId): readonly Link["folder"][] {
  return links.filter((link) => link.appId === appId).map((link) => link.folder);
}
