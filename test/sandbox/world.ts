import type { Account } from "./account.ts";
import type { Clock } from "./clock.ts";
import type { DemoCommit } from "./demoCommit.ts";
import type { Life } from "./deployment.ts";
import { DeviceCodes } from "./deviceCodes.ts";
import { FaultList } from "./faultList.ts";
import { type ApiKey, KeyRing, keyTokens } from "./keyRing.ts";
import { type Limits, RateLimit } from "./rateLimit.ts";
import type { RequestRecord } from "./requestRecord.ts";
import { seedAccount } from "./seed/seedAccount.ts";
import { seedOtherAccount } from "./seed/seedOtherAccount.ts";

export interface WorldOptions {
  readonly clock: Clock;
  readonly life: Life;
  readonly demoCommits: readonly DemoCommit[];
  readonly limits: Partial<Limits>;
  readonly approveCodesAfterMs?: number | undefined;
}

/** Everything the server remembers. */
export class World {
  readonly clock: Clock;
  readonly life: Life;
  readonly faults = new FaultList();
  /** Aborted when the sandbox closes, so that nothing delayed outlives it. */
  readonly stopped = new AbortController();
  account: Account;
  otherAccount: Account;
  keys: KeyRing;
  deviceCodes: DeviceCodes;
  rateLimit: RateLimit;
  requests: RequestRecord[] = [];
  readonly #options: WorldOptions;

  constructor(options: WorldOptions) {
    const now = options.clock.now();
    this.#options = options;
    this.clock = options.clock;
    this.life = options.life;
    this.account = seedAccount(now, options.demoCommits);
    this.otherAccount = seedOtherAccount(now);
    this.keys = new KeyRing(now);
    const { approveCodesAfterMs: afterMs } = options;
    this.deviceCodes = new DeviceCodes(afterMs === undefined ? undefined : { afterMs, token: keyTokens.valid });
    this.rateLimit = new RateLimit(options.limits);
  }

  accountOf(key: ApiKey): Account {
    return this[key.owner];
  }

  reset(): void {
    const fresh = new World(this.#options);
    this.account = fresh.account;
    this.otherAccount = fresh.otherAccount;
    this.keys = fresh.keys;
    this.deviceCodes = fresh.deviceCodes;
    this.rateLimit = fresh.rateLimit;
    this.requests = [];
    this.faults.clear();
  }
}
