import { type Clock, pause } from "../../src/model/clock.ts";
import { Deploys } from "../../src/model/deploys.ts";
import { type Memory, PendingRollbacks } from "../../src/model/pendingRollbacks.ts";
import { Reader } from "../../src/model/reader.ts";
import { type RollbackPorts, Rollbacks } from "../../src/model/rollback.ts";
import { Session } from "../../src/model/session.ts";
import { Store } from "../../src/model/store.ts";
import { type After, realAfter } from "../../src/sevalla/after.ts";
import { SevallaClient } from "../../src/sevalla/client.ts";
import type { Fetch } from "../../src/sevalla/fetch.ts";
import { type AppId, type DeploymentId, parseAppId, parseDeploymentId } from "../../src/sevalla/ids.ts";
import { nodeFetch } from "../../src/sevalla/nodeFetch.ts";
import type { SharedAnswers } from "../../src/sevalla/sharedAnswers.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../sandbox/sandbox.ts";
import { FakeMemory } from "./fakeMemory.ts";
import { FakeSecrets } from "./fakeSecrets.ts";
import { HandClock } from "./handClock.ts";

/** The plain half of the extension in one window, joined as in core.ts, signed in to the sandbox. */
export interface DeskWindow {
  readonly client: SevallaClient;
  readonly session: Session;
  readonly secrets: FakeSecrets;
  readonly store: Store;
  readonly reader: Reader;
  readonly rollbacks: Rollbacks;
  readonly deploys: Deploys;
}

export interface WindowOptions {
  /** What is kept for the workspace: nothing so far unless given. */
  readonly memory?: Memory;
  /** Keeps nobody from anything unless given. */
  readonly lock?: RollbackPorts["lock"];
  /** One that may do everything unless given. */
  readonly key?: string;
  /** The secret storage of a window that was there before, whose account is then used: an empty one unless given. */
  readonly secrets?: FakeSecrets;
  /** How long an answer may take, in real time. */
  readonly timeoutMs?: number;
  /** What it lends other windows and is lent by them: nothing unless given. */
  readonly shared?: () => SharedAnswers | undefined;
  /** The way to the sandbox: node-fetch unless given. */
  readonly fetch?: Fetch;
  /** By which an answer is late: the real clock unless given. */
  readonly after?: After;
  /** Whether tries again wait by the hand clock; they do not wait at all unless given. */
  readonly isWaitingByClock?: boolean;
  /** Aborted when the window ends: never unless given. */
  readonly ending?: AbortSignal;
}

export interface DeskOptions extends WindowOptions {
  /** By how much Sevalla's clock is ahead of this computer's, in ms. */
  readonly sevallaAheadMs?: number;
  /** Requests a minute that the sandbox allows; as in the reference unless given. */
  readonly limits?: SandboxOptions["limits"];
}

/** A sandbox, a clock that both sides have, and a window. */
export interface Desk extends DeskWindow {
  readonly clock: HandClock;
  readonly sandbox: Sandbox;
  /** The time in the sandbox. */
  sevallaNow(): number;
  /** How often the sandbox was asked, by method. */
  count(method: string, path?: RegExp): number;
  close(): Promise<void>;
}

export async function openDesk({ sevallaAheadMs = 0, limits = {}, ...options }: DeskOptions = {}): Promise<Desk> {
  const clock = new HandClock();
  const sevallaNow = () => clock.now() + sevallaAheadMs;
  const life = { waitingMs: 1_000, buildMs: 20_000, rolloutMs: 5_000 };
  const sandbox = await startSandbox({ clock: { now: sevallaNow }, life, limits });
  return {
    ...(await openWindow(sandbox, clock, options)),
    ...{ clock, sandbox, sevallaNow },
    count: (method, path = /./) =>
      sandbox.requests.filter((request) => request.method === method && path.test(request.path)).length,
    close: () => sandbox.close(),
  };
}

/** Opens one more window at the same sandbox. */
export async function openWindow(
  sandbox: Sandbox,
  clock: Clock,
  {
    memory = new FakeMemory(),
    lock = async () => async () => {},
    key = sandbox.keys.valid,
    secrets,
    timeoutMs = 30_000,
    shared = () => undefined,
    fetch = nodeFetch,
    after = realAfter,
    isWaitingByClock = false,
    ending,
  }: WindowOptions = {},
): Promise<DeskWindow> {
  const kept = secrets ?? new FakeSecrets();
  const session = new Session(kept, () => sandbox.url);
  const token = () => session.token(sandbox.url);
  const wait = isWaitingByClock ? (ms: number, signal?: AbortSignal) => pause(clock, ms, signal) : async () => {};
  const now = () => clock.now();
  const client = new SevallaClient({ fetch, baseUrl: sandbox.url, token, wait, timeoutMs, after, now, shared, ending });
  const store = new Store();
  const reader = new Reader(() => client, session, store, clock);
  session.onDidChange((state) => reader.follow(state));
  await (secrets ? session.read() : session.signIn(key, sandbox.url));
  const pending = new PendingRollbacks(memory);
  const rollbacks = new Rollbacks({
    client: () => client,
    ...{ session, reader, clock, lock },
    readUndone: async () => ({ kind: "unknown", why: "noGit" }),
    pending,
  });
  const deploys = new Deploys({ client: () => client, session, reader, clock, pending, lock });
  return { client, session, secrets: kept, store, reader, rollbacks, deploys };
}

/** The id of one of the sandbox's apps. */
export function idOf(sandbox: Pick<Sandbox, "account">, name: string): AppId {
  const id = parseAppId(sandbox.account.app(name).id);
  if (!id) throw new Error(`${name} has no proper id`);
  return id;
}

/** The ids of an app's deployments, newest first. */
export function deploymentIdsOf(sandbox: Sandbox, name: string): readonly DeploymentId[] {
  return sandbox.account.app(name).deployments.flatMap(({ id }) => parseDeploymentId(id) ?? []);
}
