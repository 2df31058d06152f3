import { formatCount, formatList, plural, t } from "../l10n.ts";
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

/** @param when words how long ago a time is */
export function undoneView(plan: CodeOfPlan, now: number, when = (at: number) => age(at, now)): UndoneView {
  const { undone } = plan;
  const files = filesOf(undone);
  const lists =
    undone?.kind === "known"
      ? ([
          [(what: string) => t("Undoes {0}", what), undone.undone],
          [(what: string) => t("Brings back {0}", what), undone.returning],
        ] as const)
      : [];
  return {
    summary: summary(plan),
    lists: lists.filter(([, { count }]) => count > 0).map(([head, list]) => commitsView(head, list, when)),
    riskyPaths: files?.risky.map(visible) ?? [],
    riskyLeftOut: files ? files.riskyCount - files.risky.length : 0,
    canFetch: canFetch(undone),
  };
}

function commitRow({ sha, subject: text, author, at }: Commit, when: (at: number) => string): CommitRow {
  const by = [author && visible(author), at !== undefined && when(at)].filter(Boolean).join(" · ");
  return { sha, mark: shortSha(sha), subject: subject(text) || t("(no message)"), by };
}

function summary(plan: CodeOfPlan): readonly string[] {
  const { undone } = plan;
  if (undone === undefined) return [];
  const risky = riskyLine(filesOf(undone));
  switch (undone.kind) {
    case "sameCommit":
      return [t("Undoes no commit: both were made from the same one.")];
    case "known":
      return [...knownLines(undone), ...risky];
    case "unknown":
      return [unknownLine(plan, undone.why), ...risky];
  }
}

type Known = Extract<Undone, { readonly kind: "known" }>;

function knownLines(known: Known): readonly string[] {
  const unread = known.files ? [] : [t("Which files that changes could not be read.")];
  return [...commitLines(known), ...unread];
}

function commitLines({ undone, returning, files }: Known): readonly string[] {
  const [gone, back, changes] = [commitsBy(undone), commitsBy(returning), changed(files)];
  if (returning.count === 0) return [changes ? t("Undoes {0}: {1}.", gone, changes) : t("Undoes {0}.", gone)];
  if (undone.count === 0) {
    return [
      changes
        ? t("Undoes no commit. Brings back {0}: {1}.", back, changes)
        : t("Undoes no commit. Brings back {0}.", back),
    ];
  }
  const missing = plural(
    returning.count,
    t("Brings back {0}: the live release does not have it.", back),
    t("Brings back {0}: the live release does not have them.", back),
  );
  return [t("Undoes {0}.", gone), files ? `${missing} ${differing(files.count)}` : missing];
}

function differing(count: number): string {
  return plural(count, t("{0} file differs.", formatCount(count)), t("{0} files differ.", formatCount(count)));
}

function commitsView(headed: (commits: string) => string, list: CommitList, when: (at: number) => string): CommitsView {
  return {
    heading: headed(commits(list)),
    commits: list.newest.map((commit) => commitRow(commit, when)),
    leftOut: leftOutWords(list),
  };
}

function leftOutWords({ count, newest, isCut }: CommitList): string | undefined {
  const left = count - newest.length;
  if (left <= 0 && !isCut) return undefined;
  const number = formatCount(left);
  if (isCut) {
    return plural(
      left,
      t("More than {0} older commit is left out.", number),
      t("More than {0} older commits are left out.", number),
    );
  }
  return plural(left, t("{0} older commit is left out.", number), t("{0} older commits are left out.", number));
}

function commits({ count, isCut }: CommitList): string {
  const number = formatCount(count);
  if (isCut) return plural(count, t("more than {0} commit", number), t("more than {0} commits", number));
  return plural(count, t("{0} commit", number), t("{0} commits", number));
}

function commitsBy(list: CommitList): string {
  const all = [...new Set(list.newest.flatMap(({ author }) => author ?? []))];
  if (all.length === 0) return commits(list);
  const shown = all.slice(0, mostAuthors).map((author) => subject(author, 40));
  const isWhole = list.count === list.newest.length && !list.isCut;
  if (all.length > shown.length || !isWhole) shown.push(t("others"));
  return t("{0} by {1}", commits(list), formatList(shown));
}

function changed(files: FileChanges | undefined): string {
  if (!files) return "";
  const { count, insertions, deletions } = files;
  const changed = plural(count, t("{0} file", formatCount(count)), t("{0} files", formatCount(count)));
  if (insertions === undefined || deletions === undefined) return changed;
  return `${changed}, +${formatCount(insertions)} −${formatCount(deletions)}`;
}

function subjects({ newest, count, isCut }: CommitList): readonly string[] {
  const shown = newest
    .slice(0, mostSubjects)
    .map((commit) => `• ${subject(commit.subject, 80) || shortSha(commit.sha)}`);
  const more = isCut ? t("and more") : t("and {0} more", formatCount(count - shown.length));
  return count > shown.length ? [...shown, `• ${more}`] : shown;
}

function riskyLine(files: FileChanges | undefined): readonly string[] {
  if (!files || files.riskyCount === 0) return [];
  const list = names(files.risky, files.riskyCount);
  return [
    plural(
      files.riskyCount,
      t("File to mind: {0}. Check that the code you go back to works with it.", list),
      t("Files to mind: {0}. Check that the code you go back to works with them.", list),
    ),
  ];
}

function filesOf(undone: Undone | undefined): FileChanges | undefined {
  return undone && "files" in undone ? undone.files : undefined;
}

const fetchedWords: Readonly<Record<"missing" | "refused" | "failed", () => string>> = {
  missing: () => t("The app's repository does not have the commits any more."),
  refused: () => t("The app's repository did not let you in. Sign in to it as you do for Git: Fetch."),
  failed: () => t('The commits could not be fetched. See "Git: Show Git Output".'),
};

/** Why commits were not fetched. */
export function unfetchedWords(why: "missing" | "refused" | "failed" | UndoneUnknown): string {
  const words = why === "missing" || why === "refused" || why === "failed" ? fetchedWords[why]() : unknownWords[why]();
  return `${words} ${t("Nothing was changed.")}`;
}

const unknownWords: Readonly<Record<UndoneUnknown, () => string>> = {
  noCommit: () => t("Sevalla does not name the commits."),
  noGit: () => t("VS Code's Git extension is off or finds no Git. Check the setting git.enabled."),
  untrusted: () => t("This workspace is not trusted, so Git does not run in it."),
  noRepository: () => t("No repository of this workspace is the app's. Open its folder to see it."),
  notOpened: () => t('Its repository is not open in VS Code. Open it with "Git: Open Repository".'),
  notFetched: () => t("Its commits are not in your clone. Fetch them to see it."),
  shallow: () => t("Your clone is shallow and its history ends too early. Fetch the commits to see it."),
  late: () => t("Git took longer than 5 seconds."),
  failed: () => t('Git could not tell. See "Git: Show Git Output".'),
};

function unknownLine(plan: CodeOfPlan, why: UndoneUnknown): string {
  const unknown = t("What it undoes in the code is not known.");
  if (why !== "noCommit") return `${unknown} ${unknownWords[why]()}`;
  const { live, target } = plan;
  if (!live.commitSha && !target.commitSha && live.image && target.image) return imagesLine(live.image, target.image);
  return `${unknown} ${t("Sevalla does not name the commit of both.")}`;
}

function imagesLine(live: string, target: string): string {
  if (live === target) return t("Both run the image {0}.", imageName(live));
  const [from, to] = [imageParts(live), imageParts(target)];
  if (from.name === to.name && from.tag && to.tag) {
    const image = imageName(from.name);
    return t("Goes from {0} back to {1} of the image {2}.", visible(from.tag), visible(to.tag), image);
  }
  return t("Goes from the image {0} back to {1}.", imageName(live), imageName(target));
}

/** A colon with a slash after it belongs to the registry's port. */
function imageParts(image: string): { readonly name: string; readonly tag: string | undefined } {
  const [, name = image, tag] = /^(.+?)(?:@|:(?!.*\/))(.+)$/.exec(image) ?? [];
  return { name, tag };
}
