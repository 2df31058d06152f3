import { codeOnly } from "./codeOnly.ts";
import type { ProjectFile } from "./projectFiles.ts";

const mostLines = 300;
const hidesDirection = /^(utils?|helpers?|common|types|constants|index|misc|shared)$/i;
const vagueName = /\b(?:class|interface|type|function|const|let)\s+(\w*(?:Manager|Service|Helper|Impl))\b/g;
const withoutModuleStatements =
  /^(?:import|export)\b[^;=(]*?(?:\bfrom\s*)?""[^\n]*$|^export\s*(?:type\s*)?\{[^}]*\}[^\n]*$/gm;

/** By what it catches, in code without strings and comments. */
const forbidden: Readonly<Record<string, RegExp>> = {
  "the type any": /(?<![.\w])any\b(?!\s*[:(,])/,
  "a non-null assertion": /[\w)\]]!(?![=\w])/,
  "an enum": /\benum\s+\w/,
  "a namespace": /\b(?:namespace|module)\s+\w+\s*\{/,
  "a cast": /(?<![.\w])as\b(?!\s+const\b)(?!\s*[:(,=])/,
  "a keyword for what # makes private": /(?<![.\w])(?:private|public)\s+(?!constructor\b)[\w#]/,
};

/** What is wrong with the name or the place of a file. */
export function nameProblems({ path, text }: ProjectFile): readonly string[] {
  const folders = path.split("/");
  const name = (folders.pop() ?? "").replace(/(\.(test|d))?\.\w+$/, "");
  const problems: string[] = [];
  if (hidesDirection.test(name)) problems.push(`${path} has a name that says nothing.`);
  if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) problems.push(`${path} is not in camelCase.`);
  for (const folder of folders)
    if (!/^[a-z]+$/.test(folder)) problems.push(`${path} is in a folder of more than a word.`);
  for (const [, vague] of codeOnly(text).matchAll(vagueName)) problems.push(`${path} names something ${vague}.`);
  return problems;
}

/** What is wrong with the code of a file. */
export function codeProblems({ path, text }: ProjectFile): readonly string[] {
  const problems: string[] = [];
  const lines = text.trimEnd().split("\n").length;
  if (lines > mostLines) problems.push(`${path} has ${lines} lines.`);
  const code = codeOnly(text);
  const own = code.replace(withoutModuleStatements, (found) => found.replace(/[^\n]/g, ""));
  if (/^export\s*\*/m.test(code) || (/^export\b/m.test(code) && own.trim() === ""))
    problems.push(`${path} is a barrel.`);
  for (const [what, pattern] of Object.entries(forbidden)) {
    const found = pattern.exec(own);
    if (found) problems.push(`${path}:${own.slice(0, found.index).split("\n").length} has ${what}.`);
  }
  if (/^\s*(?:\/\/|\/\*)\s*@ts-(?:ignore|expect-error|nocheck)/m.test(text))
    problems.push(`${path} silences the compiler.`);
  return problems;
}
