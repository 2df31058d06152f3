import { createHash } from "node:crypto";
import path from "node:path";
import type { Session } from "../model/session.ts";
import type { SharedAnswers } from "../sevalla/sharedAnswers.ts";

/** What this computer's windows lend each other that use the same account at the same API address. */
export class AnswersOfWindows {
  readonly #folder: string;
  readonly #session: Session;
  #known: { readonly whose: string; readonly answers: SharedAnswers; forget(): Promise<void> } | undefined;
  #accounts: readonly string[] = [];

  /** @param storage a folder that all of this computer's windows share */
  constructor(storage: string, session: Session) {
    this.#folder = path.join(storage, "answers");
    this.#session = session;
    session.onDidChangeAccounts(() => this.#forgetGone());
  }

  /** Those of the account in use; undefined when signed out. */
  current(): SharedAnswers | undefined {
    const account = this.#session.accounts.find(({ isChosen }) => isChosen);
    if (!account) return undefined;
    const whose = this.#whose(account.id);
    if (this.#known?.whose !== whose) this.#known = { whose, ...this.#answersOf(whose) };
    return this.#known.answers;
  }

  /** Forgets those of all accounts. */
  async forget(): Promise<void> {
    const known = this.#known;
    this.#known = undefined;
    await known?.forget();
    const { forgetLentAnswers } = await import("./lentAnswers.ts");
    await forgetLentAnswers(this.#folder);
  }

  /** An account that is signed out of leaves nothing behind, whether it was in use or not. */
  #forgetGone(): void {
    const left = new Set(this.#session.accounts.map(({ id }) => this.#whose(id)));
    const gone = this.#accounts.filter((whose) => !left.has(whose));
    this.#accounts = [...left];
    for (const whose of gone) {
      if (this.#known?.whose !== whose) void this.#answersOf(whose).forget();
      else void this.#known.forget();
      if (this.#known?.whose === whose) this.#known = undefined;
    }
  }

  #whose(id: string): string {
    return `${this.#session.address} ${id}`;
  }

  #answersOf(whose: string) {
    const name = createHash("sha256").update(whose).digest("hex").slice(0, 32);
    const lent = import("./lentAnswers.ts").then(({ lentAnswers }) => lentAnswers(path.join(this.#folder, name)));
    const answers: SharedAnswers = {
      find: async (asked, maxAgeMs) => (await lent).find(asked, maxAgeMs),
      keep: (asked, answer) => void lent.then((known) => known.keep(asked, answer)),
    };
    return { answers, forget: async () => (await lent).forget() };
  }
}
