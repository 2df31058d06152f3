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
  if (isUnreadable)
    return `The setting sevalla.apps of ${folder} is no list of paths with app IDs. Correct the setting.`;
  if (part && !part.isUsable) {
    return `In the setting sevalla.apps of ${folder}, “${visible(part.glob)}” is not a pattern for paths. Correct the setting.`;
  }
  const place = part ? `${folder}/${visible(part.glob)}` : folder;
  const mend = part ? "Correct the setting sevalla.apps." : "Link the folder again.";
  if (appId) {
    const where = account === undefined ? "this account" : `the account ${visible(account)}`;
    const next =
      account === undefined ? mend : `Switch the account, or ${mend.charAt(0).toLowerCase()}${mend.slice(1)}`;
    return `The app linked to ${place} is not in ${where}: it may have been deleted, or belong to another account. ${next}`;
  }
  return part
    ? `In the setting sevalla.apps of ${folder}, “${visible(part.glob)}” has something other than an app ID. Correct the setting.`
    : `The setting sevalla.app of ${folder} is not an app ID. ${mend}`;
}
