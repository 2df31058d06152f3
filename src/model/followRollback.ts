import type { SevallaClient } from "../sevalla/client.ts";
import { either } from "../sevalla/either.ts";
import { SevallaError } from "../sevalla/errors.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { type Clock, pause } from "./clock.ts";
import { isFinished } from "./deployment.ts";
import type { FollowOptions } from "./rollbackOutcome.ts";

/** A rollback only rolls out, mostly in seconds: worth a closer look at first. */
const earlyMs = 20_000;
const earlyPauseMs = 2_000;
const laterPauseMs = 5_000;
/** All of a company's windows share 30 reads of logs a minute. */
const logPauseMs = 10_000;
const patienceMs = 30 * 60_000;

/** How far a deployment was followed: to its end, or until it could not be followed any more. */
export interface Followed {
  readonly deployment: Deployment;
  readonly isOver: boolean;
  readonly trouble: SevallaError | undefined;
  readonly cancelError: SevallaError | undefined;
}

/** Follows a deployment that has been started, and cancels it through Sevalla when the user asks for that. */
export class Follower {
  readonly #client: SevallaClient;
  readonly #clock: Clock;
  readonly #options: FollowOptions;
  readonly #took: (deployment: Deployment) => void;
  #deployment: Deployment;
  #trouble: SevallaError | undefined;
  #cancelError: SevallaError | undefined;
  #isCancelSent = false;
  #logLine: string | undefined;
  #logReadAt = Number.NEGATIVE_INFINITY;

  /** @param took is told of the deployment each time it was read */
  constructor(
    client: SevallaClient,
    clock: Clock,
    started: Deployment,
    options: FollowOptions,
    took: (deployment: Deployment) => void,
  ) {
    this.#client = client;
    this.#clock = clock;
    this.#deployment = started;
    this.#options = options;
    this.#took = took;
  }

  /** Rejects only when `ending` is aborted. */
  async follow(): Promise<Followed> {
    const since = this.#clock.now();
    const { cancel } = this.#options;
    // Before anybody else learns that it has ended: who tells of what was started here has to know it.
    if (isFinished(this.#deployment)) this.#tell();
    for (;;) {
      this.#took(this.#deployment);
      if (isFinished(this.#deployment)) return this.#ended(true);
      const elapsed = this.#clock.now() - since;
      if (elapsed > patienceMs || (this.#trouble && !isPassing(this.#trouble))) return this.#ended(false);
      this.#tell();
      if (cancel.aborted && !this.#isCancelSent) await this.#cancel();
      await this.#pause(elapsed < earlyMs ? earlyPauseMs : laterPauseMs);
      await this.#look();
    }
  }

  #ended(isOver: boolean): Followed {
    return { deployment: this.#deployment, isOver, trouble: this.#trouble, cancelError: this.#cancelError };
  }

  #tell(): void {
    const { tell, cancel } = this.#options;
    const step = cancel.aborted ? "cancelling" : "following";
    tell({ step, deployment: this.#deployment, trouble: this.#trouble, logLine: this.#logLine });
  }

  /** Asks Sevalla once to stop. */
  async #cancel(): Promise<void> {
    this.#isCancelSent = true;
    this.#tell();
    const { id, appId } = this.#deployment;
    try {
      await this.#client.cancelDeployment(appId, id, this.#options.ending);
    } catch (cause) {
      this.#options.ending.throwIfAborted();
      this.#cancelError = SevallaError.from(cause);
    }
  }

  async #look(): Promise<void> {
    const { id, appId } = this.#deployment;
    await this.#untilCancel(async (signal) => {
      try {
        this.#deployment = await this.#client.getDeployment(appId, id, signal);
        this.#trouble = undefined;
      } catch (cause) {
        signal.throwIfAborted();
        this.#trouble = SevallaError.from(cause);
      }
      // Nothing waits for the log: its limit may be used up for a minute, and its line is an ornament.
      if (!this.#trouble) void this.#readLogLine();
    });
  }

  async #readLogLine(): Promise<void> {
    const now = this.#clock.now();
    if (now - this.#logReadAt < logPauseMs) return;
    this.#logReadAt = now;
    const { id, appId } = this.#deployment;
    const entries = await this.#client
      .deploymentLog(appId, id, this.#options.ending, { isQuick: true })
      .catch(() => []);
    this.#logLine = entries.findLast(({ message }) => message.trim() !== "")?.message ?? this.#logLine;
  }

  #pause(ms: number): Promise<void> {
    return this.#untilCancel((signal) => pause(this.#clock, ms, signal));
  }

  /** Does something that takes its time, but not beyond the user's wish to cancel. */
  async #untilCancel(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { cancel, ending } = this.#options;
    const { signal, release } = either(this.#isCancelSent ? undefined : cancel, ending);
    await work(signal)
      .catch((cause: unknown) => {
        ending.throwIfAborted();
        if (!signal.aborted) throw cause;
      })
      .finally(release);
  }
}

/** Whether waiting may mend it. */
function isPassing(error: SevallaError): boolean {
  return ["rateLimited", "server", "offline", "timeout", "malformed"].includes(error.kind);
}
