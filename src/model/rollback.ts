import type { SevallaClient } from "../sevalla/client.ts";
import { mayHaveActed, SevallaError } from "../sevalla/errors.ts";
import type { AppId, AppSummary, Deployment, DeploymentId } from "../sevalla/resources.ts";
import { type Clock, pause } from "./clock.ts";
import { isFinished, isRollback, isSameRelease } from "./deployment.ts";
import { newestDeployments } from "./newestDeployments.ts";
import type { Reader } from "./reader.ts";
import {
  isSamePlan,
  type PlanFacts,
  planRollback,
  planUndo,
  type RollbackObstacle,
  type RollbackPlan,
} from "./rollbackPlan.ts";
import { type RiskFacts, readRiskFacts } from "./rollbackRisks.ts";
import type { Session, SessionState } from "./session.ts";
import type { ReadUndone } from "./undone.ts";

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
      /** Why Sevalla would not cancel it. */
      readonly cancelError: SevallaError | undefined;
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
const searchPauseMs = [1_000, 2_000, 4_000, 8_000];
/** A rollback only rolls out, mostly in seconds: worth a closer look at first. */
const earlyMs = 20_000;
const earlyPauseMs = 2_000;
const laterPauseMs = 5_000;
const patienceMs = 30 * 60_000;

/** In which session, and by which client, a plan was made: it may be carried out only there. */
interface Origin {
  readonly session: SessionState;
  readonly client: SevallaClient;
}

/** Plans rollbacks, sends each exactly once, and follows it to its end. */
export class Rollbacks {
  readonly #client: () => SevallaClient;
  readonly #session: Session;
  readonly #reader: Reader;
  readonly #clock: Clock;
  readonly #readUndone: ReadUndone;
  readonly #running = new Set<AppId>();
  readonly #origins = new WeakMap<RollbackPlan, Origin>();

  constructor(client: () => SevallaClient, session: Session, reader: Reader, clock: Clock, readUndone: ReadUndone) {
    this.#client = client;
    this.#readUndone = readUndone;
    this.#session = session;
    this.#reader = reader;
    this.#clock = clock;
  }

  /** Reads the facts afresh and plans from them. Throws a SevallaError when they cannot be read. */
  plan(app: AppSummary, targetId: DeploymentId | undefined, signal?: AbortSignal) {
    return this.#planned(app, targetId, (facts) => planRollback(facts, targetId), signal);
  }

  /** Plans the way back to what was live before the rollback that is live now. Throws as `plan` does. */
  planUndo(app: AppSummary, signal?: AbortSignal) {
    return this.#planned(app, undefined, planUndo, signal);
  }

  /**
   * Carries out a plan that the user has agreed to: checks that it still holds, sends one request, follows it.
   * Throws a SevallaError only while nothing was sent.
   */
  async run(plan: RollbackPlan, options: RunOptions): Promise<RollbackOutcome> {
    const { app } = plan;
    const origin = this.#origins.get(plan);
    if (!origin || !this.#isCurrent(origin)) return accountChanged(app);
    if (this.#running.has(app.id)) return { kind: "changed", now: rollingBack(app) };
    this.#running.add(app.id);
    try {
      options.tell({ step: "checking" });
      const known = await this.#stillHolds(plan, origin, options);
      if ("kind" in known) return known;
      const started = await this.#send(plan, known, origin, options);
      return "kind" in started ? started : await this.#follow(plan, started, origin, options);
    } finally {
      this.#running.delete(app.id);
    }
  }

  async #planned(
    app: AppSummary,
    targetId: DeploymentId | undefined,
    make: (facts: PlanFacts) => RollbackPlan | RollbackObstacle,
    signal: AbortSignal | undefined,
  ): Promise<RollbackPlan | RollbackObstacle> {
    if (this.#running.has(app.id)) return rollingBack(app);
    const origin = { session: this.#session.state, client: this.#client() };
    const [list, riskFacts] = await Promise.all([
      newestDeployments(origin.client, app.id, targetId, signal),
      readRiskFacts(origin.client, app.id, this.#clock),
    ]);
    const made = make({ ...list, app: riskFacts.app ?? app, riskFacts });
    if (made.kind === "obstacle") return made;
    const plan = { ...made, undone: await this.#readUndone(made.app, made.live, made.target, signal) };
    this.#origins.set(plan, origin);
    return plan;
  }

  /** The newest deployments if what the user agreed to is still so, else what is so now. */
  async #stillHolds(
    plan: RollbackPlan,
    origin: Origin,
    { cancel, ending }: RunOptions,
  ): Promise<readonly Deployment[] | RollbackOutcome> {
    const targetId = plan.isTargetNamed ? plan.target.id : undefined;
    const signal = AbortSignal.any([cancel, ending]);
    try {
      const list = await newestDeployments(origin.client, plan.app.id, targetId, signal);
      const now = planRollback({ ...list, app: plan.app, riskFacts: nothingKnown }, targetId);
      if (!this.#isCurrent(origin)) return accountChanged(plan.app);
      if (!isSamePlan(plan, now)) return { kind: "changed", now };
      signal.throwIfAborted();
      return list.deployments;
    } catch (error) {
      ending.throwIfAborted();
      if (cancel.aborted) return { kind: "calledOff" };
      throw error;
    }
  }

  #isCurrent({ session, client }: Origin): boolean {
    return session === this.#session.state && client === this.#client();
  }

  async #send(
    plan: RollbackPlan,
    known: readonly Deployment[],
    { client }: Origin,
    { tell, ending }: RunOptions,
  ): Promise<Deployment | RollbackOutcome> {
    tell({ step: "sending" });
    let error: SevallaError;
    try {
      // No signal: giving up on the answer would not stop Sevalla.
      const started = await client.rollBack(plan.app.id, plan.isTargetNamed ? plan.target.id : undefined);
      if (!known.some(({ id }) => id === started.id)) return started;
      error = new SevallaError("malformed", { fate: "unknown" });
    } catch (cause) {
      error = SevallaError.from(cause);
    }
    if (!mayHaveActed(error)) return { kind: "refused", error };
    tell({ step: "searching" });
    return (await this.#search(plan, known, client, ending)) ?? { kind: "unconfirmed", error };
  }

  /** Looks for the rollback that a lost answer may have told of. */
  async #search(
    plan: RollbackPlan,
    known: readonly Deployment[],
    client: SevallaClient,
    ending: AbortSignal,
  ): Promise<Deployment | undefined> {
    const newest = Math.max(...known.map(({ createdAt }) => createdAt));
    const knownIds = new Set(known.map(({ id }) => id));
    const isNew = (item: Deployment) => isRollback(item) && item.createdAt >= newest && !knownIds.has(item.id);
    for (const ms of searchPauseMs) {
      await pause(this.#clock, ms, ending);
      const found = await client.listDeployments(plan.app.id, { offset: 0, limit: largestPage, signal: ending }).then(
        ({ items }) => items.find(isNew),
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
    origin: Origin,
    { tell, cancel, ending }: RunOptions,
  ): Promise<RollbackOutcome> {
    const since = this.#clock.now();
    let deployment = started;
    let trouble: SevallaError | undefined;
    let isCancelSent = false;
    let cancelError: SevallaError | undefined;
    for (;;) {
      if (this.#isCurrent(origin)) this.#reader.took(deployment);
      if (isFinished(deployment)) {
        const isTarget = isSameRelease(deployment, plan.target);
        return { kind: "finished", deployment, isTarget, wasCancelRequested: cancel.aborted, cancelError };
      }
      const elapsed = this.#clock.now() - since;
      if (elapsed > patienceMs || (trouble && !isPassing(trouble))) return { kind: "lost", deployment, error: trouble };
      tell({ step: cancel.aborted ? "cancelling" : "following", deployment, trouble });
      if (cancel.aborted && !isCancelSent) {
        isCancelSent = true;
        tell({ step: "cancelling", deployment, trouble });
        cancelError = await cancelDeployment(origin.client, deployment, ending);
      }
      await this.#pause(elapsed < earlyMs ? earlyPauseMs : laterPauseMs, isCancelSent ? undefined : cancel, ending);
      try {
        deployment = await origin.client.getDeployment(plan.app.id, deployment.id, ending);
        trouble = undefined;
      } catch (cause) {
        ending.throwIfAborted();
        trouble = SevallaError.from(cause);
      }
    }
  }

  /** Waits, but not beyond the user's wish to cancel. */
  async #pause(ms: number, cancel: AbortSignal | undefined, ending: AbortSignal): Promise<void> {
    if (!cancel) return pause(this.#clock, ms, ending);
    await pause(this.#clock, ms, AbortSignal.any([cancel, ending])).catch(() => ending.throwIfAborted());
  }
}

/** Asks Sevalla once to stop; answers why it would not. */
async function cancelDeployment(
  client: SevallaClient,
  { appId, id }: Deployment,
  ending: AbortSignal,
): Promise<SevallaError | undefined> {
  try {
    await client.cancelDeployment(appId, id, ending);
    return undefined;
  } catch (cause) {
    ending.throwIfAborted();
    return SevallaError.from(cause);
  }
}

const nothingKnown: RiskFacts = { app: undefined, processes: undefined, variables: undefined };

function rollingBack(app: AppSummary): RollbackObstacle {
  return { kind: "obstacle", reason: "rollingBack", app };
}

function accountChanged(app: AppSummary): RollbackOutcome {
  return { kind: "changed", now: { kind: "obstacle", reason: "accountChanged", app } };
}

/** Whether waiting may mend it. */
function isPassing(error: SevallaError): boolean {
  return ["rateLimited", "server", "offline", "timeout", "malformed"].includes(error.kind);
}
