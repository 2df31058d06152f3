import picomatch from "picomatch";

/** Tells whether a text matches one of the glob patterns, whatever its case. A pattern that is none matches nothing. */
export function globs(patterns: readonly string[]): (text: string) => boolean {
  const matchers = patterns.flatMap((pattern) => {
    try {
      return [picomatch(pattern, { dot: true, nocase: true })];
    } catch {
      return [];
    }
  });
  return (text) => matchers.some((matches) => matches(text));
}
