import { isRollback } from "../model/deployment.ts";
import type { RollbackPlan } from "../model/rollbackPlan.ts";
import { visible } from "./format.ts";

const mostNames = 4;
const undoneRollback =
  "What is live is a rollback itself: make sure that you do not bring back what it was to get rid of.";

/** One sentence for each thing to mind before a rollback, and one for what could not be found out. */
export function riskLines({ risks, live, target, isListIncomplete }: RollbackPlan): readonly string[] {
  const { isAutoDeployOn, isHibernationOn, jobs, changedVariables } = risks;
  const push = target.branch ? `push to ${visible(target.branch)}` : "new image";
  const lines = [
    isRollback(live) ? undoneRollback : undefined,
    isAutoDeployOn ? `Auto-deploy is on: the next ${push} is deployed again.` : undefined,
    jobs?.length ? `Runs before the rollout: ${names(jobs)}.` : undefined,
    changedVariables?.length
      ? `Environment variables changed since then, and kept: ${names(changedVariables)}.`
      : undefined,
    isHibernationOn ? "Hibernation is on: the app may be asleep afterwards." : undefined,
    isListIncomplete ? "Sevalla's list could not be read in full: something else may be live." : undefined,
    unknownLine(risks),
  ];
  return lines.filter((line) => line !== undefined);
}

function unknownLine(risks: RollbackPlan["risks"]): string | undefined {
  const unknown = [
    risks.isAutoDeployOn === undefined ? "whether auto-deploy is on" : undefined,
    risks.jobs === undefined ? "which jobs run before the rollout" : undefined,
    risks.changedVariables === undefined ? "which environment variables have changed" : undefined,
  ].filter((what) => what !== undefined);
  return unknown.length > 0 ? `Could not be found out: ${unknown.join(", ")}.` : undefined;
}

/** The first few names, and how many more there are. */
export function names(all: readonly string[], count = all.length): string {
  const shown = all.slice(0, mostNames);
  const list = shown.map(visible).join(", ");
  return count > shown.length ? `${list} and ${(count - shown.length).toLocaleString("en")} more` : list;
}
