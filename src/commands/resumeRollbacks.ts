import { t } from "../l10n.ts";
import type { PendingRollback } from "../model/pendingRollbacks.ts";
import { progressTitle } from "../present/outcome.ts";
import { noteError } from "../sevalla/connection.ts";
import { SevallaError } from "../sevalla/errors.ts";
import { finish, withProgress } from "./carryOut.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";

/** Goes on with what was under way when the window was closed or reloaded. Nothing is sent again. */
export function resumeRollbacks(parts: Parts): void {
  for (const pending of parts.rollbacks.interrupted()) void resume(parts, pending);
  void parts.rollbacks.forgetOld();
}

async function resume(parts: Parts, pending: PendingRollback): Promise<void> {
  const asked = parts.session.state;
  try {
    const rollback = await parts.rollbacks.subjectOf(pending);
    const outcome = await withProgress(parts, progressTitle(rollback), (options) =>
      parts.rollbacks.resume(rollback, pending, options),
    );
    // Somebody else is at it already.
    if (outcome.kind !== "changed") await finish(parts, outcome, rollback, pending.pauseAutoDeploy, asked);
  } catch (error) {
    if (parts.ending.aborted) return;
    const problem = SevallaError.from(error);
    noteError(parts.log, problem);
    const again = t("Try again");
    const message = [
      t("A rollback was under way when this window was last closed, and how it goes on could not be read."),
      problem.message,
      t("Nothing was sent again."),
    ].join(" ");
    if ((await notify.warning(message, again)) === again) await resume(parts, pending);
  }
}
