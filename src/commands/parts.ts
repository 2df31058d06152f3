import type * as vscode from "vscode";
import type { Logs } from "../logs/logParts.ts";
import type { AppDetails } from "../model/appDetails.ts";
import type { Clock } from "../model/clock.ts";
import type { Deploys } from "../model/deploys.ts";
import type { LastErrors } from "../model/lastErrors.ts";
import type { Link } from "../model/link.ts";
import type { Memory } from "../model/pendingRollbacks.ts";
import type { Reader } from "../model/reader.ts";
import type { DeploymentRef } from "../model/ref.ts";
import type { Refresher } from "../model/refresher.ts";
import type { Rollbacks } from "../model/rollback.ts";
import type { Session } from "../model/session.ts";
import type { Disposable } from "../model/signal.ts";
import type { Store } from "../model/store.ts";
import type { Opening } from "../panel/deploymentPanels.ts";
import type { SevallaClient } from "../sevalla/client.ts";
import type { InFront } from "../workspace/workPlace.ts";
import type { LazyEffects } from "./lazyEffects.ts";

/** What the entry point hands to the verbs. */
export interface Wiring {
  /** The client of the API address in use. Throws a SevallaError when the address is not a usable one. */
  readonly client: () => SevallaClient;
  readonly session: Session;
  readonly store: Store;
  readonly reader: Reader;
  readonly refresher: Refresher;
  readonly effects: LazyEffects;
  readonly clock: Clock;
  /** Resolves when the settings have been read for the first time, just after the start. */
  readonly begun: Promise<void>;
  /** Resolves when the links are those of the settings as they are now. */
  readonly linksRead: () => Promise<void>;
  /** Aborted when the extension ends. */
  readonly ending: AbortSignal;
  readonly log: vscode.LogOutputChannel;
  readonly lastErrors: LastErrors;
  /** What VS Code keeps for this workspace. */
  readonly workspaceMemory: Memory;
  /** What VS Code keeps for all workspaces. */
  readonly globalMemory: Memory;
  /** A folder that all of this computer's windows share. */
  readonly storageFolder: string;
  /** Opens a rollback's plan as a read-only document. */
  readonly showPlanDocument: (name: string, text: string) => Promise<void>;
  /** The link of what somebody works in, in front or before. */
  readonly currentLink: () => Link | undefined;
  /** The details or the log in front, of a linked app or not. */
  readonly inFront: () => InFront | undefined;
  /** Tells that either may be another. */
  readonly onDidMove: (listener: () => void) => Disposable;
  /** Whether the Apps view is in sight. */
  readonly isViewVisible: () => boolean;
  /** The rows of the Apps view that are selected, the one that was selected first in front. */
  readonly selectedRows: () => readonly unknown[];
  readonly onDidShowView: (listener: () => void) => vscode.Disposable;
  /** Loads what knows the repositories and projects of apps, when first called. */
  readonly appDetails: () => Promise<AppDetails>;
  /** Loads what shows logs, when first called. */
  readonly logs: () => Promise<Logs>;
  readonly openPanel: (ref: DeploymentRef, how?: Opening) => Promise<void>;
}

/** What the verbs work with. */
export interface Parts extends Wiring {
  readonly rollbacks: Rollbacks;
  readonly deploys: Deploys;
}
