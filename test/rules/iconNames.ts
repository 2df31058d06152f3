const named = {
  inWindow: [/\$\(([a-z][a-z-]*)(?:~spin)?\)/g],
  inPage: [
    /\b(?:button|iconButton)\((?:[^(){}]|\([^()]*\))*?, "([a-z-]+)",/g,
    /\bicon\("([a-z-]+)(?:~spin)?"/g,
    /\bicon: "([a-z-]+)(?:~spin)?"/g,
    /\bid: "([a-z-]+)(?:~spin)?", color:/g,
  ],
};

/** Ids of the icons that a text names: `$(id)`, `icon("id")`, `icon: "id"`, or `id: "id"` beside a colour. */
export function iconsIn(text: string): string[] {
  return [...found(text, named.inWindow), ...pageIconsIn(text)];
}

/** Those among them that our own pages may show. */
export function pageIconsIn(text: string): string[] {
  return found(text, named.inPage);
}

function found(text: string, patterns: readonly RegExp[]): string[] {
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([, id]) => id ?? []));
}
