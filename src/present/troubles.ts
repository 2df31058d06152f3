import { t } from "../l10n.ts";
import { phaseOf } from "../model/deployment.ts";
import { type Link, linkedAppIds } from "../model/link.ts";
import { type Account, deploymentsOf, findApp, type ReadyAccount, type State } from "../model/store.ts";
import { visible } from "./format.ts";
import { isUnusable } from "./link.ts";

/**
 * What is wrong with the links: apps whose last deployment failed, as long as nobody has looked at it, and links that lead
 * to none. How much, and which. Undefined when all is well.
 */
export function troubles(state: State): { readonly count: number; readonly words: string } | undefined {
  if (state.account.kind !== "ready") return undefined;
  const failed = linkedAppIds(state.links).flatMap((appId) => {
    const [newest] = deploymentsOf(state, appId);
    const app = findApp(state, appId);
    const isAlarming = newest && phaseOf(newest.status) === "failed" && !state.looked.has(newest.id);
    return app && isAlarming ? [visible(app.name)] : [];
  });
  const broken = brokenLinks(state).map(({ folder }) => visible(folder.name));
  if (failed.length + broken.length === 0) return undefined;
  const words = [
    ...(failed.length > 0 ? [t("Last deployment failed: {0}", failed.join(", "))] : []),
    ...(broken.length > 0 ? [t("Link leads to no app: {0}", broken.join(", "))] : []),
  ];
  return { count: failed.length + broken.length, words: words.join("\n") };
}

/** Links that lead to no app, as far as that is known. */
export function brokenLinks(state: State): readonly Link[] {
  const { account } = state;
  const isUnread = (link: Link) => account.kind === "ready" && unreadApp(account, link) !== undefined;
  const isMissing = (link: Link) => !link.appId || !(findApp(state, link.appId) || isUnread(link));
  return state.links.filter((link) => isMissing(link) || isUnusable(link));
}

export type Unread = Extract<Account, { readonly kind: "loading" | "failed" }>;

/** What there is in place of a linked app that is not known, as long as nobody has said that it does not exist. */
export function unreadApp({ apps, histories, isPartial }: ReadyAccount, { appId }: Link): Unread | undefined {
  if (!isPartial || !appId || apps.some(({ id }) => id === appId)) return undefined;
  const found = histories.get(appId);
  if (found?.kind !== "failed") return { kind: "loading" };
  return found.error.kind === "notFound" ? undefined : found;
}
