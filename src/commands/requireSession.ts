import { t } from "../l10n.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { signIn } from "./signIn.ts";

/**
 * Whether there is a token to act with; where there is none, the user is offered to sign in first.
 * @param unchanged a sentence on what was not done
 */
export async function requireSession(parts: Parts, unchanged = t("Nothing was changed.")): Promise<boolean> {
  const { session } = parts;
  if (session.state.kind === "starting") await session.read();
  if (isSignedIn(parts)) return true;
  const isRejected = session.state.kind === "rejected";
  const what = isRejected ? t("Sevalla no longer accepts the stored API key.") : t("You are signed out of Sevalla.");
  const button = isRejected ? t("Sign in again") : t("Sign in");
  if ((await notify.warning(`${what} ${unchanged}`, button)) !== button) return false;
  await signIn(parts);
  return isSignedIn(parts);
}

function isSignedIn({ session }: Parts): boolean {
  return session.state.kind === "signedIn";
}
