import { parseDeploymentId } from "../sevalla/ids.ts";
import type { DeploymentId } from "../sevalla/resources.ts";
import { phaseOf } from "./deployment.ts";
import type { Memory } from "./pendingRollbacks.ts";
import type { DeploymentRef } from "./ref.ts";
import { deploymentsOf, type Store } from "./store.ts";

const memoryKey = "sevalla.lookedAt";
const mostKept = 100;

/**
 * Remembers which failed deployments somebody has looked at.
 * @param memory what VS Code keeps for all windows, of whose marks it tells nobody: each look finds them
 * @param inFront the deployment whose details or log are in front
 * @returns what looks, at the start and whenever something else may be in front or may have failed
 */
export function lookAtFailures(memory: Memory, store: Store, inFront: () => DeploymentRef | undefined): () => void {
  return () => {
    const { state } = store;
    const front = inFront();
    const looked = new Set([...state.looked, ...read(memory)]);
    const isNew = front && !looked.has(front.deploymentId) && hasFailed(store, front);
    if (isNew) looked.add(front.deploymentId);
    // Without a memory the mark lasts until the window is closed.
    if (isNew) memory.update(memoryKey, [...looked].slice(-mostKept)).then(undefined, () => undefined);
    if (looked.size > state.looked.size) store.update((now) => ({ ...now, looked }));
  };
}

function hasFailed({ state }: Store, { appId, deploymentId }: DeploymentRef): boolean {
  return deploymentsOf(state, appId).some(({ id, status }) => id === deploymentId && phaseOf(status) === "failed");
}

function read(memory: Memory): readonly DeploymentId[] {
  const kept = memory.get(memoryKey);
  return (Array.isArray(kept) ? kept : []).flatMap((id: unknown) => parseDeploymentId(String(id)) ?? []);
}
