import { t } from "../l10n.ts";
import type { Change } from "../sevalla/change.ts";

/** Why what changes an app, or several, in this way is switched off. */
export function refusedWords(kind: Change["kind"], names: string): string {
  return kind === "deployments"
    ? t("This API key may not deploy or roll back {0}. Sign in with one that may.", names)
    : t("This API key may not change the settings of {0}. Sign in with one that may.", names);
}
