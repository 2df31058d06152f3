import type { AppRank } from "../model/appRanking.ts";

/** Over each group of apps, where there are several: why they stand together. */
export const rankWords: Readonly<Record<AppRank, string>> = {
  sameRepository: "made from this folder's Git repository",
  similarName: "called like this folder",
  other: "other apps",
};
