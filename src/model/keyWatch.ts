import type { SevallaClient } from "../sevalla/client.ts";
import type { Clock } from "./clock.ts";
import { isKeyKnown, learnKey } from "./learnKey.ts";
import type { Lock } from "./lock.ts";
import type { Session } from "./session.ts";
import type { Disposable } from "./signal.ts";

const twelveHoursMs = 12 * 60 * 60_000;
const hourMs = 60 * 60_000;

export interface KeyWatchPorts {
  readonly client: () => SevallaClient;
  readonly session: Session;
  readonly clock: Clock;
  readonly lock: Lock;
  /** Warns of the end of the key in use, if that is near. */
  readonly warn: () => Promise<void>;
}

/** Keeps what is known of the key in use true, and has the user warned of its end by nothing that is older than a day. */
export class KeyWatch implements Disposable {
  readonly #ports: KeyWatchPorts;
  readonly #listening: readonly Disposable[];
  #cancel = () => {};
  #isLooking = false;
  /** Whether something has changed since the look under way began. */
  #isOutdated = false;
  #isOver = false;

  constructor(ports: KeyWatchPorts) {
    this.#ports = ports;
    const { session } = ports;
    this.#listening = [session.onDidChange, session.onDidChangeAccounts].map((tell) => tell(() => void this.#look()));
    void this.#look();
  }

  dispose(): void {
    this.#isOver = true;
    this.#cancel();
    for (const listening of this.#listening) listening.dispose();
  }

  async #look(): Promise<void> {
    this.#isOutdated = true;
    if (this.#isLooking) return;
    this.#isLooking = true;
    let isKnown = false;
    while (this.#isOutdated && !this.#isOver) {
      this.#isOutdated = false;
      isKnown = await this.#learn();
      if (isKnown && !this.#isOver) await this.#ports.warn();
    }
    this.#isLooking = false;
    this.#cancel();
    if (this.#isOver || this.#ports.session.state.kind !== "signedIn") return;
    this.#cancel = this.#ports.clock.after(isKnown ? twelveHoursMs : hourMs, () => void this.#look());
  }

  async #learn(): Promise<boolean> {
    const { client, session, clock, lock } = this.#ports;
    if (session.state.kind !== "signedIn") return false;
    if (isKeyKnown(session, clock.now())) return true;
    const release = await lock("key");
    return release ? learnKey(client, session, clock.now()).finally(release) : false;
  }
}
