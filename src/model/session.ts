import { type Disposable, Signal } from "./signal.ts";

/** The part of VS Code's SecretStorage that a session needs. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  onDidChange(listener: (event: { readonly key: string }) => void): Disposable;
}

/** A period with one token. A new object each time, so that an answer can be matched to the period that asked. */
export type SessionState =
  | { readonly kind: "starting" }
  | { readonly kind: "signedOut" }
  /** `isResumed` says that the token is the one of the period before. */
  | { readonly kind: "signedIn"; readonly isResumed: boolean }
  /** `isTold` says that the user was told of it where it was found. */
  | { readonly kind: "rejected"; readonly isTold: boolean };

/**
 * Holds the token of the API address in use. SecretStorage is its only home; here it lives in memory while it is used.
 * Each API address has a secret of its own, so that a key is never sent to an address it was not entered for.
 */
export class Session implements Disposable {
  readonly #secrets: Secrets;
  readonly #apiAddress: () => string;
  readonly #changed = new Signal<SessionState>();
  readonly #watch: Disposable;
  #state: SessionState = { kind: "starting" };
  #token: string | undefined;
  #reading = 0;

  constructor(secrets: Secrets, apiAddress: () => string) {
    this.#secrets = secrets;
    this.#apiAddress = apiAddress;
    this.#watch = secrets.onDidChange(({ key }) => {
      // A failing secret store leaves the session as it is: the next change is read again.
      if (key === this.#key()) this.read("again").catch(() => undefined);
    });
  }

  get state(): SessionState {
    return this.#state;
  }

  onDidChange = (listener: (state: SessionState) => void) => this.#changed.listen(listener);

  /** The token to send, or undefined when there is none that Sevalla accepts. */
  token(): string | undefined {
    return this.#state.kind === "signedIn" ? this.#token : undefined;
  }

  /** Takes up what SecretStorage holds now: at the start, and when another window signs in or out. Throws as it does. */
  async read(again?: "again"): Promise<void> {
    const reading = ++this.#reading;
    try {
      const token = await this.#secrets.get(this.#key());
      if (reading === this.#reading) this.#become(token, again);
    } catch (error) {
      if (this.#state.kind === "starting") this.#become(undefined);
      throw error;
    }
  }

  /** Forgets the token in memory and reads the one of the API address that is in use now. */
  async restart(): Promise<void> {
    this.#token = undefined;
    this.#state = { kind: "starting" };
    this.#changed.fire(this.#state);
    await this.read();
  }

  async signIn(token: string): Promise<void> {
    await this.#secrets.store(this.#key(), token);
    this.#reading++;
    this.#become(token, "again");
  }

  async signOut(): Promise<void> {
    await this.#secrets.delete(this.#key());
    this.#reading++;
    this.#become(undefined);
  }

  /**
   * Ends the period after Sevalla turned its token down. The secret stays: a gateway's mistaken 401 must not cost the
   * user their key, and a window that starts later finds out for itself.
   */
  reject(asked: SessionState, told?: "told"): void {
    if (asked !== this.#state || this.#state.kind !== "signedIn") return;
    this.#state = { kind: "rejected", isTold: told !== undefined };
    this.#changed.fire(this.#state);
  }

  dispose(): void {
    this.#watch.dispose();
  }

  #key(): string {
    return `sevalla.token@${this.#apiAddress()}`;
  }

  #become(token: string | undefined, again?: "again"): void {
    const known = this.#state.kind !== "starting" && token === this.#token;
    if (known && !(again && this.#state.kind === "rejected")) return;
    const isResumed = token === this.#token;
    this.#token = token;
    this.#state = token === undefined ? { kind: "signedOut" } : { kind: "signedIn", isResumed };
    this.#changed.fire(this.#state);
  }
}
