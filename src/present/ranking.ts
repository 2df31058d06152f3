import { t } from "../l10n.ts";
import type { AppRank } from "../model/appRanking.ts";

/** Over each group of apps, where there are several: why they stand together. */
export const rankWords: Readonly<Record<AppRank, () => string>> = {
  sameRepository: () => t("made from this folder's Git repository"),
  similarName: () => t("named like this folder"),
  other: () => t("other apps"),
};
