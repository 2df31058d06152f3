import * as v from "valibot";
import type { AppSummary } from "../sevalla/resources.ts";
import type { Link } from "./link.ts";
import type { Memory } from "./pendingRollbacks.ts";

const refusedKey = "sevalla.refusedLinks";
const mostRefused = 300;
/** Each costs a request of those that a company shares, and nobody has asked for them. */
const mostApps = 50;
const putOffMs = 30 * 24 * 60 * 60_000;

const refusal = v.union([v.string(), v.object({ folder: v.string(), until: v.number() })]);
type Refusal = v.InferOutput<typeof refusal>;

/** Folders of which the user never wants to be asked again, or not for a month, by their addresses. */
export class RefusedFolders {
  readonly #memory: Memory;
  readonly #now: () => number;

  /**
   * @param memory what VS Code keeps for all workspaces
   * @param now ms since the epoch
   */
  constructor(memory: Memory, now: () => number) {
    this.#memory = memory;
    this.#now = now;
  }

  has(folder: string): boolean {
    return this.#kept().some((one) => folderOf(one) === folder);
  }

  /** Without a memory the user is asked again in another session. */
  add(folder: string, length: "forever" | "month"): void {
    const others = this.#kept().filter((one) => folderOf(one) !== folder);
    const added = length === "forever" ? folder : { folder, until: this.#now() + putOffMs };
    this.#memory.update(refusedKey, [...others, added].slice(-mostRefused)).then(undefined, () => undefined);
  }

  #kept(): readonly Refusal[] {
    const kept = this.#memory.get(refusedKey);
    const known = (Array.isArray(kept) ? kept : []).filter((one) => v.is(refusal, one));
    return known.filter((one) => typeof one === "string" || this.#isAhead(one.until));
  }

  /** A time that nobody can have meant is none: the clock was set back. */
  #isAhead(until: number): boolean {
    const ms = until - this.#now();
    return ms > 0 && ms <= putOffMs;
  }
}

function folderOf(refused: Refusal): string {
  return typeof refused === "string" ? refused : refused.folder;
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
