/** Puts the accounts in VS Code's Accounts menu. */
import * as vscode from "vscode";
import { authenticationId } from "../contributions.ts";
import { t } from "../l10n.ts";
import type { Session } from "../model/session.ts";
import { accountNames } from "../present/account.ts";

/**
 * What VS Code, and after its question to the user another extension, may know of the accounts: which there are and
 * what they are called. The API key itself goes to nobody: it can deploy, and nothing would keep it at its API address.
 */
export class AccountsProvider implements vscode.AuthenticationProvider, vscode.Disposable {
  readonly #session: Session;
  readonly #signIn: () => PromiseLike<boolean>;
  readonly #changed = new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  readonly #disposables: vscode.Disposable[];
  #known: readonly vscode.AuthenticationSession[] = [];

  readonly onDidChangeSessions = this.#changed.event;

  /** @param signIn asks the user to sign in, and answers whether they did */
  constructor(session: Session, signIn: () => PromiseLike<boolean>) {
    this.#session = session;
    this.#signIn = signIn;
    this.#disposables = [
      vscode.authentication.registerAuthenticationProvider(authenticationId, "Sevalla", this, {
        supportsMultipleAccounts: true,
      }),
      new vscode.Disposable(() => listening.dispose()),
      this.#changed,
    ];
    const listening = session.onDidChangeAccounts(() => this.#tell());
  }

  async getSessions(
    scopes: readonly string[] | undefined,
    { account }: vscode.AuthenticationProviderSessionOptions = {},
  ): Promise<vscode.AuthenticationSession[]> {
    if (this.#session.state.kind === "starting") await this.#started();
    return this.#sessions(scopes).filter((session) => !account || session.account.id === account.id);
  }

  async createSession(scopes: readonly string[]): Promise<vscode.AuthenticationSession> {
    const isSignedIn = await this.#signIn();
    const [first] = this.#sessions(scopes);
    if (!isSignedIn || !first) throw new Error(t("The sign-in to Sevalla was cancelled."));
    return first;
  }

  async removeSession(id: string): Promise<void> {
    await this.#session.signOut(id);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  /** The one in use first. Sevalla's keys have no scopes, so whatever is asked for is as good as any. */
  #sessions(scopes: readonly string[] = []): readonly vscode.AuthenticationSession[] {
    const { accounts } = this.#session;
    const names = accountNames(accounts);
    return [...accounts]
      .sort((a, b) => Number(b.isChosen) - Number(a.isChosen))
      .map(({ id }) => ({ id, accessToken: "", account: { id, label: names.get(id) ?? id }, scopes }));
  }

  #started(): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.#session.onDidChange(({ kind }) => {
        if (kind === "starting") return;
        waiting.dispose();
        resolve();
      });
    });
  }

  #tell(): void {
    const before = this.#known;
    const now = this.#sessions();
    this.#known = now;
    const added = now.filter(({ id }) => !before.some((one) => one.id === id));
    const removed = before.filter(({ id }) => !now.some((one) => one.id === id));
    const changed = now.filter(({ id, account }) =>
      before.some((one) => one.id === id && one.account.label !== account.label),
    );
    if (added.length + removed.length + changed.length > 0) this.#changed.fire({ added, removed, changed });
  }
}
