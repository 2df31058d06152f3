import type { RollbackPlan } from "../model/rollbackPlan.ts";
import {
  type Commit,
  type CommitList,
  canFetch,
  type FileChanges,
  type Undone,
  type UndoneUnknown,
} from "../model/undone.ts";
import { age, imageName, shortSha, subject, visible } from "./format.ts";
import { names } from "./risks.ts";

const mostSubjects = 3;
const mostAuthors = 3;

/** As much of a plan as tells what it undoes in the code. */
export type CodeOfPlan = Pick<RollbackPlan, "live" | "target" | "undone">;

export interface CommitRow {
  readonly sha: string;
  readonly mark: string;
  readonly subject: string;
  /** "ada · 3 h ago", as much of it as is known. */
  readonly by: string;
}

/** Commits as a list under a heading. */
export interface CommitsView {
  /** "Undoes 3 commits", "Brings back 1 commit" */
  readonly heading: string;
  readonly commits: readonly CommitRow[];
  /** What the list leaves out, such as "4,900 older commits are left out."; undefined when it is whole. */
  readonly leftOut: string | undefined;
}

/** What a rollback undoes, for a panel or a document. */
export interface UndoneView {
  /** One to three sentences. */
  readonly summary: readonly string[];
  readonly lists: readonly CommitsView[];
  readonly riskyPaths: readonly string[];
  /** How many more such files there are. */
  readonly riskyLeftOut: number;
  /** Whether fetching may tell more. */
  readonly canFetch: boolean;
}

/** What a plan's rollback undoes in the code, line by line, with the newest subjects, for a dialog. */
export function undoneLines(plan: CodeOfPlan): readonly string[] {
  const { undone } = plan;
  if (undone?.kind !== "known") return summary(plan);
  const [first = "", ...others] = summary(plan);
  const [list, known] = undone.undone.count > 0 ? [undone.undone, plan.live] : [undone.returning, plan.target];
  const isShownAlready = list.count === 1 && list.newest[0]?.sha === known.commitSha;
  return [first, ...(isShownAlready ? [] : subjects(list)), ...others];
}

export function undoneView(plan: CodeOfPlan, now: number): UndoneView {
  const { undone } = plan;
  const files = filesOf(undone);
  const lists =
    undone?.kind === "known"
      ? ([
          ["Undoes", undone.undone],
          ["Brings back", undone.returning],
        ] as const)
      : [];
  return {
    summary: summary(plan),
    lists: lists.filter(([, { count }]) => count > 0).map(([verb, list]) => commitsView(verb, list, now)),
    riskyPaths: files?.risky.map(visible) ?? [],
    riskyLeftOut: files ? files.riskyCount - files.risky.length : 0,
    canFetch: canFetch(undone),
  };
}

export function commitRow({ sha, subject: text, author, at }: Commit, now: number): CommitRow {
  const by = [author && visible(author), at !== undefined && age(at, now)].filter(Boolean).join(" · ");
  return { sha, mark: shortSha(sha), subject: subject(text) || "(no message)", by };
}

function summary(plan: CodeOfPlan): readonly string[] {
  const { undone } = plan;
  if (undone === undefined) return [];
  const risky = riskyLine(filesOf(undone));
  switch (undone.kind) {
    case "sameCommit":
      return ["Undoes no commit: both were made from the same one."];
    case "known":
      return [...knownLines(undone), ...risky];
    case "unknown":
      return [unknownLine(plan, undone.why), ...risky];
  }
}

type Known = Extract<Undone, { readonly kind: "known" }>;

function knownLines(known: Known): readonly string[] {
  const unread = known.files ? [] : ["Which files that changes could not be read."];
  return [...commitLines(known), ...unread];
}

function commitLines({ undone, returning, files }: Known): readonly string[] {
  if (returning.count === 0) return [`Undoes ${commitsBy(undone)}${changed(files)}.`];
  if (undone.count === 0) return [`Undoes no commit. Brings back ${commitsBy(returning)}${changed(files)}.`];
  const differ = files ? ` ${number(files.count, "file")} ${files.count === 1 ? "differs" : "differ"}.` : "";
  return [
    `Undoes ${commitsBy(undone)}.`,
    `Brings back ${commitsBy(returning)}: the live release does not have ${returning.count === 1 ? "it" : "them"}.${differ}`,
  ];
}

function commitsView(verb: string, list: CommitList, now: number): CommitsView {
  const left = list.count - list.newest.length;
  const leftOut = list.isCut ? `more than ${number(left, "older commit")}` : number(left, "older commit");
  const isOne = left === 1 && !list.isCut;
  return {
    heading: `${verb} ${commits(list)}`,
    commits: list.newest.map((commit) => commitRow(commit, now)),
    leftOut: left > 0 || list.isCut ? `${capital(leftOut)} ${isOne ? "is" : "are"} left out.` : undefined,
  };
}

function commits({ count, isCut }: CommitList): string {
  return isCut ? `more than ${number(count, "commit")}` : number(count, "commit");
}

function commitsBy(list: CommitList): string {
  const all = [...new Set(list.newest.flatMap(({ author }) => author ?? []))];
  if (all.length === 0) return commits(list);
  const shown = all.slice(0, mostAuthors).map((author) => subject(author, 40));
  const isWhole = list.count === list.newest.length && !list.isCut;
  if (all.length > shown.length || !isWhole) shown.push("others");
  return `${commits(list)} by ${shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : shown[0]}`;
}

function changed(files: FileChanges | undefined): string {
  if (!files) return "";
  const { count, insertions, deletions } = files;
  const lines =
    insertions === undefined || deletions === undefined ? "" : `, +${plain(insertions)} −${plain(deletions)}`;
  return `: ${number(count, "file")}${lines}`;
}

function subjects({ newest, count, isCut }: CommitList): readonly string[] {
  const shown = newest
    .slice(0, mostSubjects)
    .map((commit) => `• ${subject(commit.subject, 80) || shortSha(commit.sha)}`);
  const left = isCut ? "more" : `${plain(count - shown.length)} more`;
  return count > shown.length ? [...shown, `• and ${left}`] : shown;
}

function riskyLine(files: FileChanges | undefined): readonly string[] {
  if (!files || files.riskyCount === 0) return [];
  const [what, it] = files.riskyCount === 1 ? ["File", "it"] : ["Files", "them"];
  const list = names(files.risky, files.riskyCount);
  return [`${what} to mind: ${list}. Check that the code you go back to works with ${it}.`];
}

function filesOf(undone: Undone | undefined): FileChanges | undefined {
  return undone && "files" in undone ? undone.files : undefined;
}

const fetchedWords: Readonly<Record<"missing" | "refused" | "failed", string>> = {
  missing: "The app's repository does not have the commits any more.",
  refused: "The app's repository did not let you in. Sign in to it as you do for Git: Fetch.",
  failed: 'The commits could not be fetched. See "Git: Show Git Output".',
};

/** Why commits were not fetched. */
export function unfetchedWords(why: "missing" | "refused" | "failed" | UndoneUnknown): string {
  const words = why === "missing" || why === "refused" || why === "failed" ? fetchedWords[why] : unknownReason(why);
  return `${words} Nothing was changed.`;
}

function unknownReason(why: UndoneUnknown): string {
  return why === "noCommit" ? "Sevalla does not name the commits." : capital(unknownWords[why]);
}

const unknownWords: Readonly<Record<Exclude<UndoneUnknown, "noCommit">, string>> = {
  noGit: "VS Code's Git extension is off or finds no Git. Check the setting git.enabled.",
  untrusted: "this workspace is not trusted, so Git does not run in it.",
  noRepository: "no repository of this workspace is the app's. Open its folder to see it.",
  notOpened: 'its repository is not open in VS Code. Open it with "Git: Open Repository".',
  notFetched: "its commits are not in your clone. Fetch them to see it.",
  shallow: "your clone is shallow and its history ends too early. Fetch the commits to see it.",
  late: "Git took longer than 5 seconds.",
  failed: 'Git could not tell. See "Git: Show Git Output".',
};

function unknownLine(plan: CodeOfPlan, why: UndoneUnknown): string {
  const unknown = "What it undoes in the code is not known:";
  if (why !== "noCommit") return `${unknown} ${unknownWords[why]}`;
  const { live, target } = plan;
  if (!live.commitSha && !target.commitSha && live.image && target.image) return imagesLine(live.image, target.image);
  return `${unknown} Sevalla does not name the commit of both.`;
}

function imagesLine(live: string, target: string): string {
  if (live === target) return `Both run the image ${imageName(live)}.`;
  const [from, to] = [imageParts(live), imageParts(target)];
  if (from.name === to.name && from.tag && to.tag) {
    return `Goes from ${visible(from.tag)} back to ${visible(to.tag)} of the image ${imageName(from.name)}.`;
  }
  return `Goes from the image ${imageName(live)} back to ${imageName(target)}.`;
}

/** A colon with a slash after it belongs to the registry's port. */
function imageParts(image: string): { readonly name: string; readonly tag: string | undefined } {
  const [, name = image, tag] = /^(.+?)(?:@|:(?!.*\/))(.+)$/.exec(image) ?? [];
  return { name, tag };
}

function number(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${plain(count)} ${what}s`;
}

function plain(count: number): string {
  return count.toLocaleString("en");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
