import assert from "node:assert/strict";
import { codeOnly } from "./codeOnly.ts";
import { projectFiles } from "./projectFiles.ts";
import { codeProblems, nameProblems } from "./styleRules.ts";

const files = [...projectFiles("src", ".ts"), ...projectFiles("test", ".ts")];
const codeProblemsOf = (text: string) => codeProblems({ path: "src/model/store.ts", text });

describe("files", () => {
  it("have names that say what is in them, and name nothing vaguely", () => {
    assert.deepEqual(files.flatMap(nameProblems), []);
  });

  const badNames = [
    "utils",
    "util",
    "helpers",
    "common",
    "types",
    "constants",
    "index",
    "AppsTree",
    "apps-tree",
    "a_b",
  ];
  for (const name of badNames) {
    it(`are not called ${name}.ts`, () => {
      assert.equal(nameProblems({ path: `src/model/${name}.ts`, text: "" }).length, 1);
    });
  }

  it("are not in folders of two words", () => {
    assert.equal(nameProblems({ path: "src/myModel/store.ts", text: "" }).length, 1);
  });

  for (const text of [
    "class TokenManager {}",
    "export interface AppService {}",
    "const fooHelper = 1;",
    "type XImpl = 1",
  ]) {
    it(`do not have ${text}`, () => assert.equal(nameProblems({ path: "src/model/store.ts", text }).length, 1));
  }

  it("keep to the rules of the code", () => {
    assert.deepEqual(files.flatMap(codeProblems), []);
  });

  it("have 300 lines at most", () => {
    assert.deepEqual(codeProblemsOf("let x;\n".repeat(300)), []);
    assert.equal(codeProblemsOf("let x;\n".repeat(301)).length, 1);
  });

  const bad = [
    "let x: any;",
    "const x: Map<string, any[]> = y;",
    "x!.y();",
    "f(x!);",
    "list[0]![1];",
    "class A {\n  x!: string;\n}",
    "enum Color {}",
    "const enum Color {}",
    "namespace A {}",
    "const x = y as string;",
    "const x = y as unknown;\nimport { a as b } from 'c';",
    `const x = \`the \${y as string} end\`;`,
    "class A {\n  private x = 1;\n}",
    "class A {\n  constructor(public readonly x: number) {}\n}",
    "// @ts-ignore\nlet x;",
    'export * from "./store.ts";',
    'export { a } from "./a.ts";\nexport type { B } from "./b.ts";',
    'import { a } from "./a.ts";\n\nexport { a };',
  ];
  for (const text of bad) {
    it(`do not have ${JSON.stringify(text)}`, () => assert.equal(codeProblemsOf(text).length, 1));
  }

  const good = [
    'import * as v from "valibot";\nimport { a as b, type C as D } from "./a.ts";\nlet x;',
    "const x = { y: 1 } as const;",
    "const x = AbortSignal.any([a, b]);",
    "if (x !== y && !z) f(!x);",
    `const text = "as any!";\n// as any!\n/* enum A */\nconst other = \`as \${f("x!")} any!\`;`,
    "const pattern = /[)]!|as any/u.test(x);",
    "const half = a / b; // as any /\nconst c = d / e;",
    'export { a } from "./a.ts";\nexport const b = 1;',
    "class A {\n  private constructor() {}\n}",
    "const visible = isPublic ? publicKey : privateKey;",
  ];
  for (const text of good) {
    it(`may have ${JSON.stringify(text)}`, () => assert.deepEqual(codeProblemsOf(text), []));
  }
});

describe("code without strings and comments", () => {
  it("keeps what stands in templates, however deep, and its lines", () => {
    const source = `a(\`x \${b ? \`y \${c({ d: "e" })} z\` : "f"} g\n\`);\n/* h\n i */ j; // k\nl`;
    assert.equal(codeOnly(source), 'a("b ? "c({ d: "" })" : ""\n");\n\n j; \nl');
  });
});
