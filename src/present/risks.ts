import { formatCount, t } from "../l10n.ts";
import { isRollback } from "../model/deployment.ts";
import type { RollbackPlan } from "../model/rollbackPlan.ts";
import { oneLine, visible } from "./format.ts";

const mostNames = 4;

/** One sentence for each thing to mind before a rollback, and one for what could not be found out. */
export function riskLines({ risks, live, target, unread }: RollbackPlan): readonly string[] {
  const { isAutoDeployOn, isHibernationOn, jobs, changedVariables } = risks;
  const { branch } = target;
  const lines = [
    isRollback(live)
      ? t("What is live is a rollback itself: make sure that you do not bring back what it was to get rid of.")
      : undefined,
    isAutoDeployOn ? nextDeployLine(branch) : undefined,
    jobs?.length ? t("Runs before the rollout: {0}.", names(jobs)) : undefined,
    changedVariables?.length
      ? t("Environment variables changed since then, and kept: {0}.", names(changedVariables))
      : undefined,
    isHibernationOn ? t("Hibernation is on: the app may be asleep afterwards.") : undefined,
    unread > 0 ? t("Sevalla's list could not be read in full: something else may be live.") : undefined,
    unknownLine(risks),
  ];
  return lines.filter((line) => line !== undefined);
}

function nextDeployLine(branch: string | undefined): string {
  return branch
    ? t("Auto-deploy is on: the next push to {0} is deployed again.", visible(branch))
    : t("Auto-deploy is on: the next new image is deployed again.");
}

function unknownLine(risks: RollbackPlan["risks"]): string | undefined {
  const unknown = [
    risks.isAutoDeployOn === undefined ? t("whether auto-deploy is on") : undefined,
    risks.jobs === undefined ? t("which jobs run before the rollout") : undefined,
    risks.changedVariables === undefined ? t("which environment variables have changed") : undefined,
  ].filter((what) => what !== undefined);
  return unknown.length > 0 ? t("Could not be found out: {0}.", unknown.join(", ")) : undefined;
}

/** The first few names, and how many more there are. */
export function names(all: readonly string[], count = all.length): string {
  const shown = all.slice(0, mostNames);
  const list = shown.map(oneLine).join(", ");
  return count > shown.length ? t("{0} and {1} more", list, formatCount(count - shown.length)) : list;
}
