import type { DeviceCode, DeviceCodes, DeviceStatus } from "../sevalla/deviceCodes.ts";
import { SevallaError } from "../sevalla/errors.ts";
import { type Clock, pause } from "./clock.ts";

/** How a sign-in by code ended. */
export type DeviceOutcome =
  | { readonly kind: "approved"; readonly token: string }
  | { readonly kind: "denied" }
  | { readonly kind: "expired" }
  /** It was approved, but the one answer with the token never got here. */
  | { readonly kind: "lost" }
  | { readonly kind: "failed"; readonly error: SevallaError };

const pauseMs = 5_000;
/** Codes live for five minutes by Sevalla's clock, which is asked rather than trusted to agree with ours. */
const patienceMs = 6 * 60_000;
/** An answer may break off once; something that is not Sevalla goes on answering nonsense. */
const mostMalformed = 3;

/** Asks every five seconds what has become of a code, until it is decided. Throws the signal's reason when aborted. */
export async function followDeviceCode(
  codes: Pick<DeviceCodes, "ask">,
  code: DeviceCode,
  clock: Clock,
  signal: AbortSignal,
): Promise<DeviceOutcome> {
  const end = clock.now() + patienceMs;
  let ms = pauseMs;
  let malformed = 0;
  while (clock.now() < end) {
    await pause(clock, ms, signal);
    const answer = await codes.ask(code, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      return SevallaError.from(error);
    });
    const error = answer instanceof SevallaError ? answer : undefined;
    malformed = error?.kind === "malformed" ? malformed + 1 : 0;
    if (error && (!isPassing(error) || malformed === mostMalformed)) return ended(error);
    const outcome = answer instanceof SevallaError ? undefined : outcomeOf(answer);
    if (outcome) return outcome;
    ms = Math.max(pauseMs, error?.retryAfterMs ?? 0);
  }
  return { kind: "expired" };
}

function outcomeOf({ status, token }: DeviceStatus): DeviceOutcome | undefined {
  if (status === "approved") return token === undefined ? { kind: "lost" } : { kind: "approved", token };
  return status === "denied" || status === "expired" ? { kind: status } : undefined;
}

/** What may be better five seconds later: a question changes nothing. */
function isPassing({ kind }: SevallaError): boolean {
  return ["offline", "timeout", "server", "rateLimited", "malformed"].includes(kind);
}

function ended(error: SevallaError): DeviceOutcome {
  return error.kind === "notFound" ? { kind: "expired" } : { kind: "failed", error };
}
