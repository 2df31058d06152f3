export type Tier = "read" | "logs" | "deployment" | "write";
/** Requests a minute. */
export type Limits = Readonly<Record<Tier, number>>;

export const referenceLimits: Limits = { read: 400, logs: 30, deployment: 10, write: 30 };

export interface Budget {
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the window ends. */
  readonly resetSeconds: number;
  readonly isExceeded: boolean;
}

const windowMs = 60_000;

/** Counts requests in fixed windows of a minute that begin with the first request. */
export class RateLimit {
  readonly #limits: Limits;
  readonly #windows = new Map<string, { start: number; used: number }>();

  constructor(limits: Partial<Limits>) {
    this.#limits = { ...referenceLimits, ...limits };
  }

  /** Takes one request from the budget of this tier and scope. */
  spend(tier: Tier, scope: string, now: number): Budget {
    const limit = this.#limits[tier];
    const window = this.#window(`${tier} ${scope}`, now);
    window.used += 1;
    return {
      limit,
      remaining: Math.max(0, limit - window.used),
      resetSeconds: Math.ceil((window.start + windowMs - now) / 1000),
      isExceeded: window.used > limit,
    };
  }

  #window(key: string, now: number): { start: number; used: number } {
    const current = this.#windows.get(key);
    if (current && now < current.start + windowMs) return current;
    const fresh = { start: now, used: 0 };
    this.#windows.set(key, fresh);
    return fresh;
  }
}
