import { type Change, isAmong } from "../sevalla/change.ts";
import { type Accounts, chosenAccount, type KeyFacts, noAccounts } from "./accounts.ts";
import { type Disposable, Signal } from "./signal.ts";
import { type AccountChange, changeStored, isAbout, readStored, type Secrets } from "./storedAccounts.ts";

/** A period with one token. A new object each time, so that an answer can be matched to the period that asked. */
export type SessionState =
  | { readonly kind: "starting" }
  | { readonly kind: "signedOut" }
  /** `isResumed` says that the token is the one of the period before. */
  | { readonly kind: "signedIn"; readonly isResumed: boolean }
  /** `isTold` says that the user was told of it where it was found. */
  | { readonly kind: "rejected"; readonly isTold: boolean };

/** An account as everybody may know it: without its token. */
export interface Account {
  readonly id: string;
  /** The API key's name; undefined until Sevalla was asked for it. */
  readonly name: string | undefined;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number | undefined;
  /** Whether it is the one in use. */
  readonly isChosen: boolean;
}

/** Why accounts are taken up: at the start, because somebody signed in here, or because the storage has changed. */
type Occasion = "start" | "signIn" | "heard";

/**
 * Holds the token in use. SecretStorage is its only home; here it lives in memory while it is used. Each API address has
 * accounts of its own, so that a key is never sent to an address it was not entered for.
 */
export class Session implements Disposable {
  readonly #secrets: Secrets;
  readonly #apiAddress: () => string;
  readonly #changed = new Signal<SessionState>();
  readonly #accountsChanged = new Signal<void>();
  readonly #watch: Disposable;
  #state: SessionState = { kind: "starting" };
  #accounts = noAccounts;
  #token: string | undefined;
  /** The API address that the accounts are for. */
  #address = "";
  #reading = 0;
  #writing: Promise<unknown> = Promise.resolve();
  /** How many rejections of the token in use this window knows of. */
  #rejections = 0;
  /** Whether a key that was turned down is to be tried again as soon as it is read. */
  #isRetry = false;
  #refused: readonly Change[] = [];

  constructor(secrets: Secrets, apiAddress: () => string) {
    this.#secrets = secrets;
    this.#apiAddress = apiAddress;
    this.#watch = secrets.onDidChange(({ key }) => {
      // A failing secret store leaves the session as it is: the next change is read again.
      if (isAbout(key, this.#apiAddress())) this.#read("heard").catch(() => undefined);
    });
  }

  get state(): SessionState {
    return this.#state;
  }

  onDidChange = (listener: (state: SessionState) => void) => this.#changed.listen(listener);

  /** Tells of accounts that come, go, are chosen or become better known, and of what the key in use may not change. */
  onDidChangeAccounts = (listener: () => void) => this.#accountsChanged.listen(listener);

  /** The API address that a key entered now is for. */
  get address(): string {
    return this.#apiAddress();
  }

  /** The `id` of the account in use, or of the one that was turned down. */
  get accountId(): string | undefined {
    return this.#accounts.chosen;
  }

  /** The accounts of the API address in use. */
  get accounts(): readonly Account[] {
    const { all, chosen } = this.#accounts;
    return all.map(({ id, name, expiresAt }) => ({ id, name, expiresAt, isChosen: id === chosen }));
  }

  /** When Sevalla was last asked about the key in use, ms since the epoch; undefined where nobody knows. */
  get checkedAt(): number | undefined {
    return chosenAccount(this.#accounts)?.checkedAt;
  }

  /** What Sevalla has refused to change with the key in use. */
  get refused(): readonly Change[] {
    return this.#refused;
  }

  /** The token for an API address, or undefined when there is none that Sevalla accepts there. */
  token(address: string): string | undefined {
    return this.#state.kind === "signedIn" && address === this.#address ? this.#token : undefined;
  }

  /** Takes up what SecretStorage holds now: at the start, and to try a key again. Throws as it does. */
  async read(again?: "again"): Promise<void> {
    if (again) this.#isRetry = true;
    await this.#read("start");
  }

  /** Forgets the token in memory and reads the accounts of the API address that is in use now. */
  async restart(): Promise<void> {
    this.#token = undefined;
    this.#accounts = noAccounts;
    this.#state = { kind: "starting" };
    this.#changed.fire(this.#state);
    await this.read();
  }

  /**
   * @param address the API address at which the token was found to be good
   * @param key what Sevalla says of it
   */
  async signIn(token: string, address: string, key?: KeyFacts): Promise<void> {
    const accounts = await this.#change(address, (stored, to) => to.withAccount(stored, to.accountOf(token, key)));
    this.#become(address, accounts, "signIn");
  }

  /** Uses another of the stored accounts from now on. */
  async choose(id: string): Promise<void> {
    const address = this.#apiAddress();
    this.#become(address, await this.#change(address, (stored, to) => to.withChosen(stored, id)), "signIn");
  }

  /** Removes an account, by default the one in use. The others stay, and none of them is used unasked. */
  async signOut(id = this.#accounts.chosen): Promise<void> {
    const address = this.#apiAddress();
    const without: AccountChange = (stored, to) => {
      const gone = id ?? stored.chosen;
      return gone === undefined ? stored : to.withoutAccount(stored, gone);
    };
    this.#become(address, await this.#change(address, without), "heard");
  }

  /** Takes down what Sevalla says of a stored key. */
  async describe(token: string, address: string, key: KeyFacts): Promise<void> {
    this.#become(address, await this.#change(address, (stored, to) => to.withFacts(stored, token, key)), "heard");
  }

  /**
   * Ends the period after Sevalla turned its token down, here and in the other windows. The secret stays: a gateway's
   * mistaken 401 must not cost the user their key, and a window that starts later finds out for itself.
   */
  reject(asked: SessionState, told?: "told"): void {
    const token = this.#token;
    if (asked !== this.#state || this.#state.kind !== "signedIn" || token === undefined) return;
    this.#state = { kind: "rejected", isTold: told !== undefined };
    this.#changed.fire(this.#state);
    const address = this.#address;
    this.#change(address, (stored, to) => to.withRejection(stored, token)).then(
      (accounts) => this.#become(address, accounts, "heard"),
      // The other windows then find out for themselves.
      () => undefined,
    );
  }

  /** Takes down whether Sevalla lets a key change something. Signing in, even with the same key, forgets it. */
  noteChange(token: string, change: Change, isRefused: boolean): void {
    if (token !== this.#token || isAmong(this.#refused, change.appId, change.kind) === isRefused) return;
    const others = this.#refused.filter(({ appId, kind }) => appId !== change.appId || kind !== change.kind);
    this.#refused = isRefused ? [...others, change] : others;
    this.#accountsChanged.fire();
  }

  /** Ends the period without telling anybody: answers that are still on their way are nobody's. */
  dispose(): void {
    this.#state = { ...this.#state };
    this.#watch.dispose();
  }

  async #read(occasion: Occasion): Promise<void> {
    const reading = ++this.#reading;
    const address = this.#apiAddress();
    // What this window is about to store is not news to it.
    await this.#writing;
    try {
      const { accounts, isStored } = await readStored(this.#secrets, address, this.#knownAt(address));
      if (reading === this.#reading) this.#become(address, accounts, occasion);
      // What was read counts even if it cannot be stored: the next start tries again.
      if (!isStored) await this.#change(address, (stored) => stored).catch(() => undefined);
    } catch (error) {
      if (this.#state.kind === "starting") this.#become(address, noAccounts, occasion);
      throw error;
    }
  }

  /** One change after the other: each builds on what the one before has stored. */
  #change(address: string, change: AccountChange): Promise<Accounts> {
    const changing = this.#writing.then(() => changeStored(this.#secrets, address, this.#knownAt(address), change));
    this.#writing = changing.catch(() => undefined);
    return changing;
  }

  #knownAt(address: string): Accounts {
    return address === this.#address ? this.#accounts : noAccounts;
  }

  #become(address: string, accounts: Accounts, occasion: Occasion): void {
    // Settings may have changed while the storage was asked: what it said is then about another address.
    if (address !== this.#apiAddress()) return;
    // Whatever is still being read is older than this.
    this.#reading++;
    const account = chosenAccount(accounts);
    const isSame = address === this.#address && account?.token === this.#token;
    const next = isSame ? this.#resumed(occasion, account?.rejections ?? 0) : signedInWith(account?.token);
    this.#isRetry = false;
    this.#address = address;
    this.#accounts = accounts;
    this.#token = account?.token;
    this.#rejections = account?.rejections ?? 0;
    if (next) this.#state = next;
    if (next && next.kind !== "rejected") this.#refused = [];
    if (next) this.#changed.fire(next);
    this.#accountsChanged.fire();
  }

  /** The state after the token in use was read again; undefined when that changes nothing. */
  #resumed(occasion: Occasion, rejections: number): SessionState | undefined {
    if (this.#state.kind === "starting") return signedInWith(undefined);
    if (this.#token === undefined) return undefined;
    const signedIn: SessionState = { kind: "signedIn", isResumed: true };
    if (occasion === "signIn") return signedIn;
    if (this.#state.kind !== "rejected") {
      const isNews = occasion === "heard" && rejections > this.#rejections;
      return isNews ? { kind: "rejected", isTold: true } : undefined;
    }
    // Somebody has signed in with it again elsewhere.
    const isForgotten = rejections < this.#rejections;
    return this.#isRetry || isForgotten ? signedIn : undefined;
  }
}

function signedInWith(token: string | undefined): SessionState {
  return token === undefined ? { kind: "signedOut" } : { kind: "signedIn", isResumed: false };
}
