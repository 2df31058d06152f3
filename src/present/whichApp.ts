import { t } from "../l10n.ts";
import { appsOf, type State } from "../model/store.ts";
import type { AppSummary } from "../sevalla/resources.ts";

/** What tells an app from others; each is "" where there is nothing to tell apart. */
export interface WhichApp {
  /** The account, where there are several, and the ID, where another app is called the same. */
  readonly first: string;
  /** The ID, where another app may be called the same: not all are known. */
  readonly last: string;
}

export const onlyApp: WhichApp = { first: "", last: "" };

export function whichApp(state: Pick<State, "account" | "key">, { id, name }: AppSummary): WhichApp {
  const { account, key } = state;
  const isShared = appsOf(state).some((other) => other.name === name && other.id !== id);
  const isListKnown = account.kind === "ready" && !account.isPartial;
  const first = [
    key.name === undefined ? "" : t("Account: {0}", key.name),
    isShared ? t("There is more than one app of this name. This one has the ID {0}.", id) : "",
  ];
  return {
    first: first.filter((line) => line !== "").join("\n"),
    last: isShared || isListKnown ? "" : t("ID of the app: {0}", id),
  };
}

/** The paragraphs of a question about an app, without the empty ones. */
export function askedOf({ first, last }: WhichApp, ...paragraphs: readonly string[]): string {
  return [first, ...paragraphs, last].filter((paragraph) => paragraph !== "").join("\n\n");
}
