import type { SevallaError } from "../sevalla/errors.ts";
import type { Deployment, DeploymentId } from "../sevalla/resources.ts";
import { type Clock, pause } from "./clock.ts";
import { isRollback, phaseOf } from "./deployment.ts";
import { overtakenAt, wentLiveAt } from "./effect.ts";
import { comparedMs, minuteMs, minutesCompared } from "./effectTime.ts";
import type { Reader } from "./reader.ts";
import type { Session } from "./session.ts";
import { type Disposable, Signal } from "./signal.ts";
import { deploymentsOf, type State, type Store } from "./store.ts";

/** A minute's figures are asked for so long after it has ended, so that they are complete. */
const lateMs = 5_000;
const longestBackOffMs = 5 * minuteMs;
const mostFailures = 4;
const dayMs = 24 * 60 * minuteMs;

export interface EffectParts {
  readonly reader: Reader;
  readonly session: Session;
  readonly store: Store;
  readonly clock: Clock;
}

/**
 * Finds out whether rollbacks helped, those made here and those whose details are opened: reads the figures around each
 * once a minute, with two requests, until ten minutes have passed.
 */
export class EffectWatch implements Disposable {
  readonly #parts: EffectParts;
  readonly #finished = new Signal<DeploymentId>();
  readonly #runs = new Map<DeploymentId, AbortController>();
  readonly #listening: readonly Disposable[];

  constructor(parts: EffectParts) {
    this.#parts = parts;
    this.#listening = [
      parts.session.onDidChange((state) => {
        // With the same key all goes on, but for the answers that are on their way.
        if (state.kind !== "signedIn" || !state.isResumed) this.#stop();
      }),
      parts.store.onDidChange((state) => this.#watchOpen(state)),
    ];
    this.#watchOpen(parts.store.state);
  }

  /** Told of each rollback made here when its effect is known: ten minutes after it went live. */
  onDidFinish = (listener: (id: DeploymentId) => void) => this.#finished.listen(listener);

  /** Watches a rollback that has just come to its end, if it has gone live. It did so now, whatever the clocks say. */
  follow(deployment: Deployment): void {
    if (phaseOf(deployment.status) !== "succeeded") return;
    this.#start(deployment, this.#parts.clock.now(), () => this.#finished.fire(deployment.id));
  }

  dispose(): void {
    for (const listening of this.#listening) listening.dispose();
    this.#stop();
  }

  /** Watches for what is left of the ten minutes, or reads once when they have passed. */
  #watchOpen({ open }: State): void {
    const { clock, store } = this.#parts;
    for (const [id, { isOver, error }] of store.state.effects) {
      // Given up: whoever opens the details again asks again.
      if (isOver && error && !open.has(id)) store.setEffect(id, undefined);
    }
    for (const { deployment } of open.values()) {
      // By the state of now: what is begun here comes back as a change while this goes on.
      if (!deployment || store.state.effects.has(deployment.id) || !isRollback(deployment)) continue;
      const isRecent = clock.now() - deployment.createdAt < dayMs;
      if (!isRecent || phaseOf(deployment.status) !== "succeeded") continue;
      this.#start(deployment, Math.min(clock.now(), wentLiveAt(deployment)), () => {});
    }
  }

  #stop(): void {
    for (const run of this.#runs.values()) run.abort();
    this.#runs.clear();
  }

  /** @param since when the rollback went live, by our clock, which may differ from Sevalla's */
  #start(deployment: Deployment, since: number, done: () => void): void {
    if (this.#parts.session.state.kind !== "signedIn") return;
    const { id, appId } = deployment;
    this.#runs.get(id)?.abort();
    const run = new AbortController();
    this.#runs.set(id, run);
    const fresh = { error: undefined, figures: undefined, overtakenAt: undefined, isOver: false };
    this.#parts.store.setEffect(id, { appId, wentLiveAt: wentLiveAt(deployment), ...fresh });
    this.#run(deployment, since, run.signal)
      .then((isRead) => {
        this.#runs.delete(id);
        if (isRead) done();
      })
      // Stopped: there is nobody to tell.
      .catch(() => undefined);
  }

  /** Answers whether the ten minutes were read to their end, with nothing else having gone live. */
  async #run(deployment: Deployment, since: number, stopped: AbortSignal): Promise<boolean> {
    const { clock, reader, store } = this.#parts;
    const { id, appId } = deployment;
    for (let failures = 0; ; ) {
      const passed = Math.floor((clock.now() - since - lateMs) / minuteMs);
      const minutes = Math.min(minutesCompared, Math.max(0, passed));
      const isLast = minutes === minutesCompared;
      await reader.turn(stopped);
      // What else went live is read by whoever shows the app; before the verdict it must be known.
      if (isLast) await reader.readHistory(appId);
      stopped.throwIfAborted();
      const isOvertaken = this.#isOvertaken(deployment);
      const hasFigures = store.state.effects.get(id)?.figures !== undefined;
      if (isOvertaken && hasFigures) return this.#finish(id, false);
      const to = wentLiveAt(deployment) + minutes * minuteMs;
      await reader.readEffect(id, to);
      stopped.throwIfAborted();
      const { error, figures } = store.state.effects.get(id) ?? {};
      failures = error ? failures + 1 : 0;
      if (error && (isLasting(error) || failures > mostFailures)) return this.#finish(id, false);
      if (figures?.to === to && !error && (isLast || isOvertaken)) return this.#finish(id, !isOvertaken);
      const next = since + (minutes + 1) * minuteMs + lateMs - clock.now();
      await pause(clock, error ? backOffMs(error, failures) : next, stopped);
    }
  }

  #isOvertaken(deployment: Deployment): boolean {
    const { store } = this.#parts;
    const known = store.state.effects.get(deployment.id);
    const at = overtakenAt(deploymentsOf(store.state, deployment.appId), deployment);
    if (!known || at === undefined || at >= known.wentLiveAt + comparedMs) return false;
    if (known.overtakenAt !== at) store.setEffect(deployment.id, { ...known, overtakenAt: at });
    return true;
  }

  #finish(id: DeploymentId, isRead: boolean): boolean {
    const { store } = this.#parts;
    const known = store.state.effects.get(id);
    if (known) store.setEffect(id, { ...known, isOver: true });
    return isRead;
  }
}

function backOffMs(error: SevallaError, failures: number): number {
  return Math.max(error.retryAfterMs ?? 0, Math.min(longestBackOffMs, minuteMs * 2 ** (failures - 1)));
}

/** Whether asking again is of no use. */
function isLasting({ kind }: SevallaError): boolean {
  return ["unauthorized", "forbidden", "notFound", "rejected"].includes(kind);
}
