import { t } from "../l10n.ts";
import { visible } from "../present/format.ts";
import { refusedWords } from "../present/refused.ts";
import { type Change, isAmong } from "../sevalla/change.ts";
import type { AppSummary } from "../sevalla/resources.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { signIn } from "./signIn.ts";

/**
 * Whether the key in use may change an app in this way, as far as is known; if it may not, says so and offers another.
 * @param unchanged a sentence on what was not done
 */
export async function requireWriter(
  parts: Parts,
  { id, name }: AppSummary,
  kind: Change["kind"],
  unchanged: string,
): Promise<boolean> {
  if (!isAmong(parts.session.refused, id, kind)) return true;
  const another = t("Sign in with another key");
  // Somebody may have given the key the permission in the meantime.
  const again = t("Try again");
  const answer = await notify.warning(`${refusedWords(kind, visible(name))} ${unchanged}`, another, again);
  return answer === again || (answer === another && (await signIn(parts)));
}
