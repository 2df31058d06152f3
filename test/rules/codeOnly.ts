const space = /[^\n]/g;
const comment = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const text = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/y;
/** Stands where a value may begin; elsewhere a slash divides. */
const pattern =
  /(?<=(?:^|[(,=:[!&|?{};\n]|=>|\breturn)\s*)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;
const templateText = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*(`|\$\{|$)/y;

/** The code of a file without comments and without what is in strings, templates and patterns; lines stay where they are. */
export function codeOnly(source: string): string {
  let code = "";
  let at = 0;
  let depth = 0;
  // The depths at which the open templates' `${` stand.
  const holes: number[] = [];
  const take = (kind: RegExp): string | undefined => {
    kind.lastIndex = at;
    const found = kind.exec(source)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const takeTemplate = () => {
    const found = take(templateText) ?? "";
    code += found.replace(space, "");
    if (found.endsWith("${")) holes.push(depth++);
    else code += '"';
  };
  while (at < source.length) {
    const skipped = take(comment);
    if (skipped !== undefined) code += skipped.replace(space, "");
    else if (take(text) !== undefined || take(pattern) !== undefined) code += '""';
    else {
      const char = source[at++] ?? "";
      if (char === "`") {
        code += '"';
        takeTemplate();
      } else if (char === "}" && holes.at(-1) === depth - 1) {
        depth = holes.pop() ?? 0;
        takeTemplate();
      } else {
        if (char === "{") depth++;
        if (char === "}") depth--;
        code += char;
      }
    }
  }
  return code;
}
