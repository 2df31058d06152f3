import type { SevallaClient } from "../sevalla/client.ts";
import { mayHaveActed, SevallaError } from "../sevalla/errors.ts";
import { largestPage } from "../sevalla/paths.ts";
import type { Deployment, DeploymentId } from "../sevalla/resources.ts";
import { type Clock, pause } from "./clock.ts";
import { isRollback, isSameRelease } from "./deployment.ts";
import type { FollowOptions, RollbackOutcome } from "./rollbackOutcome.ts";
import type { RollbackPlan } from "./rollbackPlan.ts";

const searchPauseMs = [1_000, 2_000, 4_000, 8_000];

/** By what a new deployment is told from those that were there before. All by Sevalla's clock, never by ours. */
export interface Before {
  /** When the newest deployment was created, ms since the epoch. */
  readonly newestAt: number;
  /** Those created at that time or later. */
  readonly ids: readonly DeploymentId[];
}

export function before(deployments: readonly Deployment[]): Before {
  const newestAt = Math.max(0, ...deployments.map(({ createdAt }) => createdAt));
  return { newestAt, ids: deployments.filter(({ createdAt }) => createdAt >= newestAt).map(({ id }) => id) };
}

/** Sends the one request. Answers with the new deployment, also where the answer was lost but the deployment is found. */
export async function sendRollback(
  client: SevallaClient,
  clock: Clock,
  { app, target, isTargetNamed }: Pick<RollbackPlan, "app" | "target" | "isTargetNamed">,
  known: readonly Deployment[],
  { tell, ending }: Pick<FollowOptions, "tell" | "ending">,
): Promise<Deployment | RollbackOutcome> {
  tell({ step: "sending" });
  let error: SevallaError;
  try {
    // No signal: giving up on the answer would not stop Sevalla.
    const started = await client.rollBack(app.id, isTargetNamed ? target.id : undefined);
    if (!known.some(({ id }) => id === started.id)) return started;
    error = new SevallaError("malformed", { fate: "unknown" });
  } catch (cause) {
    error = SevallaError.from(cause);
  }
  if (!mayHaveActed(error)) return { kind: "refused", error };
  tell({ step: "searching" });
  return searchRollback(client, clock, target, before(known), error, ending);
}

/** Looks for the rollback that a lost answer may have told of; `error` is why it was lost. */
export async function searchRollback(
  client: SevallaClient,
  clock: Clock,
  target: Deployment,
  { newestAt, ids }: Before,
  error: SevallaError,
  ending: AbortSignal,
): Promise<Deployment | RollbackOutcome> {
  const isNew = (one: Deployment) => isRollback(one) && one.createdAt >= newestAt && !ids.includes(one.id);
  let other: Deployment | undefined;
  for (const ms of searchPauseMs) {
    await pause(clock, ms, ending);
    const found = await client.listDeployments(target.appId, { offset: 0, limit: largestPage, signal: ending }).then(
      ({ items }) => items.filter(isNew),
      // Unreadable for now; the next look may tell.
      () => [],
    );
    const ours = found.find((one) => isSameRelease(one, target));
    if (ours) return ours;
    other = found[0] ?? other;
  }
  return { kind: "unconfirmed", error, other };
}
