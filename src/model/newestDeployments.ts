import type { SevallaClient } from "../sevalla/client.ts";
import { SevallaError } from "../sevalla/errors.ts";
import { largestPage } from "../sevalla/paths.ts";
import type { AppId, Deployment, DeploymentId } from "../sevalla/resources.ts";
import { liveDeployment, previousDeployment } from "./deployment.ts";

/** A target further back than this is read by itself; a previous success further back is not looked for. */
const newestRead = 300;

export interface NewestDeployments {
  readonly deployments: readonly Deployment[];
  /** How many of what Sevalla sent were malformed and are missing: each may be what is live. */
  readonly unread: number;
}

/** The newest deployments, back to the one before the live one and, if it is named, the target. */
export async function newestDeployments(
  client: SevallaClient,
  appId: AppId,
  targetId: DeploymentId | undefined,
  signal: AbortSignal | undefined,
): Promise<NewestDeployments> {
  const deployments: Deployment[] = [];
  let unread = 0;
  for (let offset = 0; offset < newestRead; offset += largestPage) {
    const page = await client.listDeployments(appId, { offset, limit: largestPage, signal });
    deployments.push(...page.items);
    unread += page.malformed;
    const isEnough = targetId === undefined ? previousDeployment(deployments) : liveDeployment(deployments);
    if (isEnough || offset + largestPage >= page.total) break;
  }
  if (targetId !== undefined && !deployments.some(({ id }) => id === targetId)) {
    const target = await client.getDeployment(appId, targetId, signal).catch(undefinedIfMissing);
    if (target) deployments.push(target);
  }
  return { deployments, unread };
}

/** For what Sevalla does not find; any other error is thrown again. */
export function undefinedIfMissing(error: unknown): undefined {
  if (error instanceof SevallaError && error.kind === "notFound") return undefined;
  throw error;
}
