import * as vscode from "vscode";
import { AccountsProvider } from "../auth/accountsProvider.ts";
import { commandIds } from "../contributions.ts";
import { learnKey } from "../model/learnKey.ts";
import type { Memory } from "../model/pendingRollbacks.ts";
import { warnOfExpiry } from "./keyExpiry.ts";
import type { Wiring } from "./parts.ts";

const twelveHoursMs = 12 * 60 * 60_000;

/**
 * What goes on around the accounts by itself: they are in the Accounts menu, get their names, and the user is warned
 * before a key expires.
 * @param memory what VS Code keeps for all windows
 */
export function watchAccounts({ client, session, clock }: Wiring, memory: Memory): vscode.Disposable {
  const learn = () => void learnKey(client, session);
  let cancel = () => {};
  const look = () => {
    cancel();
    cancel = clock.after(twelveHoursMs, look);
    warnOfExpiry(session, memory, clock);
  };
  learn();
  look();
  const periods = session.onDidChange(learn);
  const changes = session.onDidChangeAccounts(look);
  return vscode.Disposable.from(
    new AccountsProvider(session, () => vscode.commands.executeCommand<boolean>(commandIds.signIn)),
    periods,
    changes,
    { dispose: () => cancel() },
  );
}
