import { type HeadPlace, mostAhead } from "../model/head.ts";

/** Where the commit that is checked out stands to the live one. */
export interface HeadWords {
  /** Behind the release in the status bar. */
  readonly mark: string;
  readonly words: readonly string[];
}

export function headWords(place: HeadPlace): HeadWords {
  if (place.kind === "notFetched") return only("The live commit is not in your clone. Fetch to compare it with HEAD.");
  if (place.kind === "shallow") return only("Your clone is shallow: HEAD cannot be compared with what is live.");
  const { ahead, behind } = place;
  if (ahead === 0 && behind === 0) return { mark: " · HEAD", words: ["Your HEAD is what is live."] };
  const marks = [ahead > 0 ? `+${short(ahead)}` : undefined, behind > 0 ? `−${short(behind)}` : undefined];
  return { mark: ` · HEAD ${marks.filter(Boolean).join(" ")}`, words: [sentence(ahead, behind)] };
}

function sentence(ahead: number, behind: number): string {
  if (behind === 0) return `Your HEAD is ${commits(ahead)} ahead of what is live.`;
  if (ahead === 0) return `Your HEAD is ${commits(behind)} behind what is live.`;
  return `Your HEAD and what is live have diverged: ${commits(ahead)} only in HEAD, ${commits(behind)} only in what is live.`;
}

function only(words: string): HeadWords {
  return { mark: "", words: [words] };
}

function short(count: number): string {
  return count > mostAhead ? `${mostAhead}+` : `${count}`;
}

function commits(count: number): string {
  if (count > mostAhead) return `more than ${mostAhead} commits`;
  return count === 1 ? "1 commit" : `${count} commits`;
}
