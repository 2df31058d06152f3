import { t } from "../l10n.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { tellUnchangeable } from "./tellUnchangeable.ts";

/** Uses a stored account from now on. Whether that came about. */
export async function useAccount({ session, log }: Parts, id: string): Promise<boolean> {
  try {
    await session.choose(id);
  } catch (error) {
    tellUnchangeable(log, error, t("The account was not switched."));
    return false;
  }
  const isThere = session.accounts.some((account) => account.id === id && account.isChosen);
  if (!isThere) void notify.warning(t("That account was signed out in another window. Nothing was changed."));
  return isThere;
}
