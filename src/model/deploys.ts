import type { DeployWish, SevallaClient } from "../sevalla/client.ts";
import { mayHaveActed, SevallaError } from "../sevalla/errors.ts";
import type { AppId, AppSummary, Deployment, DeploymentId } from "../sevalla/resources.ts";
import { type Aftermath, readAftermath } from "./aftermath.ts";
import type { Clock } from "./clock.ts";
import { unsettledDeployment } from "./deployment.ts";
import { Follower } from "./followRollback.ts";
import { newestDeployments } from "./newestDeployments.ts";
import type { PendingDeploy, PendingRollbacks } from "./pendingRollbacks.ts";
import type { Reader } from "./reader.ts";
import type { FollowOptions } from "./rollbackOutcome.ts";
import type { Session, SessionState } from "./session.ts";

/** How a deployment ended that was asked for here. Only `busy`, `calledOff`, `accountChanged` and `refused` say that nothing was done. */
export type DeployOutcome =
  /** Something is being deployed already: `deployment`, or what this computer is sending just now. */
  | { readonly kind: "busy"; readonly deployment: Deployment | undefined }
  | { readonly kind: "calledOff" }
  /** Somebody signed in or out since the user was asked. */
  | { readonly kind: "accountChanged" }
  | { readonly kind: "refused"; readonly error: SevallaError }
  /** The request was sent and the answer is lost. */
  | { readonly kind: "unconfirmed"; readonly error: SevallaError }
  | ({
      readonly kind: "finished";
      readonly deployment: Deployment;
      readonly wasCancelRequested: boolean;
      readonly cancelError: SevallaError | undefined;
    } & Aftermath)
  /** It was started, but how it went on could not be read, or took longer than anybody waits. */
  | { readonly kind: "lost"; readonly deployment: Deployment; readonly error: SevallaError | undefined };

export interface DeployPorts {
  readonly client: () => SevallaClient;
  readonly session: Session;
  readonly reader: Reader;
  readonly clock: Clock;
  readonly pending: PendingRollbacks;
  /** Keeps other windows from sending for the same app. Undefined when one of them is at it; else the way to let go. */
  readonly lock: (appId: AppId) => Promise<(() => Promise<void>) | undefined>;
}

/** Sends deployments and restarts, each once, and follows them to their end. */
export class Deploys {
  readonly #ports: DeployPorts;
  readonly #sending = new Set<AppId>();
  readonly #followed = new Set<DeploymentId>();

  constructor(ports: DeployPorts) {
    this.#ports = ports;
  }

  /**
   * Deploys what the user has agreed to. Throws a SevallaError only while nothing was sent.
   * @param asked the session in which the user was asked
   */
  async run(app: AppSummary, wish: DeployWish, asked: SessionState, options: FollowOptions): Promise<DeployOutcome> {
    if (this.#sending.has(app.id)) return { kind: "busy", deployment: undefined };
    const client = this.#ports.client();
    const { address, accountId } = this.#ports.session;
    this.#sending.add(app.id);
    const sent = await this.#alone(app.id, () => this.#checkAndSend(client, app, wish, asked, options)).finally(() =>
      this.#sending.delete(app.id),
    );
    if ("kind" in sent) return sent;
    const sentAt = this.#ports.clock.now();
    const pending = { address, accountId, appId: app.id, wish, sentAt, startedId: sent.id };
    return this.#follow(client, sent, pending, asked, options);
  }

  /** Deployments at the present API address that nobody follows any more since the window was last closed or reloaded. */
  interrupted(): readonly PendingDeploy[] {
    const { pending, session, clock } = this.#ports;
    const all = pending.freshDeploys(session.address, clock.now());
    return all.filter(({ startedId }) => !this.#followed.has(startedId));
  }

  /** Follows one of them to its end; `busy` where that goes on already. Throws a SevallaError when it cannot be read. */
  async resume(pending: PendingDeploy, options: FollowOptions): Promise<DeployOutcome> {
    const { session, client: current } = this.#ports;
    const [asked, client] = [session.state, current()];
    const started = await client.getDeployment(pending.appId, pending.startedId, options.ending);
    if (this.#followed.has(started.id)) return { kind: "busy", deployment: started };
    return this.#follow(client, started, pending, asked, options);
  }

  /** Does the work unless another window is sending for the same app. */
  async #alone<T>(appId: AppId, work: () => Promise<T>): Promise<T | DeployOutcome> {
    const unlock = await this.#ports.lock(appId);
    return unlock ? work().finally(unlock) : { kind: "busy", deployment: undefined };
  }

  async #checkAndSend(
    client: SevallaClient,
    app: AppSummary,
    wish: DeployWish,
    asked: SessionState,
    { tell, cancel, ending }: FollowOptions,
  ): Promise<Deployment | DeployOutcome> {
    tell({ step: "checking" });
    const signal = AbortSignal.any([cancel, ending]);
    try {
      const { deployments } = await newestDeployments(client, app.id, undefined, signal);
      const running = unsettledDeployment(deployments);
      if (running) return { kind: "busy", deployment: running };
    } catch (error) {
      ending.throwIfAborted();
      if (!cancel.aborted) throw error;
    }
    if (cancel.aborted) return { kind: "calledOff" };
    if (this.#ports.session.state !== asked) return { kind: "accountChanged" };
    tell({ step: "sending" });
    try {
      // No signal: giving up on the answer would not stop Sevalla.
      return await client.deploy(app.id, wish);
    } catch (cause) {
      const error = SevallaError.from(cause);
      return { kind: mayHaveActed(error) ? "unconfirmed" : "refused", error };
    }
  }

  async #follow(
    client: SevallaClient,
    started: Deployment,
    pending: PendingDeploy,
    asked: SessionState,
    options: FollowOptions,
  ): Promise<DeployOutcome> {
    const { clock, reader, session } = this.#ports;
    const took = (deployment: Deployment) => {
      if (session.state === asked) reader.took(deployment);
    };
    this.#followed.add(started.id);
    try {
      await this.#ports.pending.keep(pending);
      const followed = await new Follower(client, clock, started, options, took).follow();
      const { deployment, isOver, trouble, cancelError } = followed;
      const wasCancelRequested = options.cancel.aborted;
      const ended = async () => ({
        ...({ kind: "finished", deployment, wasCancelRequested, cancelError } as const),
        ...(await readAftermath(client, deployment, options.ending)),
      });
      const outcome: DeployOutcome = isOver ? await ended() : { kind: "lost", deployment, error: trouble };
      // As with a rollback, whoever signs in again sees how it ends.
      const isWaiting = !isOver && (trouble?.kind === "unauthorized" || session.state !== asked);
      if (!isWaiting) await this.#ports.pending.forget(pending);
      return outcome;
    } finally {
      this.#followed.delete(started.id);
    }
  }
}
