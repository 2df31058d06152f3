import { visible } from "./format.ts";

/** Text from outside as Markdown that shows it as it is: no links, no headings, no HTML. One line stays one line. */
export function plain(text: string): string {
  return (
    visible(text)
      .replace(/\s+/g, " ")
      .trim()
      .replace(/[\\`*[\]<>#|~!$&@{}]|:(?=\/\/)|\/(?=\/)|(?<=www)\.|(?<![a-z\d])_|_(?![a-z\d])/gi, "\\$&")
      // At the beginning these make a list, a line of their own, or a table of the line before.
      .replace(/^[-+=:]/, "\\$&")
      .replace(/^(\d+)([.)])/, "$1\\$2")
  );
}

/** Several lines of it, each shown as it is; an empty line parts paragraphs. */
export function lines(text: string): string {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => paragraph.split("\n").map(plain).join("  \n"));
  return paragraphs.join("\n\n");
}

/** The same as code, for what is copied rather than read. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return `${fence}${space}${visible(text).replace(/\s+/g, " ")}${space}${fence}`;
}

export function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}
