import type { DeploymentId } from "../sevalla/resources.ts";

/** No answer is under way for longer, and none that is lent is older. */
const latestMs = 10 * 60_000;

/** When deployments that are read by themselves were last asked for, ms since the epoch. */
export class TakenAt {
  readonly #all = new Map<DeploymentId, number>();

  get(id: DeploymentId): number | undefined {
    return this.#all.get(id);
  }

  /** @param isShown of what is shown it must be known as of when it is, however long ago that was */
  set(id: DeploymentId, at: number, isShown: (id: DeploymentId) => boolean): void {
    for (const [one, then] of this.#all) if (at - then > latestMs && !isShown(one)) this.#all.delete(one);
    this.#all.set(id, at);
  }
}
