import * as vscode from "vscode";
import { ownClones } from "../model/clone.ts";
import { type CheckedOut, isPushed, type LiveCommit, liveCommit, placeOfHead } from "../model/headPlace.ts";
import type { Link } from "../model/link.ts";
import type { Disposable } from "../model/signal.ts";
import type { Store } from "../model/store.ts";
import { GitClone } from "./gitClone.ts";
import {
  type GitApi,
  type GitRepository,
  gitErrorCode,
  gitSwitch,
  openGitApi,
  repositoriesOf,
} from "./gitExtension.ts";
import { isWithin } from "./place.ts";

export interface HeadPorts {
  readonly store: Store;
  readonly currentLink: () => Link | undefined;
  /** Tells that the current link may be another. */
  readonly onDidMove: (listener: () => void) => Disposable;
  /** Somebody has pushed from the repository of these folders. */
  readonly pushed: (folders: ReadonlySet<string>) => void;
  /** Takes what went wrong. */
  readonly note: (what: string) => void;
}

/**
 * Keeps the state's `head` equal to what is checked out in the repository of the current link, and tells of pushes. It
 * listens to the Git extension, which watches repositories anyway, and asks it only when one of the two commits is
 * another.
 */
export class HeadWatch implements Disposable {
  readonly #ports: HeadPorts;
  readonly #ending = new AbortController();
  readonly #listening: Disposable[];
  readonly #watched = new Map<GitRepository, { listening: Disposable; seen: CheckedOut | undefined }>();
  #api: GitApi | undefined;
  /** What was last compared; undefined when it is to be compared anew. */
  #compared: string | undefined;

  constructor(ports: HeadPorts) {
    this.#ports = ports;
    this.#listening = [ports.store.onDidChange(() => this.look()), ports.onDidMove(() => this.look())];
    void this.#open();
  }

  dispose(): void {
    this.#ending.abort();
    for (const one of [...this.#listening, ...[...this.#watched.values()].map(({ listening }) => listening)]) {
      one.dispose();
    }
    this.#watched.clear();
  }

  /** Compares if anything is not as it was when that was last done. */
  look(): void {
    const { store, currentLink } = this.#ports;
    const live = this.#api && liveCommit(store.state, currentLink());
    const heads = [...this.#watched.keys()].map((one) => `${one.rootUri} ${one.state?.HEAD?.commit}`);
    const asked = live ? JSON.stringify([live, heads]) : "";
    if (asked === this.#compared) return;
    this.#compared = asked;
    void this.#compare(live, asked);
  }

  /** Git may be turned on while VS Code runs. */
  async #open(): Promise<void> {
    try {
      const turned = await gitSwitch();
      if (this.#ending.signal.aborted) return;
      if (turned) this.#listening.push(turned(() => void this.#attach()));
      await this.#attach();
    } catch (error) {
      this.#failed(error);
    }
  }

  async #attach(): Promise<void> {
    const api = await openGitApi(this.#ending.signal).catch(() => undefined);
    if (this.#ending.signal.aborted || this.#api || !api) return;
    this.#api = api;
    for (const event of [api.onDidOpenRepository, api.onDidCloseRepository]) {
      if (event) this.#listening.push(event(() => this.#follow(api)));
    }
    this.#follow(api);
  }

  #follow(api: GitApi): void {
    const open = repositoriesOf(api);
    for (const [known, { listening }] of this.#watched) {
      if (open.some(({ rootUri }) => rootUri.toString() === known.rootUri.toString())) continue;
      listening.dispose();
      this.#watched.delete(known);
    }
    const roots = new Set([...this.#watched.keys()].map(({ rootUri }) => rootUri.toString()));
    for (const repository of open) {
      if (roots.has(repository.rootUri.toString()) || !repository.state) continue;
      const listening = repository.state.onDidChange(() => this.#changed(repository));
      this.#watched.set(repository, { listening, seen: checkedOut(repository) });
    }
    this.look();
  }

  #changed(repository: GitRepository): void {
    const watched = this.#watched.get(repository);
    if (!watched) return;
    const now = checkedOut(repository);
    const wasPushed = now !== undefined && isPushed(watched.seen, now);
    watched.seen = now;
    if (wasPushed) this.#ports.pushed(foldersOf(repository));
    // The live commit may have been fetched.
    if (this.#ports.store.state.head?.place.kind !== "known") this.#compared = undefined;
    this.look();
  }

  async #compare(live: LiveCommit | undefined, asked: string): Promise<void> {
    try {
      const found = live && (await this.#repositoryOf(live));
      const commit = found?.state?.HEAD?.commit;
      const clone = found && new GitClone(found, this.#ending.signal);
      const place = live && clone && commit ? await placeOfHead(clone, commit, live.sha) : undefined;
      if (this.#compared !== asked || this.#ending.signal.aborted) return;
      this.#show(live, place);
    } catch (error) {
      if (this.#compared === asked) this.#show(undefined, undefined);
      this.#failed(error);
    }
  }

  #show(live: LiveCommit | undefined, place: Awaited<ReturnType<typeof placeOfHead>> | undefined): void {
    const head = live && place ? { appId: live.appId, live: live.sha, place } : undefined;
    this.#ports.store.update((state) =>
      JSON.stringify(state.head) === JSON.stringify(head) ? state : { ...state, head },
    );
  }

  /** The app's own, of several the one that is nearest around the folder; else whichever lies around the folder. */
  async #repositoryOf({ folder, repoUrl }: LiveCommit): Promise<GitRepository | undefined> {
    const all = [...this.#watched.keys()].sort((a, b) => b.rootUri.path.length - a.rootUri.path.length);
    const clones = all.map((one) => new GitClone(one, this.#ending.signal));
    const own = repoUrl === undefined ? [] : (await ownClones(clones, [repoUrl])).map(({ repository }) => repository);
    const around = (one: GitRepository) => isWithin(vscode.Uri.parse(folder), one.rootUri);
    return own.find(around) ?? own[0] ?? all.find(around);
  }

  #failed(error: unknown): void {
    if (this.#ending.signal.aborted) return;
    // Git's own words may hold an address with a password.
    const reason = gitErrorCode(error) ?? (error instanceof Error ? error.name : "unknown reason");
    this.#ports.note(`HEAD could not be compared with what is live (${reason}).`);
  }
}

function checkedOut({ state }: GitRepository): CheckedOut | undefined {
  const head = state?.HEAD;
  if (!head?.commit) return undefined;
  const { name: branch, commit, upstream } = head;
  const followed = upstream && `${upstream.remote}/${upstream.name}`;
  return { commit, branch, upstream: followed, upstreamCommit: upstream?.commit };
}

/** The workspace folders around or within a repository. */
function foldersOf({ rootUri }: GitRepository): ReadonlySet<string> {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  return new Set(folders.filter((uri) => isWithin(uri, rootUri) || isWithin(rootUri, uri)).map(String));
}
