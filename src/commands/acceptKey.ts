import { t } from "../l10n.ts";
import type { KeyFacts } from "../model/accounts.ts";
import { UnknownVersion } from "../model/unknownVersion.ts";
import { describeProblem } from "../present/problem.ts";
import { SevallaError } from "../sevalla/errors.ts";
import { isToken } from "../sevalla/token.ts";
import type { Parts } from "./parts.ts";

export const notAccepted = () =>
  t("Sevalla does not accept this API key, so it was not stored. Check it, or create a new one.");

/** Stores a key if Sevalla accepts it; else answers why it was not stored. Never throws. */
export async function acceptKey(parts: Parts, token: string, signal: AbortSignal): Promise<string | undefined> {
  if (token === "") return t("Enter an API key.");
  if (!isToken(token)) return t("An API key is one word of letters, digits and signs. Check what was pasted.");
  const { address } = parts.session;
  let key: KeyFacts;
  try {
    const check = await parts.client().checkKey(token, signal);
    if (!check.isValid || !check.isEnabled) return notAccepted();
    key = { ...check, checkedAt: parts.clock.now() };
  } catch (error) {
    return signal.aborted ? undefined : describeProblem(SevallaError.from(error), t("The key was not stored.")).message;
  }
  return signal.aborted ? undefined : storeKey(parts, token, address, key);
}

/**
 * Stores a key and uses it; else answers why it was not stored. Never throws.
 * @param address the API address that gave or accepted it
 */
export async function storeKey(
  { session, log }: Parts,
  token: string,
  address: string,
  key: KeyFacts | undefined,
): Promise<string | undefined> {
  try {
    await session.signIn(token, address, key);
    return undefined;
  } catch (error) {
    log.error(`The secret storage did not take the key: ${String(error)}`);
    if (error instanceof UnknownVersion) return error.message;
    return t(
      "VS Code's secret storage did not take the key, so it was not stored. Unlock your keyring, then try again.",
    );
  }
}
