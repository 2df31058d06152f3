import { t } from "../l10n.ts";
import type { Pending, PendingDeploy, PendingRollback } from "../model/pendingRollbacks.ts";
import { deployTitle } from "../present/deploy.ts";
import { progressTitle } from "../present/outcome.ts";
import { noteError } from "../sevalla/connection.ts";
import { SevallaError, type SevallaErrorKind } from "../sevalla/errors.ts";
import { finish, withProgress } from "./carryOut.ts";
import { finishDeploy } from "./deployApp.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";

const rollbackLost = () => t("A rollback that was sent from here was under way, and how it goes on could not be read.");
const deploymentLost = () =>
  t("A deployment that was started from here was under way, and how it goes on could not be read.");

/** Goes on with what was under way when the window was closed or reloaded. Nothing is sent again. */
export function resumeRollbacks(parts: Parts): void {
  const { rollbacks, deploys } = parts;
  const sent = { all: () => rollbacks.interrupted(), follow: followRollback, lost: rollbackLost };
  const started = { all: () => deploys.interrupted(), follow: followDeploy, lost: deploymentLost };
  for (const pending of sent.all()) void goOn(parts, pending, sent);
  for (const pending of started.all()) void goOn(parts, pending, started);
  void rollbacks.forgetOld();
}

interface Interrupted<P> {
  readonly all: () => readonly P[];
  readonly follow: (parts: Parts, pending: P) => Promise<void>;
  readonly lost: () => string;
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

async function goOn<P extends Pending>(parts: Parts, pending: P, interrupted: Interrupted<P>): Promise<void> {
  try {
    await interrupted.follow(parts, pending);
  } catch (error) {
    if (parts.ending.aborted) return;
    const problem = SevallaError.from(error);
    noteError(parts.log, problem);
    if (isOfAnother(parts, pending) && hidden.has(problem.kind)) return;
    const again = t("Try again");
    const message = [interrupted.lost(), problem.message, t("Nothing was sent again.")].join(" ");
    if ((await notify.warning(message, again)) !== again) return;
    // Somebody may have followed it to its end since.
    const still = interrupted.all().find(({ appId, sentAt }) => appId === pending.appId && sentAt === pending.sentAt);
    if (still) await goOn(parts, still, interrupted);
  }
}

/** How Sevalla answers those who ask for another account's apps. */
const hidden: ReadonlySet<SevallaErrorKind> = new Set(["notFound", "forbidden"]);

/** It then waits until that account is used again. */
function isOfAnother({ session }: Parts, { accountId }: Pending): boolean {
  return accountId !== undefined && accountId !== session.accountId;
}
