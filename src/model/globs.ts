import picomatch from "picomatch";

/** In a path a star stops at slashes, and a pattern without slashes is for the file's name; a name is one piece. */
export type GlobSubject = "path" | "name";

export interface Globs {
  matches(text: string): boolean;
  /** The entries that are no patterns; they are passed over. */
  readonly unusable: readonly unknown[];
}

const longest = 1_000;

/**
 * Reads a list of glob patterns. Upper and lower case are the same. A pattern of paths that begins with "!" takes out
 * again; for names one list cannot take from another. A pattern that could take long to match is not used: of paths it
 * is passed over, and of names, where patterns protect, it is taken to match every one.
 */
export function readGlobs(list: readonly unknown[], subject: GlobSubject): Globs {
  // "bash" lets a star take slashes along.
  const options = { nocase: true, dot: true, bash: subject === "name" };
  const unusable: unknown[] = [];
  const matchers = list.flatMap((entry) => {
    const pattern = typeof entry === "string" && entry.length <= longest ? entry.trim() : "";
    const takesOut = subject === "path" && pattern.startsWith("!") && !pattern.startsWith("!(");
    const glob = takesOut ? pattern.slice(1) : pattern;
    const isForFileName = subject === "path" && glob !== "" && !glob.includes("/");
    const isUsed = isTame(glob);
    const matches = isUsed ? compiled(isForFileName ? `**/${glob}` : glob, options) : undefined;
    if (!isUsed && subject === "name") return [{ takesOut, matches: () => true }];
    if (!matches) unusable.push(entry);
    return matches ? [{ takesOut, matches }] : [];
  });
  return {
    matches: (text) =>
      matchers.some((one) => !one.takesOut && one.matches(text)) &&
      !matchers.some((one) => one.takesOut && one.matches(text)),
    unusable,
  };
}

function compiled(pattern: string, options: picomatch.PicomatchOptions): ((text: string) => boolean) | undefined {
  if (pattern === "") return undefined;
  try {
    const matches = picomatch(pattern, options);
    return (text) => matches(text);
  } catch {
    return undefined;
  }
}

/**
 * Whether matching cannot take long, whatever a repository brings along: a group that repeats or many stars double the
 * time with each letter, and the extension host stands still meanwhile. A choice such as "@(a|b)" is fine.
 */
function isTame(pattern: string): boolean {
  const repeats = pattern.split("/").map((folder) => folder.match(/\*+|\++/g)?.length ?? 0);
  const withoutChoices = pattern.replace(/[@?]\([^()*+]*\)(?![*+?{])/g, "");
  return !/[()]/.test(withoutChoices) && Math.max(...repeats) <= 3 && repeats.filter((count) => count > 0).length <= 8;
}
