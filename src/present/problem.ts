import { t } from "../l10n.ts";
import type { SevallaError, SevallaErrorKind } from "../sevalla/errors.ts";
import type { Mend } from "../webview/protocol.ts";

/** What the user may do about a problem, by a button. */
export type ProblemAction = "signIn" | "showLog" | "openSettings";

export interface Problem {
  readonly message: string;
  readonly action: ProblemAction;
}

const nextStep: Readonly<Record<SevallaErrorKind, () => string>> = {
  unauthorized: () => t("Sign in again with a valid API key."),
  forbidden: () => t("Use an API key that has this permission, or ask the owner of the account."),
  notFound: () => t("It may have been deleted, or belong to another account."),
  rejected: () => "",
  rateLimited: () => t("Everybody in your company shares the limit. Wait a minute, then try again."),
  server: () => t("Try again in a moment."),
  offline: () => t("Check your connection and proxy settings, then try again."),
  timeout: () => t("Try again in a moment."),
  malformed: () => t("Check the API address in the settings, and any proxy in between."),
};

/**
 * An error in words: what happened, what was not changed, what to do next.
 * @param unchanged a sentence on what stays as it was, where the user set out to change something
 */
export function describeProblem(error: SevallaError, unchanged?: string): Problem {
  const said =
    error.kind === "rejected" && error.serverMessage ? t("Sevalla says: {0}", sentence(error.serverMessage)) : "";
  const support =
    error.kind === "server" && error.requestId ? t("Support can look it up by request ID {0}.", error.requestId) : "";
  const parts = [error.message, said, unchanged ?? "", nextStepAfter(error), support];
  return { message: parts.filter((part) => part !== "").join(" "), action: actionFor(error) };
}

/** Refusals of our own, and redirects, say themselves what to do. */
function nextStepAfter({ kind, status = 0 }: SevallaError): string {
  return kind === "rejected" && status >= 400 ? t("Look at the Sevalla dashboard, then try again.") : nextStep[kind]();
}

function actionFor({ kind, fate }: SevallaError): ProblemAction {
  // What was refused without being sent has an address that cannot be used.
  if (kind === "rejected" && fate === "notSent") return "openSettings";
  if (kind === "unauthorized" || kind === "forbidden") return "signIn";
  return kind === "malformed" ? "openSettings" : "showLog";
}

/** What may be tried against an error without leaving the page; undefined where that helps nothing. */
export function mendFor({ kind }: SevallaError): Mend | undefined {
  if (kind === "notFound") return undefined;
  return { type: kind === "unauthorized" || kind === "forbidden" ? "signIn" : "refresh" };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
