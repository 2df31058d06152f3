import { t } from "../l10n.ts";
import type { SessionState } from "../model/session.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";

/**
 * Whether the session is still the one in which the user was asked; if not, says so.
 * @param unchanged a sentence on what was not done
 */
export function isStillAsked({ session }: Parts, asked: SessionState, unchanged: string): boolean {
  if (session.state === asked) return true;
  void notify.warning(`${t("You have signed in or out since you were asked.")} ${unchanged}`);
  return false;
}
