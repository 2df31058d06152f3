import * as vscode from "vscode";
import { AccountsProvider } from "../auth/accountsProvider.ts";
import { commandIds } from "../contributions.ts";
import { t } from "../l10n.ts";
import { warnOfExpiry } from "../model/keyExpiry.ts";
import { KeyWatch } from "../model/keyWatch.ts";
import type { Memory } from "../model/pendingRollbacks.ts";
import type { Account } from "../model/session.ts";
import { tellRejections } from "../model/tellRejections.ts";
import { UnknownVersion } from "../model/unknownVersion.ts";
import { accountNames, keyInUse } from "../present/account.ts";
import { windowLock } from "../workspace/windowLock.ts";
import { tellExpiry } from "./keyExpiry.ts";
import { announceRejection } from "./keyTrouble.ts";
import { notify } from "./notify.ts";
import type { Wiring } from "./parts.ts";

/**
 * What goes on around the accounts by itself: they are in the Accounts menu, get their names, the views know of the one
 * in use, and the user is warned before a key expires.
 * @param memory what VS Code keeps for all windows
 */
export function watchAccounts(
  { client, session, store, clock, storageFolder }: Wiring,
  memory: Memory,
): vscode.Disposable {
  const lock = windowLock(storageFolder);
  const tell = (account: Account, expiresAt: number) =>
    tellExpiry(accountNames(session.accounts).get(account.id) ?? account.id, expiresAt, clock.now());
  const warn = () => warnOfExpiry({ session, clock, memory, lock, tell });
  const key = new KeyWatch({ client, session, clock, lock, warn });
  const show = () => store.setKey(keyInUse(session));
  show();
  const changes = session.onDidChangeAccounts(show);
  return vscode.Disposable.from(
    new AccountsProvider(session, () => vscode.commands.executeCommand<boolean>(commandIds.signIn)),
    key,
    changes,
    tellRejections(session, lock, announceRejection),
  );
}

/** Tells the user that VS Code's secret storage, where the key is, cannot be read. */
export function tellUnreadable(log: vscode.LogOutputChannel, error: unknown): void {
  log.error(`The secret storage could not be read: ${String(error)}`);
  if (error instanceof UnknownVersion) return void notify.error(error.message);
  const message = t(
    "VS Code's secret storage could not be read, so you are signed out of Sevalla. Nothing was changed. Sign in again, or restart VS Code.",
  );
  void notify.error(message);
}
