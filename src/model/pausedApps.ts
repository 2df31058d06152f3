import { parseAppId } from "../sevalla/ids.ts";
import type { Memory } from "./pendingRollbacks.ts";
import type { Disposable } from "./signal.ts";
import type { Store } from "./store.ts";

const memoryKey = "sevalla.pausedAutoDeploy";

/** Keeps in `memory` whose auto-deploy was paused, and takes up what it kept; what cannot be read is left out. */
export function keepPausedApps(memory: Memory, store: Store): Disposable {
  const kept = memory.get(memoryKey);
  const ids = (Array.isArray(kept) ? kept : []).flatMap((id: unknown) => parseAppId(String(id)) ?? []);
  for (const id of ids) store.setPaused(id, true);
  let known = store.state.pausedApps;
  return store.onDidChange(({ pausedApps }) => {
    if (pausedApps === known) return;
    known = pausedApps;
    // Without a memory the mark lasts until the window is closed.
    memory.update(memoryKey, [...pausedApps]).then(undefined, () => undefined);
  });
}
