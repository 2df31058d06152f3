import type { FinishedRollback } from "../../src/model/rollbackOutcome.ts";
import type { RollbackPlan } from "../../src/model/rollbackPlan.ts";
import type { Deployment } from "../../src/sevalla/resources.ts";
import { aDeployment, anApp, hour, noon } from "./builders.ts";

const live = aDeployment("bad", { commitSha: "bad0000".padEnd(40, "0"), commitMessage: "New totals" });
const target = aDeployment("good", {
  commitSha: "900d000".padEnd(40, "0"),
  commitMessage: "Gift cards",
  createdAt: noon - 5 * hour,
});

/** A plan for the app "shop", from "New totals" (bad0000) back to "Gift cards" (900d000), with nothing to mind. */
export const aPlan: RollbackPlan = {
  kind: "plan",
  app: anApp("shop"),
  live,
  target,
  isTargetNamed: false,
  risks: { isAutoDeployOn: false, isHibernationOn: false, jobs: [], changedVariables: [] },
  unread: 0,
  undone: undefined,
};

/** The deployment by which it was carried out. */
export const aRollback = aDeployment("rollback", { ...target, trigger: "ROLLBACK_DEPLOYMENT", createdAt: noon });

/** The end of it: by default it succeeded as asked. */
export function finishedAs(deployment: Deployment, facts: Partial<FinishedRollback> = {}): FinishedRollback {
  return {
    kind: "finished",
    deployment,
    isTarget: true,
    wasCancelRequested: false,
    cancelError: undefined,
    autoDeploy: { kind: "untouched" },
    live: deployment.status === "success" ? deployment : live,
    errors: [],
    ...facts,
  };
}
