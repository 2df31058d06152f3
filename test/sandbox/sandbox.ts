/** A stand-in for the Sevalla API on this computer: the same calls, shapes, limits and errors, with an account of its own. */
import type { AddressInfo } from "node:net";
import type { Account } from "./account.ts";
import { type Clock, realClock } from "./clock.ts";
import type { DemoCommit } from "./demoCommit.ts";
import type { Life } from "./deployment.ts";
import type { Fault, FaultMatch } from "./fault.ts";
import { type KeyTokens, keyTokens } from "./keyRing.ts";
import type { Limits } from "./rateLimit.ts";
import type { RequestRecord } from "./requestRecord.ts";
import { buildServer } from "./server.ts";
import { World } from "./world.ts";

export { appIds } from "./seed/appIds.ts";

export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** The real clock unless given. */
  clock?: Clock;
  /** How long new deployments take. */
  life?: Life;
  /** The commits of the app "storefront", newest first. */
  demoCommits?: readonly DemoCommit[];
  /** Requests a minute, by tier; what is left out is as in the reference. */
  limits?: Partial<Limits>;
  /** Sign-in codes are approved by themselves after this time. */
  approveCodesAfterMs?: number;
}

export interface Sandbox {
  /** E.g. `http://127.0.0.1:4010/v3`: what the setting `sevalla.apiUrl` must be. */
  readonly url: string;
  /** The account that `keys.valid` opens; read and change it at will. Replaced by `reset()`. */
  readonly account: Account;
  /** The account that `keys.otherAccount` opens. */
  readonly otherAccount: Account;
  readonly keys: KeyTokens;
  /** Every request since the start or the last reset, oldest first. */
  readonly requests: readonly RequestRecord[];
  readonly deviceCodes: {
    /** The next poll gets the token; `keys.valid` unless told. */
    approve(code: string, token?: string): void;
    deny(code: string): void;
  };
  /** Makes matching requests go wrong; the answer removes the fault. */
  fault(match: FaultMatch, effect: Fault): () => void;
  clearFaults(): void;
  /** From now on every call with this key answers 401. */
  revoke(token: string): void;
  /** Back to the account as it is at the start, dated from the clock's present; no faults, requests or codes; full budgets. */
  reset(): void;
  /** Drops every connection and frees the port. */
  close(): Promise<void>;
}

/** Starts the sandbox on this computer's loopback address. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = new World({
    clock: options.clock ?? realClock,
    life: options.life ?? { waitingMs: 3_000, buildMs: 20_000, rolloutMs: 8_000 },
    demoCommits: options.demoCommits ?? [],
    limits: options.limits ?? {},
    approveCodesAfterMs: options.approveCodesAfterMs,
  });
  const server = buildServer(world);
  await server.listen({ host: "127.0.0.1", port: options.port ?? 0 });
  return {
    url: `http://127.0.0.1:${portOf(server.server.address())}/v3`,
    get account() {
      return world.account;
    },
    get otherAccount() {
      return world.otherAccount;
    },
    keys: keyTokens,
    get requests() {
      return world.requests;
    },
    deviceCodes: {
      approve: (code, token = keyTokens.valid) => world.deviceCodes.approve(code, token),
      deny: (code) => world.deviceCodes.deny(code),
    },
    fault: (match, effect) => world.faults.add(match, effect),
    clearFaults: () => world.faults.clear(),
    revoke: (token) => world.keys.revoke(token),
    reset: () => world.reset(),
    async close() {
      world.stopped.abort();
      await server.close();
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The sandbox has no port.");
  return address.port;
}
