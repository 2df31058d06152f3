import { PendingRollbacks } from "../../src/model/pendingRollbacks.ts";
import { Reader } from "../../src/model/reader.ts";
import { Rollbacks } from "../../src/model/rollback.ts";
import { Session } from "../../src/model/session.ts";
import { Store } from "../../src/model/store.ts";
import { SevallaClient } from "../../src/sevalla/client.ts";
import { nodeFetch } from "../../src/sevalla/nodeFetch.ts";
import { type AppId, type DeploymentId, parseAppId, parseDeploymentId } from "../../src/sevalla/resources.ts";
import { type Sandbox, startSandbox } from "../sandbox/sandbox.ts";
import { FakeMemory } from "./fakeMemory.ts";
import { FakeSecrets } from "./fakeSecrets.ts";
import { HandClock } from "./handClock.ts";

/** The plain half of the extension, joined as in extension.ts, signed in to a sandbox that has the same clock. */
export interface Desk {
  readonly clock: HandClock;
  readonly sandbox: Sandbox;
  readonly session: Session;
  readonly store: Store;
  readonly reader: Reader;
  readonly rollbacks: Rollbacks;
  /** How often the sandbox was asked, by method. */
  count(method: string, path?: RegExp): number;
  close(): Promise<void>;
}

export async function openDesk(): Promise<Desk> {
  const clock = new HandClock();
  const sandbox = await startSandbox({ clock, life: { waitingMs: 1_000, buildMs: 20_000, rolloutMs: 5_000 } });
  const session = new Session(new FakeSecrets(), () => sandbox.url);
  const token = () => session.token(sandbox.url);
  const client = new SevallaClient({ fetch: nodeFetch, baseUrl: sandbox.url, token, wait: async () => {} });
  const store = new Store();
  const reader = new Reader(() => client, session, store, clock);
  session.onDidChange((state) => reader.follow(state));
  await session.signIn(sandbox.keys.valid, sandbox.url);
  return {
    clock,
    sandbox,
    session,
    store,
    reader,
    rollbacks: new Rollbacks({
      client: () => client,
      ...{ session, reader, clock },
      readUndone: async () => ({ kind: "unknown", why: "noGit" }),
      pending: new PendingRollbacks(new FakeMemory()),
      lock: async () => async () => {},
    }),
    count: (method, path = /./) =>
      sandbox.requests.filter((request) => request.method === method && path.test(request.path)).length,
    close: () => sandbox.close(),
  };
}

/** The id of one of the sandbox's apps. */
export function idOf(sandbox: Sandbox, name: string): AppId {
  const id = parseAppId(sandbox.account.app(name).id);
  if (!id) throw new Error(`${name} has no proper id`);
  return id;
}

/** The ids of an app's deployments, newest first. */
export function deploymentIdsOf(sandbox: Sandbox, name: string): readonly DeploymentId[] {
  return sandbox.account.app(name).deployments.flatMap(({ id }) => parseDeploymentId(id) ?? []);
}
