import { t } from "../l10n.ts";
import type { DeviceOutcome } from "../model/deviceSignIn.ts";
import type { SevallaError } from "../sevalla/errors.ts";
import { describeProblem } from "./problem.ts";

/** Why a sign-in by code came to nothing. */
export function deviceWords(outcome: Exclude<DeviceOutcome, { readonly kind: "approved" }>): string {
  switch (outcome.kind) {
    case "denied":
      return t("The sign-in was denied in the browser. Nothing was changed.");
    case "expired":
      return t("The code was not approved in time. Nothing was changed.");
    case "lost":
      return t(
        "The sign-in was approved, but the answer with the API key was lost on its way. Nothing was changed here. Try again, and remove the unused key in the Sevalla dashboard.",
      );
    case "failed":
      return describeProblem(outcome.error, t("Nothing was changed.")).message;
  }
}

/** Why there is no code to sign in with. */
export function noCodeWords(error: SevallaError): string {
  if (error.kind !== "rateLimited" || error.requestsLeft === 0)
    return describeProblem(error, t("Nothing was changed.")).message;
  return t(
    "Too many sign-in codes are waiting already: Sevalla allows five at a time. Nothing was changed. Wait five minutes, or paste an API key.",
  );
}
