import { formatCount, plural, t } from "../l10n.ts";
import { type HeadPlace, mostAhead } from "../model/head.ts";

/** Where the commit that is checked out stands to the live one. */
export interface HeadWords {
  /** Behind the release in the status bar. */
  readonly mark: string;
  readonly words: readonly string[];
}

export function headWords(place: HeadPlace): HeadWords {
  if (place.kind === "notFetched")
    return only(t("The live commit is not in your clone. Fetch to compare it with HEAD."));
  if (place.kind === "shallow") return only(t("Your clone is shallow: HEAD cannot be compared with what is live."));
  const { ahead, behind } = place;
  if (ahead === 0 && behind === 0) return { mark: " · HEAD", words: [t("Your HEAD is what is live.")] };
  const marks = [ahead > 0 ? `+${short(ahead)}` : undefined, behind > 0 ? `−${short(behind)}` : undefined];
  return { mark: ` · HEAD ${marks.filter(Boolean).join(" ")}`, words: [sentence(ahead, behind)] };
}

function sentence(ahead: number, behind: number): string {
  if (behind === 0) return aheadWords(ahead);
  if (ahead === 0) return behindWords(behind);
  return t(
    "Your HEAD and what is live have diverged: {0} only in HEAD, {1} only in what is live.",
    commits(ahead),
    commits(behind),
  );
}

function aheadWords(count: number): string {
  if (count > mostAhead) return t("Your HEAD is more than {0} commits ahead of what is live.", `${mostAhead}`);
  return plural(
    count,
    t("Your HEAD is {0} commit ahead of what is live.", formatCount(count)),
    t("Your HEAD is {0} commits ahead of what is live.", formatCount(count)),
  );
}

function behindWords(count: number): string {
  if (count > mostAhead) return t("Your HEAD is more than {0} commits behind what is live.", `${mostAhead}`);
  return plural(
    count,
    t("Your HEAD is {0} commit behind what is live.", formatCount(count)),
    t("Your HEAD is {0} commits behind what is live.", formatCount(count)),
  );
}

function only(words: string): HeadWords {
  return { mark: "", words: [words] };
}

function short(count: number): string {
  return count > mostAhead ? `${mostAhead}+` : `${count}`;
}

function commits(count: number): string {
  if (count > mostAhead) return t("more than {0} commits", `${mostAhead}`);
  return plural(count, t("{0} commit", formatCount(count)), t("{0} commits", formatCount(count)));
}
