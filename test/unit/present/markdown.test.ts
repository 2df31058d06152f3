import assert from "node:assert/strict";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { visible } from "../../../src/present/format.ts";
import { bullets, code, lines, plain } from "../../../src/present/markdown.ts";

/** As VS Code's preview reads Markdown, and with HTML as others do. */
const markdown = new MarkdownIt({ html: true, linkify: true });
markdown.linkify.set({ fuzzyLink: false });

const pieces = [
  ..."\\`*_{}[]<>()#+-.!|~$&:@=/\"'^%;,?0123456789 \t\n\r\u0000\u0085\u2028\u202e\u200b",
  ...[
    "a",
    "B",
    "ß",
    "日本",
    "👩‍🚀",
    "](command:workbench.action.quit)",
    "![x](http://e.vil/p.png)",
    "<img src=x onerror=alert(1)>",
  ],
  ...[
    "http://e.vil",
    "https://e.vil",
    "//e.vil",
    "mailto:a@e.vil",
    "www.evil.com",
    "<http://e.vil>",
    "[a]: http://e.vil",
  ],
  ...[
    "&amp;",
    "&#60;script&#62;",
    "<!--",
    "```",
    "~~~",
    "1. ",
    "12) ",
    "- ",
    "+ ",
    "> ",
    "# ",
    "---",
    "===",
    "$(trash)",
  ],
];
const hostile = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 40 }),
);

const oneLine = (text: string) => visible(text).replace(/\s+/g, " ");
const kinds = (source: string) =>
  markdown
    .parse(source, {})
    .flatMap((token) => [token.type, ...(token.children ?? []).map(({ type }) => type)])
    .filter((type) => type !== "text");
/** What a reader sees, without what makes text of it. */
const seen = (source: string) =>
  markdown
    .parse(source, {})
    .flatMap(({ children }) => (children ?? []).map(({ content }) => content))
    .join("");

describe("Text from outside in Markdown", () => {
  it("is read as it was written, as text, whatever it holds", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const wanted = oneLine(text).trim();
        assert.equal(seen(plain(text)), wanted);
        assert.deepEqual(kinds(plain(text)), wanted === "" ? [] : ["paragraph_open", "inline", "paragraph_close"]);
      }),
    );
  });

  it("stays in its heading and its line of a list", () => {
    fc.assert(
      fc.property(hostile, hostile, (name, line) => {
        const source = [
          `# ${plain(name)}`,
          bullets([`App: ${plain(name)}`, `To: ${plain(line)} (${code("a1b2c3d")})`]),
        ];
        const list = ["list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close"];
        const withCode = [...list.slice(0, 3), "code_inline", ...list.slice(3)];
        const expected = ["heading_open", "inline", "heading_close", "bullet_list_open", ...list, ...withCode];
        assert.deepEqual(kinds(source.join("\n\n")), [...expected, "bullet_list_close"]);
      }),
    );
  });

  it("is copied as it was written where it stands as code", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        fc.pre(oneLine(text).trim() !== "");
        const inline = markdown.parse(`x ${code(text)} y`, {})[1]?.children ?? [];
        assert.deepEqual(
          inline.map(({ type }) => type),
          ["text", "code_inline", "text"],
        );
        assert.equal(inline[1]?.content.trim(), oneLine(text).trim());
      }),
    );
  });

  it("makes no link to a site that Markdown elsewhere would find in it", () => {
    for (const text of ["www.evil.com", "see www.evil.com", "http://e.vil", "HTTPS://e.vil", "a@e.vil"]) {
      assert.doesNotMatch(plain(text), /www\.|:\/\/|(?<!\\)@/i);
    }
  });

  it("stays as readable in its source as it can", () => {
    assert.equal(
      plain("Fix parcel-1.2 (gift cards), e.g. snake_case: 3 > 2"),
      "Fix parcel-1.2 (gift cards), e.g. snake_case: 3 \\> 2",
    );
    assert.equal(code("main"), "`main`");
  });

  it("shows marks that would hide or reorder it", () => {
    assert.equal(plain("a\u202eb"), "a⟨U+202E⟩b");
    assert.equal(code("a\u202eb"), "`a⟨U+202E⟩b`");
  });

  it("keeps lines and paragraphs of several lines, and makes nothing else of them", () => {
    assert.deepEqual(kinds(lines("Live now: # a\n- main\n\n> Goes back")), [
      ...["paragraph_open", "inline", "hardbreak", "paragraph_close"],
      ...["paragraph_open", "inline", "paragraph_close"],
    ]);
    assert.deepEqual(kinds(lines("|\n:- ")), ["paragraph_open", "inline", "hardbreak", "paragraph_close"]);
    const allowed = new Set(["paragraph_open", "inline", "hardbreak", "softbreak", "paragraph_close"]);
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 4 }), (texts) => {
        for (const kind of kinds(lines(texts.join("\n")))) assert.equal(allowed.has(kind), true, kind);
      }),
    );
  });
});
