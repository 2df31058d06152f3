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
  /** The API address that the token was entered for. */
  #address = "";
  #reading = 0;

  constructor(secrets: Secrets, apiAddress: () => string) {
    this.#secrets = secrets;
    this.#apiAddress = apiAddress;
    this.#watch = secrets.onDidChange(({ key }) => {
      // A failing secret store leaves the session as it is: the next change is read again.
      if (key === keyOf(this.#apiAddress())) this.read("again").catch(() => undefined);
    });
  }

  get state(): SessionState {
    return this.#state;
  }

  onDidChange = (listener: (state: SessionState) => void) => this.#changed.listen(listener);

  /** The API address that a key entered now is for. */
  get address(): string {
    return this.#apiAddress();
  }

  /** The token for an API address, or undefined when there is none that Sevalla accepts there. */
  token(address: string): string | undefined {
    return this.#state.kind === "signedIn" && address === this.#address ? this.#token : undefined;
  }

  /** Takes up what SecretStorage holds now: at the start, and when another window signs in or out. Throws as it does. */
  async read(again?: "again"): Promise<void> {
    const reading = ++this.#reading;
    const address = this.#apiAddress();
    try {
      const token = await this.#secrets.get(keyOf(address));
      if (reading === this.#reading) this.#become(address, token, again);
    } catch (error) {
      if (this.#state.kind === "starting") this.#become(address, undefined);
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

  /** @param address the API address at which the token was found to be good */
  async signIn(token: string, address: string): Promise<void> {
    await this.#secrets.store(keyOf(address), token);
    this.#become(address, token, "again");
  }

  async signOut(): Promise<void> {
    const address = this.#apiAddress();
    await this.#secrets.delete(keyOf(address));
    this.#become(address, undefined);
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

  #become(address: string, token: string | undefined, again?: "again"): void {
    // Settings may have changed while the storage was asked: what it said is then about another address.
    if (address !== this.#apiAddress()) return;
    // Whatever is still being read is older than this.
    this.#reading++;
    const isSame = address === this.#address && token === this.#token;
    if (isSame && this.#state.kind !== "starting" && !(again && this.#state.kind === "rejected")) return;
    this.#address = address;
    this.#token = token;
    this.#state = token === undefined ? { kind: "signedOut" } : { kind: "signedIn", isResumed: isSame };
    this.#changed.fire(this.#state);
  }
}

function keyOf(address: string): string {
  return `sevalla.token@${address}`;
}
