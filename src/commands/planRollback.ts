import { t } from "../l10n.ts";
import type { DeploymentRef } from "../model/ref.ts";
import type { RollbackObstacle, RollbackPlan } from "../model/rollbackPlan.ts";
import type { OpenPlan } from "../model/store.ts";
import { visible } from "../present/format.ts";
import { planDocument, planDocumentName } from "../present/planDocument.ts";
import { SevallaError } from "../sevalla/errors.ts";
import { appToRollBack, type RollbackChoice } from "./appToRollBack.ts";
import { showObstacle } from "./carryOut.ts";
import { withLateProgress } from "./lateProgress.ts";
import type { Parts } from "./parts.ts";

/** A dry run: what a rollback would do and send, as a read-only document. */
export async function planRollback(parts: Parts, argument: unknown): Promise<void> {
  const choice = await appToRollBack(parts, argument, t("Plan rollback"));
  const plan = choice && (await planned(parts, choice));
  if (!plan) return;
  if (plan.kind === "obstacle") return showObstacle(plan);
  const now = parts.clock.now();
  await parts.showPlanDocument(planDocumentName(plan), planDocument(plan, parts.session.address, now));
}

/** Shows what a rollback would do in the details of its target. */
export async function previewRollback(parts: Parts, argument: unknown): Promise<void> {
  const choice = await appToRollBack(parts, argument, t("Preview rollback"));
  if (!choice) return;
  const { app, targetId } = choice;
  const open = targetId && { appId: app.id, deploymentId: targetId };
  if (open && parts.store.state.open.has(open.deploymentId)) return planInPanel(parts, choice, open);
  const plan = await planned(parts, choice);
  if (plan?.kind === "obstacle") return showObstacle(plan);
  if (plan) await previewPlan(parts, plan);
}

/** Shows a plan that has been made in the details of its target. */
export async function previewPlan(parts: Parts, plan: RollbackPlan): Promise<void> {
  const ref = { appId: plan.app.id, deploymentId: plan.target.id };
  await parts.openPanel(ref);
  show(parts, ref, { kind: "planned", plan, at: parts.clock.now() });
}

/** Shows a plan where an earlier one for the same target is on screen. */
export function showOpenPlan(parts: Parts, plan: RollbackPlan): void {
  const ref = { appId: plan.app.id, deploymentId: plan.target.id };
  if (parts.store.state.open.get(plan.target.id)?.plan) {
    show(parts, ref, { kind: "planned", plan, at: parts.clock.now() });
  }
}

function planned(
  parts: Parts,
  { app, targetId }: RollbackChoice,
): Promise<RollbackPlan | RollbackObstacle | undefined> {
  return withLateProgress(t("Planning a rollback of {0}", visible(app.name)), parts.clock, parts.ending, (signal) =>
    parts.rollbacks.plan(app, targetId, signal),
  );
}

/** Plans where the user is looking already, without any other sign that it goes on. */
async function planInPanel(parts: Parts, { app, targetId }: RollbackChoice, ref: DeploymentRef): Promise<void> {
  await parts.openPanel(ref);
  show(parts, ref, { kind: "planning" });
  try {
    const plan = await parts.rollbacks.plan(app, targetId, parts.ending);
    show(parts, ref, { kind: "planned", plan, at: parts.clock.now() });
  } catch (cause) {
    const error = SevallaError.from(cause);
    show(parts, ref, { kind: "failed", error });
    throw error;
  }
}

function show({ store }: Parts, { deploymentId }: DeploymentRef, plan: OpenPlan): void {
  const open = store.state.open.get(deploymentId);
  if (open) store.setOpen(deploymentId, { ...open, plan });
}
