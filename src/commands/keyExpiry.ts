import * as vscode from "vscode";
import { commandIds } from "../contributions.ts";
import { t } from "../l10n.ts";
import type { Clock } from "../model/clock.ts";
import { expiryToWarnOf } from "../model/keyExpiry.ts";
import type { Memory } from "../model/pendingRollbacks.ts";
import type { Session } from "../model/session.ts";
import { accountNames } from "../present/account.ts";
import { expirySentence } from "../present/keyExpiry.ts";
import { notify } from "./notify.ts";
import { openApiKeys } from "./openApiKeys.ts";

const warnedKey = "sevalla.expiryWarnings";
const mostWarned = 50;

/**
 * Warns if the key in use expires within a week, once for each key.
 * @param memory remembers, for all windows, of which keys the user was warned
 */
export function warnOfExpiry(session: Session, memory: Memory, clock: Clock): void {
  const account = session.accounts.find(({ isChosen }) => isChosen);
  if (session.state.kind !== "signedIn" || account?.expiresAt === undefined) return;
  const kept = memory.get(warnedKey);
  const warned: readonly unknown[] = Array.isArray(kept) ? kept : [];
  const mark = expiryToWarnOf(account, clock.now(), warned);
  if (mark === undefined) return;
  // Without a memory the next start warns again.
  memory.update(warnedKey, [...warned, mark].slice(-mostWarned)).then(undefined, () => undefined);
  const name = accountNames(session.accounts).get(account.id) ?? account.id;
  void tellExpiry(expirySentence(name, account.expiresAt, clock.now()));
}

async function tellExpiry(what: string): Promise<void> {
  const create = t("Create a new key");
  const answer = await notify.warning(
    [what, t("After that you are signed out. Create a new one, then sign in.")].join(" "),
    create,
  );
  if (answer !== create) return;
  await openApiKeys();
  await vscode.commands.executeCommand(commandIds.signIn);
}
