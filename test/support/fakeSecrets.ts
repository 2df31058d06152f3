import { Signal } from "../../src/model/signal.ts";
import type { Secrets } from "../../src/model/storedAccounts.ts";

/** The secret storage of one computer. Each window sees it through an object of its own. */
export class FakeSecrets implements Secrets {
  readonly stored = new Map<string, string>();
  readonly #changed = new Signal<{ readonly key: string }>();
  /** Set to have every call fail, as a locked keychain does. */
  failure: Error | undefined;

  async get(key: string): Promise<string | undefined> {
    this.#check();
    return this.stored.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    this.#check();
    this.stored.set(key, value);
    this.#changed.fire({ key });
  }

  async delete(key: string): Promise<void> {
    this.#check();
    this.stored.delete(key);
    this.#changed.fire({ key });
  }

  onDidChange(listener: (event: { readonly key: string }) => void) {
    return this.#changed.listen(listener);
  }

  #check(): void {
    if (this.failure) throw this.failure;
  }
}
