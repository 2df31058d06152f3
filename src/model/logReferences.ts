/** A place in a file that a line of a log names. */
export interface LogReference {
  /** Where in the line it stands: the first character, and the one after the last. */
  readonly start: number;
  readonly end: number;
  /** As written. */
  readonly path: string;
  /** 1 for the first. */
  readonly line: number;
  readonly column: number | undefined;
}

/** A line longer than this names no more than this much of it does. */
const longestLine = 10_000;

/**
 * `path:line`, `path:line:column`, `path(line,column)`. What goes before may not be part of a path, so that each word is
 * tried once, however long it is.
 */
const plain =
  /(?<![\w/.@+~:%-])(?:file:\/\/)?((?:\.{0,2}\/)?[\w.@+~-][\w.@+~/[\]-]{0,400}\.[A-Za-z]\w{0,9})(?::(\d{1,7})(?::(\d{1,5}))?|\((\d{1,7})(?:,(\d{1,5}))?\))(?![\w/])/g;
/** As Python, and as PHP, name them. */
const spelled = /(?:File "([^"]{1,400})", line (\d{1,7})|\bin (\/[^\s:"']{1,400}) on line (\d{1,7}))/g;

/** The places in files that a line names, from left to right. Nothing tells yet whether there are such files. */
export function logReferences(text: string): readonly LogReference[] {
  const line = text.slice(0, longestLine);
  // Most lines name none, and two searches for a character cost next to nothing.
  if (!/[:(]\d/.test(line) && !line.includes("line ")) return [];
  const found: LogReference[] = [];
  for (const match of line.matchAll(plain)) {
    const [whole, path = "", lineOne, columnOne, lineTwo, columnTwo] = match;
    take(match.index, whole, path, lineOne ?? lineTwo, columnOne ?? columnTwo);
  }
  for (const match of line.matchAll(spelled)) {
    const [whole, pathOne, lineOne, pathTwo, lineTwo] = match;
    take(match.index, whole, pathOne ?? pathTwo ?? "", lineOne ?? lineTwo, undefined);
  }
  return found.sort((a, b) => a.start - b.start);

  function take(start: number, whole: string, path: string, at = "", column?: string): void {
    if (Number(at) < 1) return;
    found.push({
      start,
      end: start + whole.length,
      path,
      line: Number(at),
      column: column ? Number(column) : undefined,
    });
  }
}

/** Where images keep the app that is built: what follows is as in the repository. */
const homes = ["app", "workspace", "src", "build", "code", "usr/src/app", "opt/app", "var/www/html", "home/app"];

/**
 * The paths, relative to a workspace folder, that a path in a log may mean, likeliest first. None for what leads out of
 * the folder, and none for what a package manager put there.
 */
export function workspacePaths(path: string): readonly string[] {
  const isAbsolute = path.startsWith("/");
  const segments = normalised(path);
  if (!segments || segments.length === 0 || segments.includes("node_modules")) return [];
  if (!isAbsolute) return [segments.join("/")];
  const whole = segments.join("/");
  const home = homes.find((one) => whole.startsWith(`${one}/`));
  const known = home ? [whole.slice(home.length + 1)] : [];
  // A lone file name may be anybody's; a folder with it hardly is.
  const suffixes = segments.slice(1, -1).map((_, index) => segments.slice(index + 1).join("/"));
  return [...new Set([...known, ...suffixes])].slice(0, 8);
}

function normalised(path: string): string[] | undefined {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return segments.some((segment) => /[\\\u0000-\u001f]/.test(segment)) ? undefined : segments;
}
