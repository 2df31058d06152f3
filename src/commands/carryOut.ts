import * as vscode from "vscode";
import { commandIds } from "../contributions.ts";
import { t } from "../l10n.ts";
import type { DeployOutcome } from "../model/deploys.ts";
import type { RollbackSubject } from "../model/rollback.ts";
import type { FollowOptions, RollbackOutcome, RollbackProgress } from "../model/rollbackOutcome.ts";
import type { RollbackObstacle, RollbackPlan } from "../model/rollbackPlan.ts";
import type { SessionState } from "../model/session.ts";
import { inert } from "../present/format.ts";
import { outcomeWords, progressTitle, progressWords } from "../present/outcome.ts";
import { obstacleWords } from "../present/plan.ts";
import { pauseAsAgreed } from "./autoDeploy.ts";
import { claimOwn } from "./claimOwn.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { type Subject, tellOutcome } from "./tellOutcome.ts";

/** Sends an agreed plan, shows how it goes and how it ended, and answers that. */
export async function carryOut(parts: Parts, plan: RollbackPlan, pauseAutoDeploy: boolean): Promise<RollbackOutcome> {
  const asked = parts.session.state;
  const outcome = await withProgress(parts, progressTitle(plan), (options) =>
    parts.rollbacks.run(plan, { ...options, pauseAutoDeploy }),
  );
  await finish(parts, outcome, plan, pauseAutoDeploy, asked);
  return outcome;
}

/** Shows how a rollback or a deployment goes while `work` is under way, with a way to cancel it. */
export function withProgress<T>(
  parts: Parts,
  title: string,
  work: (options: FollowOptions) => Promise<T>,
): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: inert(title), cancellable: true },
    (progress, cancellation) => {
      const cancel = new AbortController();
      cancellation.onCancellationRequested(() => cancel.abort());
      const claim = claimOwn(parts);
      const tell = (step: RollbackProgress) => {
        claim(step);
        progress.report({ message: inert(progressWords(step)) });
      };
      return work({ tell, cancel: cancel.signal, ending: parts.ending });
    },
  );
}

/**
 * Says how a rollback ended and has the views show it.
 * @param asked the session that it was carried out or followed in
 */
export async function finish(
  parts: Parts,
  outcome: RollbackOutcome,
  rollback: RollbackSubject,
  wasPauseWished: boolean,
  asked: SessionState,
): Promise<void> {
  if (wasTurnedDown(outcome)) parts.session.reject(asked, "told");
  if ("autoDeploy" in outcome && outcome.autoDeploy.kind === "paused") parts.store.setPaused(rollback.app.id, true);
  if (outcome.kind === "finished") void parts.effects.follow(outcome.deployment);
  const pause = () => pauseAsAgreed(parts, rollback.app);
  void tellOutcome(outcomeWords(outcome, rollback, wasPauseWished), { ...subjectOf(outcome, rollback), pause });
  await parts.reader.readHistory(rollback.app.id);
}

/** Whether it ended, or cannot be followed any more, because Sevalla turned the key down. */
export function wasTurnedDown(outcome: RollbackOutcome | DeployOutcome): boolean {
  return (outcome.kind === "refused" || outcome.kind === "lost") && outcome.error?.kind === "unauthorized";
}

/** Says why there is nothing to roll back. */
export async function showObstacle(obstacle: RollbackObstacle): Promise<void> {
  const running = obstacle.reason === "underWay" ? obstacle.deployment : undefined;
  const details = running ? [t("View details")] : [];
  const answer = await notify.warning(obstacleWords(obstacle), ...details);
  if (answer && running) openDetails({ appId: running.appId, deploymentId: running.id });
}

function subjectOf(outcome: RollbackOutcome, { app, live, target, isTargetNamed }: RollbackSubject): Subject {
  const now = outcome.kind === "changed" && "deployment" in outcome.now ? outcome.now.deployment : live;
  const shown = "deployment" in outcome ? outcome.deployment : now;
  const again = isTargetNamed ? { appId: app.id, deploymentId: target.id } : { appId: app.id };
  return { appId: app.id, shown, again };
}

function openDetails(ref: { readonly appId: string; readonly deploymentId: string }): void {
  void vscode.commands.executeCommand(commandIds.openDeployment, ref);
}
