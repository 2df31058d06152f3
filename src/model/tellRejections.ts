import type { Lock } from "./lock.ts";
import type { Session, SessionState } from "./session.ts";
import type { Disposable } from "./signal.ts";

/**
 * Tells when Sevalla turns the key down while nobody was waiting for an answer.
 * @param lock keeps other windows, which may have found out at the same time, from telling it too
 * @param tell resolves when the user has answered
 */
export function tellRejections(session: Session, lock: Lock, tell: () => PromiseLike<void>): Disposable {
  const heed = async (state: SessionState) => {
    if (state.kind !== "rejected" || state.isTold) return;
    const release = await lock("rejected");
    if (!release) return;
    // A message that nobody has answered keeps no window from telling of the next rejection.
    const over = session.onDidChange(() => void release());
    if (session.state === state) await tell();
    over.dispose();
    await release();
  };
  void heed(session.state);
  return session.onDidChange((state) => void heed(state));
}
