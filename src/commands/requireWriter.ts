import { t } from "../l10n.ts";
import { readOnlyKey } from "../present/problem.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { signIn } from "./signIn.ts";

/**
 * Whether the key in use may change something, as far as is known; if it may not, says so and offers another.
 * @param unchanged a sentence on what was not done
 */
export async function requireWriter(parts: Parts, unchanged: string): Promise<boolean> {
  if (!parts.session.isReadOnly) return true;
  const another = t("Sign in with another key");
  if ((await notify.warning(`${readOnlyKey()} ${unchanged}`, another)) !== another) return false;
  return signIn(parts);
}
