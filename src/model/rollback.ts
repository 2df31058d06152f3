import { t } from "../l10n.ts";
import type { SevallaClient } from "../sevalla/client.ts";
import { SevallaError } from "../sevalla/errors.ts";
import type { AppId, AppSummary, Deployment, DeploymentId } from "../sevalla/resources.ts";
import { readAftermath } from "./aftermath.ts";
import { changeAutoDeploy } from "./autoDeploy.ts";
import type { Clock } from "./clock.ts";
import { isSameRelease } from "./deployment.ts";
import { Follower } from "./followRollback.ts";
import { newestDeployments } from "./newestDeployments.ts";
import type { PendingRollback, PendingRollbacks } from "./pendingRollbacks.ts";
import type { Reader } from "./reader.ts";
import type { AutoDeployResult, FollowOptions, RollbackOutcome, RunOptions } from "./rollbackOutcome.ts";
import {
  isSamePlan,
  type PlanFacts,
  planRollback,
  planUndo,
  type RollbackObstacle,
  type RollbackPlan,
} from "./rollbackPlan.ts";
import { nothingKnown, readRiskFacts } from "./rollbackRisks.ts";
import { before, searchRollback, sendRollback } from "./sendRollback.ts";
import type { Session, SessionState } from "./session.ts";
import type { ReadUndone, Undone } from "./undone.ts";

/** What is rolled back to what: all that is needed to tell how it went. */
export type RollbackSubject = Pick<RollbackPlan, "app" | "live" | "target" | "isTargetNamed">;

export interface RollbackPorts {
  readonly client: () => SevallaClient;
  readonly session: Session;
  readonly reader: Reader;
  readonly clock: Clock;
  readonly readUndone: ReadUndone;
  readonly pending: PendingRollbacks;
  /** Keeps other windows from sending for the same app. Undefined when one of them is at it; else the way to let go. */
  readonly lock: (appId: AppId) => Promise<(() => Promise<void>) | undefined>;
}

/** In which session, and by which client, a plan was made: it may be carried out only there. */
interface Origin {
  readonly session: SessionState;
  readonly client: SevallaClient;
  readonly address: string;
}

/** What was sent, and what Sevalla made of it. */
interface Sent {
  readonly pending: PendingRollback;
  readonly answer: Deployment | RollbackOutcome;
}

/** Plans rollbacks, sends each exactly once, and follows it to its end. */
export class Rollbacks {
  readonly #ports: RollbackPorts;
  readonly #running = new Set<AppId>();
  readonly #origins = new WeakMap<RollbackPlan, Origin>();

  constructor(ports: RollbackPorts) {
    this.#ports = ports;
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
    const origin = this.#origins.get(plan);
    if (!origin || !this.#isCurrent(origin)) return accountChanged(plan.app);
    return this.#alone(plan.app, async () => {
      const unlock = await this.#ports.lock(plan.app.id);
      if (!unlock) return { kind: "changed", now: rollingBack(plan.app) };
      const sent = await this.#checkAndSend(plan, origin, options).finally(unlock);
      return "pending" in sent ? this.#goOn(plan, sent.pending, sent.answer, origin, options) : sent;
    });
  }

  /** Rollbacks of the present API address that were under way when the window was last closed or reloaded. */
  interrupted(): readonly PendingRollback[] {
    const { pending, session, clock } = this.#ports;
    return pending.fresh(session.address, clock.now()).filter(({ appId }) => !this.#running.has(appId));
  }

  /** What going from one release back to another undoes in the code. Never throws. */
  undone(app: AppSummary, live: Deployment, target: Deployment, signal: AbortSignal): Promise<Undone> {
    return this.#ports.readUndone(app, live, target, signal);
  }

  /** Forgets what was interrupted too long ago to go on with. */
  forgetOld(): Promise<void> {
    return this.#ports.pending.forgetOld(this.#ports.clock.now());
  }

  /** Whether the deployment is a rollback that was sent from this workspace. */
  wasSentFromHere(id: DeploymentId): boolean {
    return this.#ports.pending.wasSent(id);
  }

  /** What an interrupted rollback was about. Throws a SevallaError when it cannot be read. */
  async subjectOf({ appId, liveId, targetId, isTargetNamed }: PendingRollback): Promise<RollbackSubject> {
    const client = this.#ports.client();
    const [app, live, target] = await Promise.all([
      client.getApp(appId),
      client.getDeployment(appId, liveId),
      client.getDeployment(appId, targetId),
    ]);
    return { app, live, target, isTargetNamed };
  }

  /** Goes on with an interrupted rollback: finds it if its answer was awaited, and follows it. Nothing is sent again. */
  async resume(subject: RollbackSubject, pending: PendingRollback, options: FollowOptions): Promise<RollbackOutcome> {
    const { client, session, clock } = this.#ports;
    const origin = { session: session.state, client: client(), address: session.address };
    return this.#alone(subject.app, async () => {
      if (!pending.startedId) options.tell({ step: "searching" });
      const { target } = subject;
      const started = pending.startedId
        ? await origin.client.getDeployment(pending.appId, pending.startedId, options.ending)
        : await searchRollback(origin.client, clock, target, pending.before, interrupted(), options.ending);
      return this.#goOn(subject, pending, started, origin, options);
    });
  }

  async #planned(
    app: AppSummary,
    targetId: DeploymentId | undefined,
    make: (facts: PlanFacts) => RollbackPlan | RollbackObstacle,
    signal: AbortSignal | undefined,
  ): Promise<RollbackPlan | RollbackObstacle> {
    if (this.#running.has(app.id)) return rollingBack(app);
    const { session, client, clock, readUndone } = this.#ports;
    const origin = { session: session.state, client: client(), address: session.address };
    const [list, riskFacts] = await Promise.all([
      newestDeployments(origin.client, app.id, targetId, signal),
      readRiskFacts(origin.client, app.id, clock),
    ]);
    const made = make({ ...list, app: riskFacts.app ?? app, riskFacts });
    if (made.kind === "obstacle") return made;
    const plan = { ...made, undone: await readUndone(made.app, made.live, made.target, signal) };
    this.#origins.set(plan, origin);
    return plan;
  }

  /** Does the work unless this window is rolling the app back already. */
  async #alone(app: AppSummary, work: () => Promise<RollbackOutcome>): Promise<RollbackOutcome> {
    if (this.#running.has(app.id)) return { kind: "changed", now: rollingBack(app) };
    this.#running.add(app.id);
    try {
      return await work();
    } finally {
      this.#running.delete(app.id);
    }
  }

  async #checkAndSend(plan: RollbackPlan, origin: Origin, options: RunOptions): Promise<Sent | RollbackOutcome> {
    options.tell({ step: "checking" });
    const known = await this.#stillHolds(plan, origin, options);
    if ("kind" in known) return known;
    const pending = this.#pendingOf(plan, origin, known, options.pauseAutoDeploy);
    await this.#ports.pending.keep(pending);
    const answer =
      this.#secondThoughts(plan, origin, options) ??
      (await sendRollback(origin.client, this.#ports.clock, plan, known, options));
    return { pending, answer };
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

  /** Why nothing may be sent after all; keeping the pending rollback took a moment. */
  #secondThoughts({ app }: RollbackPlan, origin: Origin, { cancel, ending }: RunOptions): RollbackOutcome | undefined {
    if (!this.#isCurrent(origin)) return accountChanged(app);
    return cancel.aborted || ending.aborted ? { kind: "calledOff" } : undefined;
  }

  #isCurrent({ session, client }: Origin): boolean {
    return session === this.#ports.session.state && client === this.#ports.client();
  }

  #pendingOf(
    plan: RollbackPlan,
    { address }: Origin,
    known: readonly Deployment[],
    pauseAutoDeploy: boolean,
  ): PendingRollback {
    const { app, live, target, isTargetNamed } = plan;
    const sentAt = this.#ports.clock.now();
    return {
      accountId: this.#ports.session.accountId,
      ...{ address, appId: app.id, liveId: live.id, targetId: target.id, isTargetNamed, pauseAutoDeploy, sentAt },
      before: before(known),
      startedId: undefined,
    };
  }

  /** From Sevalla's answer, or the lack of one, to the end. */
  async #goOn(
    subject: RollbackSubject,
    pending: PendingRollback,
    started: Deployment | RollbackOutcome,
    origin: Origin,
    options: FollowOptions,
  ): Promise<RollbackOutcome> {
    const outcome = "kind" in started ? started : await this.#follow(subject, pending, started, origin, options);
    // With the key that it was sent with it can be followed on: whoever signs in with that again sees how it ends.
    const isWaiting = outcome.kind === "lost" && (outcome.error?.kind === "unauthorized" || !this.#isCurrent(origin));
    const { pending: kept } = this.#ports;
    if (!isWaiting) await kept.forget(pending);
    // Until then somebody may want auto-deploy on again.
    else if (outcome.autoDeploy.kind === "paused")
      await kept.keep({ ...pending, startedId: outcome.deployment.id, pauseAutoDeploy: false });
    return outcome;
  }

  async #follow(
    { target }: RollbackSubject,
    pending: PendingRollback,
    started: Deployment,
    origin: Origin,
    options: FollowOptions,
  ): Promise<RollbackOutcome> {
    const { clock, reader } = this.#ports;
    await this.#ports.pending.keep({ ...pending, startedId: started.id });
    const took = (deployment: Deployment) => {
      if (this.#isCurrent(origin)) reader.took(deployment);
    };
    const [followed, autoDeploy] = await Promise.all([
      new Follower(origin.client, clock, started, options, took).follow(),
      pending.pauseAutoDeploy ? pauseAutoDeploy(origin.client, pending.appId) : untouched,
    ]);
    const { deployment, isOver, trouble, cancelError } = followed;
    if (!isOver) return { kind: "lost", deployment, error: trouble, autoDeploy };
    return {
      kind: "finished",
      ...{ deployment, cancelError, autoDeploy },
      isTarget: isSameRelease(deployment, target),
      wasCancelRequested: options.cancel.aborted,
      ...(await readAftermath(origin.client, deployment, options.ending)),
    };
  }
}

const untouched: AutoDeployResult = { kind: "untouched" };

async function pauseAutoDeploy(client: SevallaClient, appId: AppId): Promise<AutoDeployResult> {
  const change = await changeAutoDeploy(client, appId, false);
  if (change.kind === "done") return { kind: "paused" };
  return { kind: change.kind === "notDone" ? "stillOn" : "unknown", error: change.error };
}

function interrupted(): SevallaError {
  const message = t("The window was closed or reloaded before Sevalla had answered.");
  return new SevallaError("offline", { message, fate: "unknown" });
}

function rollingBack(app: AppSummary): RollbackObstacle {
  return { kind: "obstacle", reason: "rollingBack", app };
}

function accountChanged(app: AppSummary): RollbackOutcome {
  return { kind: "changed", now: { kind: "obstacle", reason: "accountChanged", app } };
}
