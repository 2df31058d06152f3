import * as v from "valibot";
import type { DeployWish } from "../sevalla/client.ts";
import { type AppId, appIdSchema, type DeploymentId, deploymentIdSchema } from "../sevalla/resources.ts";
import { pendingMemoryKey } from "./pendingMemoryKey.ts";

/** The part of VS Code's Memento that is needed. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

interface Sent {
  /** The API address it was sent to. */
  readonly address: string;
  /** The account that it was sent with. */
  readonly accountId?: string | undefined;
  readonly appId: AppId;
  /** When it was sent, ms since the epoch. */
  readonly sentAt: number;
}

/** A rollback that was sent and has not been seen to end: enough to go on with it after a reload. */
export interface PendingRollback extends Sent {
  readonly liveId: DeploymentId;
  readonly targetId: DeploymentId;
  readonly isTargetNamed: boolean;
  readonly pauseAutoDeploy: boolean;
  readonly before: { readonly newestAt: number; readonly ids: readonly DeploymentId[] };
  /** The deployment that Sevalla made; undefined while its answer is awaited. */
  readonly startedId: DeploymentId | undefined;
}

/** A deployment that was started here and has not been seen to end. */
export interface PendingDeploy extends Sent {
  /** What was asked for. */
  readonly wish: DeployWish;
  readonly startedId: DeploymentId;
}

export type Pending = PendingRollback | PendingDeploy;

const sentMemoryKey = "sevalla.sentRollbacks";
const mostSent = 50;
/** Whoever comes back later finds it in the history. */
const freshMs = 60 * 60_000;

const sentEntries = {
  address: v.string(),
  accountId: v.optional(v.string()),
  appId: appIdSchema,
  sentAt: v.number(),
};

const pendingSchema = v.object({
  ...sentEntries,
  liveId: deploymentIdSchema,
  targetId: deploymentIdSchema,
  isTargetNamed: v.boolean(),
  pauseAutoDeploy: v.boolean(),
  before: v.object({ newestAt: v.number(), ids: v.array(deploymentIdSchema) }),
  startedId: v.optional(deploymentIdSchema),
});

const deploySchema = v.object({
  ...sentEntries,
  wish: v.object({
    branch: v.exactOptional(v.string()),
    image: v.exactOptional(v.string()),
    isRestart: v.exactOptional(v.boolean()),
  }),
  startedId: deploymentIdSchema,
});

/** Rollbacks and deployments under way, kept where a reload of the window does not reach. */
export class PendingRollbacks {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** Rollbacks sent to `address` within the last hour. What cannot be read is left out. */
  fresh(address: string, now: number): readonly PendingRollback[] {
    return this.#freshAt(address, now).filter((one) => "targetId" in one);
  }

  /** Deployments, as `fresh`. */
  freshDeploys(address: string, now: number): readonly PendingDeploy[] {
    return this.#freshAt(address, now).filter((one) => "wish" in one);
  }

  #freshAt(address: string, now: number): readonly Pending[] {
    return this.#all().filter((one) => one.address === address && isFresh(one, now));
  }

  /** Forgets what is not fresh any more, or cannot be read. */
  async forgetOld(now: number): Promise<void> {
    const fresh = this.#all().filter((one) => isFresh(one, now));
    const kept = this.#memory.get(pendingMemoryKey);
    if (kept !== undefined && (!Array.isArray(kept) || kept.length !== fresh.length)) await this.#replace(fresh);
  }

  /** Keeps it, in place of an earlier one of the same app. A memory that fails keeps nothing and stops nobody. */
  async keep(pending: Pending): Promise<void> {
    const { address, appId, startedId } = pending;
    const others = this.#all().filter((one) => one.address !== address || one.appId !== appId);
    await this.#replace([...others, pending]);
    if ("wish" in pending || !startedId || this.wasSent(startedId)) return;
    await this.#update(sentMemoryKey, [...this.#sent(), startedId].slice(-mostSent));
  }

  /** Whether the deployment is a rollback that was sent from this workspace, one of the last fifty. */
  wasSent(id: DeploymentId): boolean {
    return this.#sent().includes(id);
  }

  #sent(): readonly unknown[] {
    const kept = this.#memory.get(sentMemoryKey);
    return Array.isArray(kept) ? kept : [];
  }

  /** Forgets it, but nothing that was started for the same app since. */
  async forget({ address, appId, sentAt }: Pick<Pending, "address" | "appId" | "sentAt">): Promise<void> {
    const isMeant = (one: Pending) => one.address === address && one.appId === appId && one.sentAt === sentAt;
    await this.#replace(this.#all().filter((one) => !isMeant(one)));
  }

  #all(): readonly Pending[] {
    const kept = this.#memory.get(pendingMemoryKey);
    return (Array.isArray(kept) ? kept : []).flatMap((one: unknown): readonly Pending[] => {
      const deploy = v.safeParse(deploySchema, one);
      if (deploy.success) return [deploy.output];
      const read = v.safeParse(pendingSchema, one);
      return read.success ? [{ ...read.output, startedId: read.output.startedId }] : [];
    });
  }

  async #replace(all: readonly Pending[]): Promise<void> {
    await this.#update(pendingMemoryKey, all.length > 0 ? all : undefined);
  }

  async #update(key: string, value: unknown): Promise<void> {
    try {
      await this.#memory.update(key, value);
    } catch {
      // A rollback is more urgent than being able to go on with it after a reload.
    }
  }
}

function isFresh({ sentAt }: Pending, now: number): boolean {
  return Math.abs(now - sentAt) < freshMs;
}
