import { randomUUID } from "node:crypto";
import type { Clock } from "./clock.ts";
import type { RollbackPlan } from "./rollbackPlan.ts";
import type { Session, SessionState } from "./session.ts";

const keptMs = 15 * 60_000;
const mostKept = 20;

/** Why there is no plan to be had by an ID. */
export type MissingPlan = "unknown" | "used" | "expired" | "otherSession";

export interface KeptPlan {
  readonly id: string;
  readonly plan: RollbackPlan;
  /** Until when it can be carried out, ms since the epoch. */
  readonly until: number;
}

interface Entry extends KeptPlan {
  readonly session: SessionState;
  isUsed: boolean;
}

/**
 * Plans that were handed out by an ID, in memory only: what comes back is the very plan that was made. Each is good
 * once, for a quarter of an hour, and in the session in which it was made.
 */
export class KeptPlans {
  readonly #session: Session;
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();

  constructor(session: Session, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  keep(plan: RollbackPlan): KeptPlan {
    const id = `plan-${randomUUID()}`;
    const kept = { id, plan, until: this.#clock.now() + keptMs };
    this.#entries.set(id, { ...kept, session: this.#session.state, isUsed: false });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > mostKept && oldest !== undefined) this.#entries.delete(oldest);
    return kept;
  }

  look(id: string): RollbackPlan | MissingPlan {
    const entry = this.#entries.get(id);
    if (!entry) return "unknown";
    if (entry.isUsed) return "used";
    if (entry.session !== this.#session.state) return "otherSession";
    return this.#clock.now() < entry.until ? entry.plan : "expired";
  }

  /** As `look`; nobody gets the plan again. */
  take(id: string): RollbackPlan | MissingPlan {
    const found = this.look(id);
    const entry = this.#entries.get(id);
    if (entry && found === entry.plan) entry.isUsed = true;
    return found;
  }
}
