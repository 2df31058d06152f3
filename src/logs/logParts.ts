import type * as vscode from "vscode";
import type { Clock } from "../model/clock.ts";
import type { Reader } from "../model/reader.ts";
import type { AppRef, DeploymentRef } from "../model/ref.ts";
import type { Session } from "../model/session.ts";
import type { Store } from "../model/store.ts";
import type { SevallaClient } from "../sevalla/client.ts";
import type { SevallaError } from "../sevalla/errors.ts";
import type { AppSummary, Deployment } from "../sevalla/resources.ts";

/** What logs are made with. */
export interface LogParts {
  readonly client: () => SevallaClient;
  readonly session: Session;
  readonly store: Store;
  readonly clock: Clock;
  readonly reader: Reader;
  /** Is told of every error that a document shows. */
  readonly note: (error: SevallaError) => void;
}

/** Whose log it is: a deployment's, or what the running app writes. */
export type LogSubject = AppRef | DeploymentRef;

/** Logs in editors, and what comes of them. */
export interface Logs extends vscode.Disposable, Pick<vscode.FileSystemProvider, "readFile" | "stat"> {
  /** Shows the log of a deployment. */
  open(deployment: Deployment): Promise<void>;
  /** Shows what an app has written in the last hour. */
  openRuntime(app: Pick<AppSummary, "id" | "name">): Promise<void>;
  /** Asks where to, and writes the log at this address there. Answers whether it was written; throws as files do. */
  save(uri: vscode.Uri): Promise<boolean>;
}
