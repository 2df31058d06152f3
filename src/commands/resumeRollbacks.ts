import { t } from "../l10n.ts";
import type { PendingDeploy, PendingRollback } from "../model/pendingRollbacks.ts";
import { deployTitle } from "../present/deploy.ts";
import { progressTitle } from "../present/outcome.ts";
import { noteError } from "../sevalla/connection.ts";
import { SevallaError } from "../sevalla/errors.ts";
import { finish, withProgress } from "./carryOut.ts";
import { finishDeploy } from "./deployApp.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";

const rollbackLost = () =>
  t("A rollback was under way when this window was last closed, and how it goes on could not be read.");
const deploymentLost = () =>
  t("A deployment was under way when this window was last closed, and how it goes on could not be read.");

/** Goes on with what was under way when the window was closed or reloaded. Nothing is sent again. */
export function resumeRollbacks(parts: Parts): void {
  const { rollbacks, deploys } = parts;
  for (const pending of rollbacks.interrupted()) void goOn(parts, () => followRollback(parts, pending), rollbackLost);
  for (const pending of deploys.interrupted()) void goOn(parts, () => followDeploy(parts, pending), deploymentLost);
  void rollbacks.forgetOld();
}

async function followRollback(parts: Parts, pending: PendingRollback): Promise<void> {
  const asked = parts.session.state;
  const rollback = await parts.rollbacks.subjectOf(pending);
  const outcome = await withProgress(parts, progressTitle(rollback), (options) =>
    parts.rollbacks.resume(rollback, pending, options),
  );
  // Somebody else is at it already.
  if (outcome.kind !== "changed") await finish(parts, outcome, rollback, pending.pauseAutoDeploy, asked);
}

async function followDeploy(parts: Parts, pending: PendingDeploy): Promise<void> {
  const asked = parts.session.state;
  const { appId, wish } = pending;
  const app = await parts.client().getApp(appId);
  const outcome = await withProgress(parts, deployTitle(app, wish), (options) =>
    parts.deploys.resume(pending, options),
  );
  if (outcome.kind !== "busy") await finishDeploy(parts, outcome, app, wish, asked);
}

async function goOn(parts: Parts, follow: () => Promise<void>, lost: () => string): Promise<void> {
  try {
    await follow();
  } catch (error) {
    if (parts.ending.aborted) return;
    const problem = SevallaError.from(error);
    noteError(parts.log, problem);
    const again = t("Try again");
    const message = [lost(), problem.message, t("Nothing was sent again.")].join(" ");
    if ((await notify.warning(message, again)) === again) await goOn(parts, follow, lost);
  }
}
