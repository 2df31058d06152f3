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
 * again; for names one list cannot take from another.
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
    const matches = compiled(isForFileName ? `**/${glob}` : glob, options);
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
