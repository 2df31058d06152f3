import type { SevallaClient } from "../sevalla/client.ts";
import { mayHaveActed, SevallaError } from "../sevalla/errors.ts";
import type { AppId, AppSummary, Deployment, DeploymentId } from "../sevalla/resources.ts";
import { type Clock, pause } from "./clock.ts";
import { isFinished, isRollback, isSameRelease, liveDeployment, phaseOf, previousDeployment } from "./deployment.ts";
import type { Reader } from "./reader.ts";
import { isSamePlan, planRollback, planUndo, type RollbackObstacle, type RollbackPlan } from "./rollbackPlan.ts";
import { readRiskFacts } from "./rollbackRisks.ts";

/** How a rollback ended. Only `changed`, `calledOff` and `refused` say that nothing was sent or done. */
export type RollbackOutcome =
  /** What the user agreed to is no longer so. Nothing was sent. */
  | { readonly kind: "changed"; readonly now: RollbackPlan | RollbackObstacle }
  /** The user cancelled before anything was sent. */
  | { readonly kind: "calledOff" }
  | { readonly kind: "refused"; readonly error: SevallaError }
  /** The request was sent, the answer is lost, and no new rollback is to be seen. */
  | { readonly kind: "unconfirmed"; readonly error: SevallaError }
  /** The deployment of the rollback has come to an end, good or bad. */
  | {
      readonly kind: "finished";
      readonly deployment: Deployment;
      readonly isTarget: boolean;
      /** Whether the user had asked to cancel it. */
      readonly wasCancelRequested: boolean;
    }
  /** The rollback was started, but how it went on could not be read, or took longer than anybody waits. */
  | { readonly kind: "lost"; readonly deployment: Deployment; readonly error: SevallaError | undefined };

export type RollbackProgress =
  | { readonly step: "checking" }
  | { readonly step: "sending" }
  | { readonly step: "searching" }
  | {
      readonly step: "following" | "cancelling";
      readonly deployment: Deployment;
      readonly trouble: SevallaError | undefined;
    };

export interface RunOptions {
  readonly tell: (progress: RollbackProgress) => void;
  /** Aborted when the user cancels: nothing is sent any more, or what was started is cancelled through Sevalla. */
  readonly cancel: AbortSignal;
  /** Aborted when nobody can be told any more; what was started in Sevalla goes on. */
  readonly ending: AbortSignal;
}

const largestPage = 100;
/** A target further back than this is read by itself; a previous success further back is not looked for. */
const newestRead = 300;
const searchPauseMs = [1_000, 2_000, 4_000, 8_000];
/** A rollback only rolls out, mostly in seconds: worth a closer look at first. */
const earlyMs = 20_000;
const earlyPauseMs = 2_000;
const laterPauseMs = 5_000;
const patienceMs = 30 * 60_000;

/** Plans rollbacks, sends each exactly once, and follows it to its end. */
export class Rollbacks {
  readonly #client: () => SevallaClient;
  readonly #reader: Reader;
  readonly #clock: Clock;
  readonly #running = new Set<AppId>();

  constructor(client: () => SevallaClient, reader: Reader, clock: Clock) {
    this.#client = client;
    this.#reader = reader;
    this.#clock = clock;
  }

  /** Reads the facts afresh and plans from them. Throws a SevallaError when they cannot be read. */
  async plan(app: AppSummary, targetId: DeploymentId | undefined, signal?: AbortSignal) {
    if (this.#running.has(app.id)) return rollingBack(app);
    const [deployments, facts] = await Promise.all([
      this.#newest(app.id, targetId, signal),
      readRiskFacts(this.#client(), app.id, this.#clock),
    ]);
    return planRollback(app, deployments, targetId, facts);
  }

  /** Plans the way back to what was live before the rollback that is live now. Throws as `plan` does. */
  async planUndo(app: AppSummary, signal?: AbortSignal) {
    if (this.#running.has(app.id)) return rollingBack(app);
    const [deployments, facts] = await Promise.all([
      this.#newest(app.id, undefined, signal),
      readRiskFacts(this.#client(), app.id, this.#clock),
    ]);
    return planUndo(app, deployments, facts);
  }

  /**
   * Carries out a plan that the user has agreed to: checks that it still holds, sends one request, follows it.
   * Throws a SevallaError only while nothing was sent.
   */
  async run(plan: RollbackPlan, options: RunOptions): Promise<RollbackOutcome> {
    const { app } = plan;
    if (this.#running.has(app.id)) return { kind: "changed", now: rollingBack(app) };
    this.#running.add(app.id);
    try {
      options.tell({ step: "checking" });
      const targetId = plan.isTargetNamed ? plan.target.id : undefined;
      const known = await this.#newest(app.id, targetId, options.ending);
      const now = planRollback(app, known, targetId);
      if (!isSamePlan(plan, now)) return { kind: "changed", now };
      options.ending.throwIfAborted();
      if (options.cancel.aborted) return { kind: "calledOff" };
      const started = await this.#send(plan, known, options);
      return "kind" in started ? started : await this.#follow(plan, started, options);
    } finally {
      this.#running.delete(app.id);
    }
  }

  async #send(
    plan: RollbackPlan,
    known: readonly Deployment[],
    { tell, ending }: RunOptions,
  ): Promise<Deployment | RollbackOutcome> {
    tell({ step: "sending" });
    try {
      // No signal: giving up on the answer would not stop Sevalla.
      return await this.#client().rollBack(plan.app.id, plan.isTargetNamed ? plan.target.id : undefined);
    } catch (cause) {
      const error = SevallaError.from(cause);
      if (!mayHaveActed(error)) return { kind: "refused", error };
      tell({ step: "searching" });
      return (await this.#search(plan, known, ending)) ?? { kind: "unconfirmed", error };
    }
  }

  /** Looks for the rollback that a lost answer may have told of. */
  async #search(
    plan: RollbackPlan,
    known: readonly Deployment[],
    ending: AbortSignal,
  ): Promise<Deployment | undefined> {
    const knownIds = new Set(known.map(({ id }) => id));
    for (const ms of searchPauseMs) {
      await pause(this.#clock, ms, ending);
      const found = await this.#client()
        .listDeployments(plan.app.id, { offset: 0, limit: largestPage, signal: ending })
        .then(
          ({ items }) => items.find((item) => !knownIds.has(item.id) && isRollback(item)),
          // Unreadable for now; the next look may tell.
          () => undefined,
        );
      if (found) return found;
    }
    return undefined;
  }

  async #follow(
    plan: RollbackPlan,
    started: Deployment,
    { tell, cancel, ending }: RunOptions,
  ): Promise<RollbackOutcome> {
    const since = this.#clock.now();
    let deployment = started;
    let trouble: SevallaError | undefined;
    let isCancelSent = false;
    for (;;) {
      this.#reader.took(deployment);
      if (isFinished(deployment)) {
        const isTarget = isSameRelease(deployment, plan.target);
        return { kind: "finished", deployment, isTarget, wasCancelRequested: cancel.aborted };
      }
      const elapsed = this.#clock.now() - since;
      if (elapsed > patienceMs || (trouble && !isPassing(trouble))) return { kind: "lost", deployment, error: trouble };
      tell({ step: cancel.aborted ? "cancelling" : "following", deployment, trouble });
      if (cancel.aborted && !isCancelSent) {
        isCancelSent = true;
        trouble = await this.#cancel(deployment, ending);
        continue;
      }
      await this.#pause(elapsed < earlyMs ? earlyPauseMs : laterPauseMs, isCancelSent ? undefined : cancel, ending);
      try {
        deployment = await this.#client().getDeployment(plan.app.id, deployment.id, ending);
        trouble = undefined;
      } catch (cause) {
        ending.throwIfAborted();
        trouble = SevallaError.from(cause);
      }
    }
  }

  /** Asks Sevalla once to stop. How it went shows in the deployment; only being turned down for good ends the following. */
  async #cancel({ appId, id }: Deployment, ending: AbortSignal): Promise<SevallaError | undefined> {
    try {
      await this.#client().cancelDeployment(appId, id, ending);
      return undefined;
    } catch (cause) {
      ending.throwIfAborted();
      const error = SevallaError.from(cause);
      // It may have finished in the meantime, or may not be cancelled with this key: it still has to be followed.
      return error.kind === "unauthorized" ? error : undefined;
    }
  }

  /** Waits, but not beyond the user's wish to cancel. */
  async #pause(ms: number, cancel: AbortSignal | undefined, ending: AbortSignal): Promise<void> {
    if (!cancel) return pause(this.#clock, ms, ending);
    await pause(this.#clock, ms, AbortSignal.any([cancel, ending])).catch(() => ending.throwIfAborted());
  }

  /** The newest deployments, back to the one before the live one and, if it is named, the target. */
  async #newest(
    appId: AppId,
    targetId: DeploymentId | undefined,
    signal?: AbortSignal,
  ): Promise<readonly Deployment[]> {
    const found: Deployment[] = [];
    for (let offset = 0; offset < newestRead; offset += largestPage) {
      const page = await this.#client().listDeployments(appId, { offset, limit: largestPage, signal });
      found.push(...page.items);
      const isEnough = targetId === undefined ? previousDeployment(found) : liveDeployment(found);
      if (isEnough || offset + largestPage >= page.total) break;
    }
    if (targetId !== undefined && !found.some(({ id }) => id === targetId)) {
      const target = await this.#client()
        .getDeployment(appId, targetId, signal)
        .catch((cause: unknown) => {
          const error = SevallaError.from(cause);
          if (error.kind === "notFound") return undefined;
          throw error;
        });
      if (target) found.push(target);
    }
    return found;
  }
}

function rollingBack(app: AppSummary): RollbackObstacle {
  return { kind: "obstacle", reason: "rollingBack", app };
}

/** Whether waiting may mend it. */
function isPassing(error: SevallaError): boolean {
  return ["rateLimited", "server", "offline", "timeout", "malformed"].includes(error.kind);
}

/** Whether the rollback of a finished outcome changed what is live. */
export function hasRolledBack(outcome: RollbackOutcome): boolean {
  return outcome.kind === "finished" && phaseOf(outcome.deployment.status) === "succeeded";
}
