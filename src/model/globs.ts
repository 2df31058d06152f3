import { follows, type Step } from "./follows.ts";

/** In a path a star stops at slashes, and a pattern without slashes is for the file's name; a name is one piece. */
export type GlobSubject = "path" | "name";

export interface Globs {
  matches(text: string): boolean;
  /** The entries that are no patterns; they are passed over. */
  readonly unusable: readonly unknown[];
}

const longest = 1_000;
/** A repository brings patterns along: what matching one may cost must not multiply. */
const mostAlternatives = 100;
const longestAlternatives = 4 * longest;

/**
 * Reads a list of glob patterns: `*`, `**`, `?`, `[a-z]`, `{a,b}`, `@(a|b)`, `?(a)`, and `\` before a letter that stands
 * for itself. Upper and lower case are the same. A pattern of paths that begins with "!" takes out again; for names one
 * list cannot take from another. A pattern with other groups or too many choices is not used: of paths it is passed over,
 * and of names, where patterns protect, it is taken to match every one. Matching takes at most a step for each letter of
 * the text with each of the pattern and its choices.
 */
export function readGlobs(list: readonly unknown[], subject: GlobSubject): Globs {
  const unusable: unknown[] = [];
  const matchers = list.flatMap((entry) => {
    const pattern = typeof entry === "string" && entry.length <= longest ? entry.trim() : "";
    const takesOut = subject === "path" && pattern.startsWith("!") && !pattern.startsWith("!(");
    const glob = takesOut ? pattern.slice(1) : pattern;
    const isForFileName = subject === "path" && !glob.includes("/");
    const alternatives = glob === "" ? [] : alternativesOf(isForFileName ? `**/${glob}` : glob);
    if (!alternatives && subject === "name") return [{ takesOut, matches: () => true }];
    if (!alternatives?.length) {
      unusable.push(entry);
      return [];
    }
    const ways = alternatives.map((one) => (subject === "path" ? foldersOf(one) : [stepOf(one)]));
    return [{ takesOut, matches: (pieces: readonly string[]) => ways.some((steps) => follows(steps, pieces)) }];
  });
  return {
    matches: (text) => {
      const folded = text.toLowerCase();
      const pieces = subject === "path" ? folded.split("/") : [folded];
      return (
        matchers.some((one) => !one.takesOut && one.matches(pieces)) &&
        !matchers.some((one) => one.takesOut && one.matches(pieces))
      );
    },
    unusable,
  };
}

/** The pattern once for each of its choices, without groups; undefined when there are too many or other groups. */
function alternativesOf(pattern: string): readonly string[] | undefined {
  const done: string[] = [];
  const open = [pattern.toLowerCase()];
  for (let glob = open.pop(); glob !== undefined; glob = open.pop()) {
    // The innermost first: what it holds is plain.
    const group = /(?<!\\)(?:([@?])\(([^()\\]*)\)|\{([^{},\\]*,[^{}\\]*)\})/.exec(glob);
    if (group) {
      const [whole, kind, choices = "", braced] = group;
      const before = glob.slice(0, group.index);
      const after = glob.slice(group.index + whole.length);
      const texts = braced === undefined ? choices.split("|") : braced.split(",");
      open.push(...(kind === "?" ? ["", ...texts] : texts).map((text) => before + text + after));
    } else {
      done.push(glob);
    }
    const all = [...done, ...open];
    const length = all.reduce((sum, one) => sum + one.length, 0);
    if (all.length > mostAlternatives || length > longestAlternatives) return undefined;
  }
  return done.some((glob) => /(?<!\\)[()|]|\{[^{}]*\.\.[^{}]*\}/.test(glob)) ? undefined : done;
}

function foldersOf(glob: string): readonly Step<string>[] {
  return glob
    .replace(/^\.\//, "")
    .split("/")
    .map((folder) => (folder === "**" ? "any" : stepOf(folder)));
}

/** What one piece of text has to look like. */
function stepOf(glob: string): (text: string) => boolean {
  if (!/[*?[\\]/.test(glob)) return (text) => text === glob;
  const letters = glob.match(/\\.|\[[!^]?\]?[^\]]*\]|./gs) ?? [];
  const steps = letters.map((part): Step<string> => {
    if (part === "*") return "any";
    if (part === "?") return () => true;
    return part.startsWith("[") && part.length > 2 ? oneOf(part.slice(1, -1)) : (letter) => letter === part.slice(-1);
  });
  return (text) => follows(steps, text);
}

function oneOf(letters: string): (letter: string) => boolean {
  const isOther = /^[!^]/.test(letters);
  const ranges = [...(isOther ? letters.slice(1) : letters).matchAll(/(.)-(.)|\\?(.)/gs)].map(
    ([, from, to, one = ""]) => [from ?? one, to ?? one] as const,
  );
  return (letter) => ranges.some(([from, to]) => from <= letter && letter <= to) !== isOther;
}
