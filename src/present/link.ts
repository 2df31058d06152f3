import { t } from "../l10n.ts";
import type { Link } from "../model/link.ts";
import { visible } from "./format.ts";

/** Whether a link can lead nowhere, whatever apps there are. */
export function isUnusable({ part }: Link): boolean {
  return part !== undefined && !part.isUsable;
}

/**
 * Why a link leads nowhere, and what stays possible.
 * @param account the name of the account in use, where there are several
 */
export function brokenLink(link: Link, account: string | undefined): string {
  const folder = visible(link.folder.name);
  const { part, appId, isUnreadable } = link;
  if (isUnreadable) {
    return t("The setting sevalla.apps of {0} is no list of paths with app IDs. Correct the setting.", folder);
  }
  if (part && !part.isUsable) {
    const glob = visible(part.glob);
    return t(
      "In the setting sevalla.apps of {0}, “{1}” is not a pattern for paths. Correct the setting.",
      folder,
      glob,
    );
  }
  if (appId) return `${elsewhere(part ? `${folder}/${visible(part.glob)}` : folder, account)} ${next(link, account)}`;
  return part
    ? t(
        "In the setting sevalla.apps of {0}, “{1}” has something other than an app ID. Correct the setting.",
        folder,
        visible(part.glob),
      )
    : t("The setting sevalla.app of {0} is not an app ID. Link the folder again.", folder);
}

function elsewhere(place: string, account: string | undefined): string {
  return account === undefined
    ? t("The app linked to {0} is not in this account: it may have been deleted, or belong to another account.", place)
    : t(
        "The app linked to {0} is not in the account {1}: it may have been deleted, or belong to another account.",
        place,
        visible(account),
      );
}

function next({ part }: Link, account: string | undefined): string {
  if (account === undefined) return part ? t("Correct the setting sevalla.apps.") : t("Link the folder again.");
  return part
    ? t("Switch the account, or correct the setting sevalla.apps.")
    : t("Switch the account, or link the folder again.");
}
