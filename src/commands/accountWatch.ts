import * as vscode from "vscode";
import { AccountsProvider } from "../auth/accountsProvider.ts";
import { commandIds } from "../contributions.ts";
import { t } from "../l10n.ts";
import { learnKey } from "../model/learnKey.ts";
import type { Memory } from "../model/pendingRollbacks.ts";
import { keyInUse } from "../present/account.ts";
import { warnOfExpiry } from "./keyExpiry.ts";
import { announceRejection } from "./keyTrouble.ts";
import { notify } from "./notify.ts";
import type { Wiring } from "./parts.ts";

const twelveHoursMs = 12 * 60 * 60_000;

/**
 * What goes on around the accounts by itself: they are in the Accounts menu, get their names, the views know of the one
 * in use, and the user is warned before a key expires.
 * @param memory what VS Code keeps for all windows
 */
export function watchAccounts({ client, session, store, clock }: Wiring, memory: Memory): vscode.Disposable {
  const learn = () => void learnKey(client, session);
  let cancel = () => {};
  const look = () => {
    cancel();
    cancel = clock.after(twelveHoursMs, look);
    warnOfExpiry(session, memory, clock);
  };
  const show = () => store.setKey(keyInUse(session));
  learn();
  look();
  show();
  const periods = session.onDidChange(learn);
  const changes = [look, show].map((listener) => session.onDidChangeAccounts(listener));
  return vscode.Disposable.from(
    new AccountsProvider(session, () => vscode.commands.executeCommand<boolean>(commandIds.signIn)),
    periods,
    ...changes,
    announceRejection(session),
    { dispose: () => cancel() },
  );
}

/** Tells the user that VS Code's secret storage, where the key is, cannot be read. */
export function tellUnreadable(log: vscode.LogOutputChannel, error: unknown): void {
  log.error(`The secret storage could not be read: ${String(error)}`);
  const message = t(
    "VS Code's secret storage could not be read, so you are signed out of Sevalla. Nothing was changed. Sign in again, or restart VS Code.",
  );
  void notify.error(message);
}
