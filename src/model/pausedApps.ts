import { parseAppId } from "../sevalla/ids.ts";
import type { AppId } from "../sevalla/resources.ts";
import type { Memory } from "./pendingRollbacks.ts";
import type { Disposable } from "./signal.ts";
import type { Store } from "./store.ts";

const memoryKey = "sevalla.pausedAutoDeploy";

/**
 * Keeps in `memory`, which all windows share, whose auto-deploy was paused, and takes up what it kept; what cannot be read
 * is left out. VS Code tells nobody of another window's marks: they are found with the next change of the store, and by `look`.
 */
export function keepPausedApps(memory: Memory, store: Store): Disposable & { readonly look: () => void } {
  let seen: ReadonlySet<AppId> = new Set();
  const compare = () => {
    const kept = read(memory);
    const news = [...kept].filter((id) => !seen.has(id));
    const isTakenBack = (id: AppId) => seen.has(id) && !kept.has(id);
    const pausedApps = new Set([...store.state.pausedApps, ...news].filter((id) => !isTakenBack(id)));
    // Without a memory the mark lasts until the window is closed.
    if (!isSame(pausedApps, kept)) memory.update(memoryKey, [...pausedApps]).then(undefined, () => undefined);
    seen = read(memory);
    store.update((state) => (isSame(state.pausedApps, pausedApps) ? state : { ...state, pausedApps }));
  };
  compare();
  const listening = store.onDidChange(compare);
  return { look: compare, dispose: () => listening.dispose() };
}

function read(memory: Memory): ReadonlySet<AppId> {
  const kept = memory.get(memoryKey);
  return new Set((Array.isArray(kept) ? kept : []).flatMap((id: unknown) => parseAppId(String(id)) ?? []));
}

function isSame(one: ReadonlySet<AppId>, other: ReadonlySet<AppId>): boolean {
  return one.size === other.size && [...one].every((id) => other.has(id));
}
