import { t } from "../l10n.ts";
import { isEndNear } from "../model/keyExpiry.ts";
import { linkedAppIds } from "../model/link.ts";
import { findApp, type ReadyAccount, type State } from "../model/store.ts";
import type { SevallaError } from "../sevalla/errors.ts";
import type { AppId } from "../sevalla/resources.ts";
import { age, exactTime, visible } from "./format.ts";
import { expirySentence } from "./keyExpiry.ts";
import { brokenLink } from "./link.ts";
import { refusedWords } from "./refused.ts";
import { staleWords } from "./summary.ts";
import { brokenLinks } from "./troubles.ts";

/**
 * The line above the tree: what is out of date or wrong with what it shows.
 * @param expanded apps whose deployments are in sight
 */
export function viewMessage(state: State, expanded: readonly AppId[], now: number): string | undefined {
  const { account } = state;
  // An empty view has a welcome text of its own, which VS Code leaves out beside a message.
  if (account.kind !== "ready" || account.apps.length === 0) return undefined;
  const sentences = [outOfDate(state, account, expanded, now), ...refusals(state), ...ending(state, now)].filter(
    Boolean,
  );
  return sentences.length > 0 ? sentences.join(" ") : undefined;
}

function outOfDate(state: State, account: ReadyAccount, expanded: readonly AppId[], now: number): string | undefined {
  if (account.stale) return agedWords(account.stale, account.loadedAt, now);
  if (account.isPartial) return t("The list of all apps is still being loaded. Refresh loads it at once.");
  const stale = firstStaleHistory(account, [...linkedAppIds(state.links), ...expanded]);
  if (stale) return agedWords(stale.error, stale.since, now);
  const [broken] = brokenLinks(state);
  return broken && brokenLink(broken, state.key.name);
}

/** Why menus are grey, which they cannot say themselves. */
function refusals(state: State): readonly string[] {
  return (["deployments", "settings"] as const).flatMap((kind) => {
    const apps = state.key.refused.flatMap((one) => (one.kind === kind && findApp(state, one.appId)) || []);
    return apps.length > 0 ? refusedWords(kind, apps.map(({ name }) => visible(name)).join(", ")) : [];
  });
}

/** How long the key in use still lasts, when that is not long. */
function ending({ key: { end } }: State, now: number): readonly string[] {
  return end && isEndNear(end.at, now) ? [expirySentence(end.name, end.at, now)] : [];
}

function agedWords(error: SevallaError, since: number, now: number): string {
  // Until somebody signs in again nothing is drawn anew, and an age would be wrong a minute later.
  return staleWords(error, error.kind === "unauthorized" ? exactTime(since) : age(since, now));
}

function firstStaleHistory(account: ReadyAccount, appIds: readonly AppId[]) {
  for (const appId of appIds) {
    const history = account.histories.get(appId);
    if (history?.kind === "ready" && history.stale) return { error: history.stale, since: history.loadedAt };
  }
  return undefined;
}
