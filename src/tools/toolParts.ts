import type * as vscode from "vscode";
import type { Clock } from "../model/clock.ts";
import type { KeptPlans } from "../model/keptPlans.ts";
import type { Link } from "../model/link.ts";
import type { Rollbacks } from "../model/rollback.ts";
import type { RollbackOutcome } from "../model/rollbackOutcome.ts";
import type { RollbackPlan } from "../model/rollbackPlan.ts";
import type { Session } from "../model/session.ts";
import type { ToolAnswer } from "../present/forModel.ts";
import type { Confirmation } from "../present/plan.ts";
import type { SevallaClient } from "../sevalla/client.ts";
import type { SevallaError } from "../sevalla/errors.ts";
import type { AppId, AppSummary } from "../sevalla/resources.ts";

/** What the user agreed to. */
export interface Agreement {
  readonly pauseAutoDeploy: boolean;
}

/** What the tools work with. */
export interface ToolParts {
  readonly client: () => SevallaClient;
  readonly session: Session;
  readonly clock: Clock;
  readonly ending: AbortSignal;
  readonly rollbacks: Pick<Rollbacks, "plan">;
  readonly links: () => readonly Link[];
  /** The apps that were read, read now if they never were. */
  readonly knownApps: () => Promise<readonly AppSummary[]>;
  readonly requireApp: (id: AppId) => Promise<AppSummary>;
  /** Is told of every error that is answered. */
  readonly note: (error: SevallaError) => void;
  /** What the question says. */
  readonly question: (plan: RollbackPlan) => Confirmation;
  /** Asks the user, as the command does. Undefined when the user does not agree. */
  readonly ask: (plan: RollbackPlan) => Promise<Agreement | undefined>;
  /** Sends a plan that the user has agreed to, follows it to its end and tells the user. */
  readonly carryOut: (plan: RollbackPlan, agreement: Agreement) => Promise<RollbackOutcome>;
}

/** Does the work of one tool. What `plans` gives out, only it takes back. */
export type Tool = (parts: ToolParts, plans: KeptPlans, input: unknown, signal: AbortSignal) => Promise<ToolAnswer>;

/** The tools, by their names. */
export interface Tools {
  prepare(name: string, input: unknown): vscode.PreparedToolInvocation;
  invoke(name: string, input: unknown, token: vscode.CancellationToken): Promise<vscode.LanguageModelToolResult>;
}
