import { createHash } from "node:crypto";
import path from "node:path";
import type { Session } from "../model/session.ts";
import type { SharedAnswers } from "../sevalla/sharedAnswers.ts";

/** What this computer's windows lend each other that use the same account at the same API address. */
export class AnswersOfWindows {
  readonly #folder: string;
  readonly #session: Session;
  #known: { readonly whose: string; readonly answers: SharedAnswers } | undefined;

  /** @param storage a folder that all of this computer's windows share */
  constructor(storage: string, session: Session) {
    this.#folder = path.join(storage, "answers");
    this.#session = session;
  }

  /** Those of the account in use; undefined when signed out. */
  current(): SharedAnswers | undefined {
    const account = this.#session.accounts.find(({ isChosen }) => isChosen);
    if (!account) return undefined;
    const whose = `${this.#session.address} ${account.id}`;
    if (this.#known?.whose !== whose) this.#known = { whose, answers: this.#answersOf(whose) };
    return this.#known.answers;
  }

  /** Forgets those of all accounts. */
  async forget(): Promise<void> {
    this.#known = undefined;
    const { forgetLentAnswers } = await import("./lentAnswers.ts");
    await forgetLentAnswers(this.#folder);
  }

  #answersOf(whose: string): SharedAnswers {
    const name = createHash("sha256").update(whose).digest("hex").slice(0, 32);
    const lent = import("./lentAnswers.ts").then(({ lentAnswers }) => lentAnswers(path.join(this.#folder, name)));
    return {
      find: async (asked, maxAgeMs) => (await lent).find(asked, maxAgeMs),
      keep: (asked, body) => void lent.then((answers) => answers.keep(asked, body)),
    };
  }
}
