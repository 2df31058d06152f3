import { t } from "../l10n.ts";
import type { SevallaErrorDetails } from "./errors.ts";

/** What a proxy answers that wants to know who asks. */
export const proxyStatus = 407;

/** What is to be said of a status by which a proxy kept a request from leaving. */
export function fromProxy(status: number | undefined): SevallaErrorDetails {
  if (status !== proxyStatus) return {};
  const message = t("The proxy between you and Sevalla asks for a user name and a password, and let nothing through.");
  return { message, fate: "notSent", status };
}
