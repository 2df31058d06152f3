/** The verbs: which command runs which handler, and the one place where their errors become notifications. */
import * as vscode from "vscode";
import { commandIds } from "../contributions.ts";
import { SevallaError } from "../sevalla/errors.ts";
import { copyCommitSha, copyDeploymentId, copyImage } from "./copy.ts";
import { linkApp } from "./linkApp.ts";
import { loadMore } from "./loadMore.ts";
import { openCommit } from "./openCommit.ts";
import { openDashboard } from "./openDashboard.ts";
import { openDeployment } from "./openDeployment.ts";
import type { Parts } from "./parts.ts";
import { refresh } from "./refresh.ts";
import { rollBack, undoRollback } from "./rollBack.ts";
import { showLog } from "./showLog.ts";
import { showMenu } from "./showMenu.ts";
import { showProblem } from "./showProblem.ts";
import { signIn } from "./signIn.ts";
import { signOut } from "./signOut.ts";
import { unlinkApp } from "./unlinkApp.ts";

/** Does one thing. `argument` is what a view hands over; there is none from the command palette. */
export type Verb = (parts: Parts, argument: unknown) => Promise<void>;

const verbs: readonly (readonly [id: string, verb: Verb])[] = [
  [commandIds.signIn, signIn],
  [commandIds.signOut, signOut],
  [commandIds.refresh, refresh],
  [commandIds.linkApp, linkApp],
  [commandIds.unlinkApp, unlinkApp],
  [commandIds.rollBack, rollBack],
  [commandIds.undoRollback, undoRollback],
  [commandIds.openDeployment, openDeployment],
  [commandIds.loadMore, loadMore],
  [commandIds.openCommit, openCommit],
  [commandIds.copyCommitSha, copyCommitSha],
  [commandIds.copyImage, copyImage],
  [commandIds.copyDeploymentId, copyDeploymentId],
  [commandIds.openDashboard, openDashboard],
  [commandIds.showMenu, showMenu],
  [commandIds.showLog, showLog],
];

export function registerCommands(parts: Parts): vscode.Disposable {
  return vscode.Disposable.from(
    ...verbs.map(([id, verb]) =>
      vscode.commands.registerCommand(id, (argument: unknown) => withErrorsShown(parts, verb, argument)),
    ),
  );
}

async function withErrorsShown(parts: Parts, verb: Verb, argument: unknown): Promise<void> {
  try {
    await verb(parts, argument);
  } catch (error) {
    if (!(error instanceof SevallaError)) throw error;
    if (error.kind === "unauthorized") parts.session.reject(parts.session.state, "told");
    void showProblem(error, "Nothing was changed.");
  }
}
