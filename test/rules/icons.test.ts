import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { iconsIn } from "./iconNames.ts";

const css = readFileSync("node_modules/@vscode/codicons/dist/codicon.css", "utf8");
const known = new Set([...css.matchAll(/\.codicon-([a-z0-9-]+):before/g)].map(([, id]) => id));

function unknownIn(text: string): string[] {
  return iconsIn(text).filter((id) => !known.has(id));
}

describe("icons", () => {
  it("exist, wherever one is named", () => {
    const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const texts = ["package.json", ...files.map((file) => path.join("src", file))];
    const named = texts.flatMap((file) => iconsIn(readFileSync(file, "utf8")));
    assert.equal(named.length > 30, true, `only ${named.length} icons were found`);
    assert.deepEqual(
      texts.flatMap((file) => unknownIn(readFileSync(file, "utf8"))),
      [],
    );
  });

  it("would be missed if they did not", () => {
    assert.deepEqual(
      unknownIn('"$(cloud-offline) x $(loading~spin)", icon("no-icon"), { id: "nothing", color: "x" }'),
      ["cloud-offline", "no-icon", "nothing"],
    );
  });
});
