import type { SevallaError } from "../sevalla/errors.ts";
import type { Deployment } from "../sevalla/resources.ts";
import type { RollbackObstacle, RollbackPlan } from "./rollbackPlan.ts";

/** What became of the wish to pause auto-deploy together with a rollback. */
export type AutoDeployResult =
  /** Nobody wished it. */
  | { readonly kind: "untouched" }
  | { readonly kind: "paused" }
  | { readonly kind: "stillOn"; readonly error: SevallaError }
  | { readonly kind: "unknown"; readonly error: SevallaError };

/** How a rollback ended. Only `changed`, `calledOff` and `refused` say that nothing was sent or done. */
export type RollbackOutcome =
  /** What the user agreed to is no longer so. Nothing was sent. */
  | { readonly kind: "changed"; readonly now: RollbackPlan | RollbackObstacle }
  /** The user cancelled before anything was sent. */
  | { readonly kind: "calledOff" }
  | { readonly kind: "refused"; readonly error: SevallaError }
  /** The request was sent, the answer is lost, and no new rollback to the target is to be seen. */
  | {
      readonly kind: "unconfirmed";
      readonly error: SevallaError;
      /** A new rollback to something else, which may be this one or somebody else's. */
      readonly other: Deployment | undefined;
    }
  | FinishedRollback
  /** The rollback was started, but how it went on could not be read, or took longer than anybody waits. */
  | {
      readonly kind: "lost";
      readonly deployment: Deployment;
      readonly error: SevallaError | undefined;
      readonly autoDeploy: AutoDeployResult;
    };

/** The deployment of the rollback has come to an end, good or bad. */
export interface FinishedRollback {
  readonly kind: "finished";
  readonly deployment: Deployment;
  readonly isTarget: boolean;
  /** Whether the user had asked to cancel it. */
  readonly wasCancelRequested: boolean;
  /** Why Sevalla would not cancel it. */
  readonly cancelError: SevallaError | undefined;
  readonly autoDeploy: AutoDeployResult;
  /** What serves the app now; undefined when it could not be read. */
  readonly live: Deployment | undefined;
  /** The last errors of the log of a rollback that did not succeed, oldest first. */
  readonly errors: readonly string[];
}

export type RollbackProgress =
  | { readonly step: "checking" }
  | { readonly step: "sending" }
  | { readonly step: "searching" }
  | {
      readonly step: "following" | "cancelling";
      readonly deployment: Deployment;
      readonly trouble: SevallaError | undefined;
      /** The last line of its log, as far as it was read. */
      readonly logLine: string | undefined;
    };

export interface FollowOptions {
  readonly tell: (progress: RollbackProgress) => void;
  /** Aborted when the user cancels: nothing is sent any more, or what was started is cancelled through Sevalla. */
  readonly cancel: AbortSignal;
  /** Aborted when nobody can be told any more; what was started in Sevalla goes on. */
  readonly ending: AbortSignal;
}

export interface RunOptions extends FollowOptions {
  /** Whether auto-deploy is to be paused, so that the next push does not bring back what was rolled back. */
  readonly pauseAutoDeploy: boolean;
}
