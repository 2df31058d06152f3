/** The verbs: which command runs which handler, and the one place where their errors become notifications. */

import { commandIds } from "../contributions.ts";
import { t } from "../l10n.ts";
import { Deploys } from "../model/deploys.ts";
import { PendingRollbacks } from "../model/pendingRollbacks.ts";
import { Rollbacks } from "../model/rollback.ts";
import { SevallaError } from "../sevalla/errors.ts";
import type { Tools } from "../tools/toolParts.ts";
import { windowLock } from "../workspace/windowLock.ts";
import { pauseAutoDeploy, resumeAutoDeploy } from "./autoDeploy.ts";
import { cancelDeployment } from "./cancelDeployment.ts";
import { copyAppId, copyCommitSha, copyDeploymentId, copyImage, copyLink } from "./copy.ts";
import { copyIncidentNote } from "./copyIncidentNote.ts";
import { deploy, restart } from "./deploy.ts";
import { clearFilter, filterApps } from "./filterApps.ts";
import { groupByProject, listFlat } from "./groupApps.ts";
import { isStillAsked } from "./isStillAsked.ts";
import { GivenUp } from "./lateProgress.ts";
import { linkApp } from "./linkApp.ts";
import { loadMore } from "./loadMore.ts";
import { meantDeployment } from "./meantDeployment.ts";
import { openApp } from "./openApp.ts";
import { openCommit } from "./openCommit.ts";
import { openDashboard } from "./openDashboard.ts";
import { openDeployment, openDeploymentBeside } from "./openDeployment.ts";
import { openLink } from "./openLink.ts";
import { openLog } from "./openLog.ts";
import { openRuntimeLog } from "./openRuntimeLog.ts";
import type { Parts, Wiring } from "./parts.ts";
import { planRollback, previewRollback } from "./planRollback.ts";
import { refresh } from "./refresh.ts";
import { resumeRollbacks } from "./resumeRollbacks.ts";
import { rollBack, undoRollback } from "./rollBack.ts";
import { saveLog } from "./saveLog.ts";
import { showLog } from "./showLog.ts";
import { showMenu } from "./showMenu.ts";
import { showProblem } from "./showProblem.ts";
import { showSupportInfo } from "./showSupportInfo.ts";
import { signIn } from "./signIn.ts";
import { signOut } from "./signOut.ts";
import { switchAccount } from "./switchAccount.ts";
import { toolParts } from "./toolParts.ts";
import { fetchUndone, showUndoneChanges, showUndoneCommits } from "./undone.ts";
import { undoneReader } from "./undoneReader.ts";
import { unlinkApp } from "./unlinkApp.ts";

/**
 * Does one thing. `argument` is what a view hands over; there is none from the command palette. `selected` are all rows
 * that were selected with it.
 */
export type Verb = (parts: Parts, argument: unknown, selected?: unknown) => Promise<unknown>;

const verbs: readonly (readonly [commandId: string, verb: Verb])[] = [
  [commandIds.signIn, signIn],
  [commandIds.signOut, signOut],
  [commandIds.switchAccount, switchAccount],
  [commandIds.refresh, refresh],
  [commandIds.filterApps, filterApps],
  [commandIds.clearFilter, clearFilter],
  [commandIds.groupByProject, groupByProject],
  [commandIds.listFlat, listFlat],
  [commandIds.linkApp, linkApp],
  [commandIds.unlinkApp, unlinkApp],
  [commandIds.rollBack, rollBack],
  [commandIds.undoRollback, undoRollback],
  [commandIds.previewRollback, previewRollback],
  [commandIds.planRollback, planRollback],
  [commandIds.deploy, deploy],
  [commandIds.restart, restart],
  [commandIds.cancelDeployment, cancelDeployment],
  [commandIds.openApp, openApp],
  [commandIds.pauseAutoDeploy, pauseAutoDeploy],
  [commandIds.resumeAutoDeploy, resumeAutoDeploy],
  [commandIds.copyIncidentNote, copyIncidentNote],
  [commandIds.openDeployment, openDeployment],
  [commandIds.openDeploymentBeside, openDeploymentBeside],
  [commandIds.openLog, openLog],
  [commandIds.openRuntimeLog, openRuntimeLog],
  [commandIds.saveLog, saveLog],
  [commandIds.loadMore, loadMore],
  [commandIds.openCommit, openCommit],
  [commandIds.showUndoneCommits, showUndoneCommits],
  [commandIds.showUndoneChanges, showUndoneChanges],
  [commandIds.fetchUndone, fetchUndone],
  [commandIds.copyCommitSha, copyCommitSha],
  [commandIds.copyImage, copyImage],
  [commandIds.copyDeploymentId, copyDeploymentId],
  [commandIds.copyAppId, copyAppId],
  [commandIds.copyLink, copyLink],
  [commandIds.openDashboard, openDashboard],
  [commandIds.showMenu, showMenu],
  [commandIds.showLog, showLog],
  [commandIds.showSupportInfo, showSupportInfo],
];

export interface Verbs {
  /** Runs the verb of a command and answers what that answers. */
  run(commandId: string, argument: unknown, selected?: unknown): Promise<unknown>;
  /** Goes on with what a reload has interrupted. */
  resumeRollbacks(): void;
  readonly openLink: typeof openLink;
  /** The tools for language models, loaded when first called. */
  tools(): Promise<Tools>;
}

/** Gives the verbs what they work with. */
export function openVerbs(wiring: Wiring): Verbs {
  const { client, session, reader, clock, workspaceMemory, storageFolder } = wiring;
  const readUndone = undoneReader(wiring);
  const pending = new PendingRollbacks(workspaceMemory);
  const lock = windowLock(storageFolder);
  const rollbacks = new Rollbacks({ client, session, reader, clock, readUndone, pending, lock });
  const deploys = new Deploys({ client, session, reader, clock, pending, lock });
  const parts: Parts = { ...wiring, rollbacks, deploys };
  const byId = new Map(verbs);
  let tools: Promise<Tools> | undefined;
  return {
    async run(commandId, argument, selected) {
      const verb = byId.get(commandId);
      // The title of an editor hands over an address, which of details says nothing.
      const isOfEditor = typeof argument === "object" && argument !== null && "scheme" in argument;
      const isOfNothing = isOfEditor || (argument === undefined && selected === undefined);
      const meant = (isOfNothing ? meantDeployment(parts, commandId) : undefined) ?? argument;
      return verb && withErrorsShown(parts, () => verb(parts, meant, selected));
    },
    resumeRollbacks: () => resumeRollbacks(parts),
    openLink,
    tools() {
      tools ??= import("../tools/tools.ts").then(({ openTools }) => openTools(toolParts(parts)));
      return tools;
    },
  };
}

async function withErrorsShown(parts: Parts, run: () => Promise<unknown>): Promise<unknown> {
  const { session } = parts;
  const before = session.state;
  try {
    return await run();
  } catch (error) {
    if (error instanceof GivenUp) return undefined;
    if (!(error instanceof SevallaError)) throw error;
    parts.lastErrors.note(error, parts.clock.now());
    const { state } = session;
    // Something else was refused in the meantime, and the user has just been told so.
    const isAnnounced = before.kind === "signedIn" && state.kind === "rejected";
    if (error.kind === "unauthorized") {
      if (isAnnounced) return undefined;
      // It is the key of then that was turned down, and nobody's fault that another one is used by now.
      if (before.kind === "signedIn" && !isStillAsked(parts, before, t("Nothing was changed."))) return undefined;
      session.reject(state, "told");
    }
    void showProblem(error, t("Nothing was changed."));
    return undefined;
  }
}
