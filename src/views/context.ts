import * as vscode from "vscode";
import { contextKeys } from "../contributions.ts";
import { isFiltering } from "../model/filter.ts";
import type { Session } from "../model/session.ts";
import type { Disposable } from "../model/signal.ts";
import type { State, Store } from "../model/store.ts";

/** Keeps the context keys, by which package.json shows and hides things, equal to the state. */
export function keepContext(store: Store, session: Session): Disposable {
  const known = new Map<string, unknown>();
  const set = (key: string, value: unknown) => {
    if (known.get(key) === value) return;
    known.set(key, value);
    void vscode.commands.executeCommand("setContext", key, value);
  };
  const tell = (state: State) => {
    set(contextKeys.account, accountContext(state));
    set(contextKeys.linked, state.links.length > 0);
    set(contextKeys.filtered, isFiltering(state.filter));
    set(contextKeys.grouped, state.grouping.isByProject);
  };
  const count = () => set(contextKeys.accounts, session.accounts.length);
  tell(store.state);
  count();
  return vscode.Disposable.from(store.onDidChange(tell), session.onDidChangeAccounts(count));
}

function accountContext({ account }: State): string {
  if (account.kind !== "ready") return account.kind;
  if (account.apps.length > 0) return "ready";
  return account.isPartial ? "loading" : "empty";
}
