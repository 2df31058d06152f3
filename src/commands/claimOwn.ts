import type { RollbackProgress } from "../model/rollbackOutcome.ts";
import { mayTell, type TellingPorts } from "../model/toldEndings.ts";
import { windowLock } from "../workspace/windowLock.ts";
import type { Wiring } from "./parts.ts";

/** Takes the steps of what was started here, of which nobody else is to tell how it ends. */
export function claimOwn(wiring: Wiring): (step: RollbackProgress) => void {
  let isClaimed = false;
  return (step) => {
    if (isClaimed || !("deployment" in step)) return;
    isClaimed = true;
    void mayTell(tellingPorts(wiring), step.deployment.id);
  };
}

export function tellingPorts({ globalMemory, storageFolder, clock, ending }: Wiring): TellingPorts {
  return { memory: globalMemory, lock: windowLock(storageFolder), clock, ending };
}
