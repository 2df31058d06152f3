import type { LogEntry } from "../sevalla/resources.ts";

/**
 * The same function, run once for a log: every change of anything draws the details again, and a log can have a hundred
 * thousand entries. It is run anew when the entries are others or the words.
 */
export function oncePerLog<T>(
  read: (entries: readonly LogEntry[], words: readonly string[]) => T,
): (entries: readonly LogEntry[], words?: readonly string[]) => T {
  const known = new WeakMap<readonly LogEntry[], { readonly words: readonly string[]; readonly found: T }>();
  return (entries, words = []) => {
    const before = known.get(entries);
    if (before && before.words.join("\n") === words.join("\n")) return before.found;
    const found = read(entries, words);
    known.set(entries, { words, found });
    return found;
  };
}
