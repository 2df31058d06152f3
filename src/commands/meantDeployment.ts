import { commandIds } from "../contributions.ts";
import { isRollback, isUnderWay, liveDeployment, targetObstacle } from "../model/deployment.ts";
import type { DeploymentRef } from "../model/ref.ts";
import { deploymentsOf, type State } from "../model/store.ts";
import type { Deployment } from "../sevalla/resources.ts";
import type { InFront } from "../workspace/workPlace.ts";
import { knownDeployment } from "./knownApps.ts";
import type { Parts } from "./parts.ts";

type Looked = Pick<Parts, "inFront"> & { readonly store: { readonly state: State } };
type IsMeant = (state: State, deployment: Deployment | undefined, view: InFront["view"]) => boolean;

const always: IsMeant = () => true;

/** Of which commands a deployment is meant because it is in front. A rollback asks for its target by itself. */
const isMeant: Readonly<Record<string, IsMeant>> = {
  [commandIds.copyCommitSha]: always,
  [commandIds.copyImage]: always,
  [commandIds.copyDeploymentId]: always,
  [commandIds.copyLink]: always,
  [commandIds.openCommit]: always,
  // What is in front already is nothing to open.
  [commandIds.openDeployment]: (_state, _deployment, view) => view === "log",
  [commandIds.openDeploymentBeside]: always,
  [commandIds.openApp]: always,
  [commandIds.openRuntimeLog]: always,
  [commandIds.openLog]: (_state, _deployment, view) => view === "details",
  [commandIds.cancelDeployment]: (_state, deployment) => deployment !== undefined && isUnderWay(deployment),
  [commandIds.copyIncidentNote]: (_state, deployment) => isRollback(deployment),
  [commandIds.previewRollback]: isTarget,
  [commandIds.planRollback]: isTarget,
  [commandIds.showUndoneCommits]: isTarget,
  [commandIds.showUndoneChanges]: isTarget,
  [commandIds.fetchUndone]: isTarget,
};

/** The deployment whose details or log are in front, where a command that names none is for it; else undefined. */
export function meantDeployment(parts: Looked, commandId: string): DeploymentRef | undefined {
  return inFrontIf(parts, isMeant[commandId] ?? (() => false));
}

/** The deployment in front, if the app can be rolled back to it as far as is known. */
export function targetInFront(parts: Looked): DeploymentRef | undefined {
  return inFrontIf(parts, isTarget);
}

function inFrontIf({ inFront, store: { state } }: Looked, isWanted: IsMeant): DeploymentRef | undefined {
  const front = inFront();
  if (!front?.deploymentId) return undefined;
  const ref = { appId: front.appId, deploymentId: front.deploymentId };
  return isWanted(state, knownDeployment(state, ref), front.view) ? ref : undefined;
}

function isTarget(state: State, deployment: Deployment | undefined): boolean {
  const live = deployment && liveDeployment(deploymentsOf(state, deployment.appId));
  return live !== undefined && deployment !== undefined && targetObstacle(deployment, live) === undefined;
}
