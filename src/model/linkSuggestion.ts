import type { AppSummary } from "../sevalla/resources.ts";
import type { Link } from "./link.ts";
import type { Memory } from "./pendingRollbacks.ts";

const refusedKey = "sevalla.refusedLinks";
const mostRefused = 300;
/** Each costs a request of those that a company shares, and nobody has asked for them. */
const mostApps = 50;

/** Folders of which the user never wants to be asked again, by their addresses. */
export class RefusedFolders {
  readonly #memory: Memory;

  /** @param memory what VS Code keeps for all workspaces */
  constructor(memory: Memory) {
    this.#memory = memory;
  }

  has(folder: string): boolean {
    return this.#kept().includes(folder);
  }

  /** Without a memory the user is asked again in another session. */
  add(folder: string): void {
    const kept = [...this.#kept().filter((one) => one !== folder), folder].slice(-mostRefused);
    this.#memory.update(refusedKey, kept).then(undefined, () => undefined);
  }

  #kept(): readonly unknown[] {
    const kept = this.#memory.get(refusedKey);
    return Array.isArray(kept) ? kept : [];
  }
}

/** The folders for which an app may be suggested: those that are linked to none, in whole or in part. */
export function foldersToSuggestFor<F extends { readonly uri: { toString(): string } }>(
  folders: readonly F[],
  links: readonly Link[],
  refused: RefusedFolders,
): readonly F[] {
  return folders.filter(({ uri }) => {
    const address = uri.toString();
    return !links.some(({ folder }) => folder.uri === address) && !refused.has(address);
  });
}

/** The apps among which the one of a folder is looked for; none where that would take too many requests. */
export function appsToSuggest(apps: readonly AppSummary[]): readonly AppSummary[] {
  const made = apps.filter(({ type, source }) => type !== "previewApp" && source !== "dockerImage");
  return made.length > mostApps ? [] : made;
}
