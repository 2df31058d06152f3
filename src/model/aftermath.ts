import type { SevallaClient } from "../sevalla/client.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { liveDeployment, phaseOf } from "./deployment.ts";
import { lastErrors } from "./logErrors.ts";
import { newestDeployments } from "./newestDeployments.ts";

const mostErrors = 3;
const wholeLog = { isQuick: true, hasEnded: true };

/** How things stand after a deployment has ended. */
export interface Aftermath {
  /** What serves the app now; undefined when it could not be read. */
  readonly live: Deployment | undefined;
  /** The last errors of the log of a deployment that did not succeed, oldest first. */
  readonly errors: readonly string[];
}

/** Reads how things stand. Rejects only when `ending` is aborted. */
export async function readAftermath(
  client: SevallaClient,
  { appId, id, status }: Deployment,
  ending: AbortSignal,
): Promise<Aftermath> {
  const [newest, log] = await Promise.all([
    newestDeployments(client, appId, undefined, ending).catch(() => undefined),
    phaseOf(status) === "succeeded" ? [] : client.deploymentLog(appId, id, ending, wholeLog).catch(() => []),
  ]);
  // Nobody can be told any more: it is gone on with after the reload.
  ending.throwIfAborted();
  const live = newest?.unread === 0 ? liveDeployment(newest.deployments) : undefined;
  return { live, errors: lastErrors(log, mostErrors) };
}
