import { ApiError } from "./apiError.ts";
import { hashed } from "./hashed.ts";

type State = "pending" | "approved" | "denied";

/** In place of a person who approves codes in the dashboard. */
export interface SelfApproval {
  readonly afterMs: number;
  readonly token: string;
}

interface DeviceCode {
  readonly code: string;
  readonly address: string;
  readonly expiresAt: number;
  state: State;
  token: string | undefined;
}

const lifetimeMs = 5 * 60_000;
const livePerAddress = 5;

/** Sign-ins by code. A code is live while it is pending and not expired. */
export class DeviceCodes {
  readonly #codes: DeviceCode[] = [];
  readonly #approval: SelfApproval | undefined;

  constructor(approval?: SelfApproval) {
    this.#approval = approval;
  }

  create(address: string, now: number): { code: string; expiresAt: number } {
    const live = this.#codes.filter((code) => code.address === address && stateOf(code, now) === "pending");
    if (live.length >= livePerAddress) throw new ApiError(429, "Too many sign-in codes are waiting. Try again later.");
    const made: DeviceCode = {
      code: hashed(`device/${this.#codes.length}`).slice(0, 8).toUpperCase(),
      address,
      expiresAt: now + lifetimeMs,
      state: "pending",
      token: undefined,
    };
    this.#codes.push(made);
    return made;
  }

  /** Where the sign-in stands; hands the token out once. */
  poll(code: string, now: number): { status: State | "expired"; token?: string } {
    const known = this.#find(code);
    if (!known) throw new ApiError(404, "Device code not found");
    if (this.#approval && known.state === "pending" && now >= known.expiresAt - lifetimeMs + this.#approval.afterMs) {
      this.approve(code, this.#approval.token);
    }
    const status = stateOf(known, now);
    const token = status === "approved" ? known.token : undefined;
    if (token === undefined) return { status };
    known.token = undefined;
    return { status, token };
  }

  approve(code: string, token: string): void {
    const known = this.#known(code);
    known.state = "approved";
    known.token = token;
  }

  deny(code: string): void {
    this.#known(code).state = "denied";
  }

  #known(code: string): DeviceCode {
    const known = this.#find(code);
    if (!known) throw new Error(`The sandbox made no sign-in code ${code}.`);
    return known;
  }

  #find(code: string): DeviceCode | undefined {
    return this.#codes.find((candidate) => candidate.code === code.toUpperCase());
  }
}

function stateOf(code: DeviceCode, now: number): State | "expired" {
  return code.state !== "denied" && now >= code.expiresAt ? "expired" : code.state;
}
