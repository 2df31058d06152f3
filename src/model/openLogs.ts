import { SevallaError } from "../sevalla/errors.ts";
import type { AppId, DeploymentId } from "../sevalla/resources.ts";
import { isFinished } from "./deployment.ts";
import type { Reading } from "./reading.ts";
import type { OpenDeployment, Store } from "./store.ts";

/** All of a company's windows share 30 reads of logs a minute. */
const pauseMs = 10_000;
/** How long after its end a deployment may still log something. */
const settlingMs = 60_000;
/** For a 429 that does not say how long to wait. */
const restMs = 60_000;

/** Reads the logs of deployments whose details are open. */
export class OpenLogs {
  readonly #reading: Reading;
  readonly #store: Store;
  readonly #readAt = new Map<DeploymentId, number>();
  /** The same, of those that were read without trouble. */
  readonly #goodAt = new Map<DeploymentId, number>();
  #limitedAt = Number.NEGATIVE_INFINITY;
  #limitedMs = 0;

  constructor(reading: Reading, store: Store) {
    this.#reading = reading;
    this.#store = store;
  }

  /** Reads a log, unless that was done just now. */
  read(appId: AppId, id: DeploymentId): Promise<void> {
    return this.#reading.joined(`log ${id}`, async (isCurrent) => {
      if (!this.#isDue(id)) return;
      do await this.#readNow(appId, id, isCurrent);
      while (isCurrent() && !this.#readAt.has(id) && this.#store.state.open.has(id));
    });
  }

  /** Reads a log once more: what it was read for before is not its end. */
  readEnd(appId: AppId, id: DeploymentId): Promise<void> {
    this.#readAt.delete(id);
    return this.read(appId, id);
  }

  #isDue(id: DeploymentId): boolean {
    const open = this.#store.state.open.get(id);
    if (!open || this.#since(this.#limitedAt) < this.#limitedMs) return false;
    const readAt = this.#readAt.get(id);
    if (open.log.kind === "loading" || readAt === undefined) return true;
    return this.#since(readAt) >= pauseMs && !this.#isSettled(open);
  }

  /** Whether all of a log was read, to which nothing is added any more. */
  #isSettled({ deployment, log }: OpenDeployment): boolean {
    if (!deployment || !isFinished(deployment) || log.kind !== "ready" || log.stale) return false;
    const readAt = this.#goodAt.get(deployment.id) ?? log.readAt;
    return readAt - (deployment.finishedAt ?? deployment.createdAt) >= settlingMs;
  }

  /** However the clock was set since. */
  #since(then: number): number {
    return Math.abs(this.#reading.now - then);
  }

  async #readNow(appId: AppId, id: DeploymentId, isCurrent: () => boolean): Promise<void> {
    const readAt = this.#reading.now;
    for (const known of [this.#readAt, this.#goodAt]) {
      for (const one of known.keys()) if (!this.#store.state.open.has(one)) known.delete(one);
    }
    this.#readAt.set(id, readAt);
    try {
      const { deployment } = this.#store.state.open.get(id) ?? {};
      const hasEnded = deployment && isFinished(deployment);
      const entries = await this.#reading.client.deploymentLog(appId, id, undefined, { hasEnded, reader: this });
      const open = this.#store.state.open.get(id);
      this.#goodAt.set(id, readAt);
      const known = open?.log.kind === "ready" ? open.log : undefined;
      const isNews = entries !== known?.entries || known?.stale;
      const log = { kind: "ready", entries, readAt, stale: undefined } as const;
      if (isCurrent() && open && isNews) this.#store.setOpen(id, { ...open, log });
    } catch (cause) {
      const error = SevallaError.from(cause);
      if (error.kind === "rateLimited") {
        this.#limitedAt = this.#reading.now;
        this.#limitedMs = error.retryAfterMs ?? restMs;
      }
      const open = this.#store.state.open.get(id);
      const log =
        open?.log.kind === "ready"
          ? { ...open.log, readAt: this.#goodAt.get(id) ?? open.log.readAt, stale: error }
          : ({ kind: "failed", error } as const);
      if (isCurrent() && open) this.#store.setOpen(id, { ...open, log });
      this.#reading.heed(error, isCurrent);
    }
  }
}
