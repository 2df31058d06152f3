import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse, parseDocument } from "yaml";
import { projectFile, projectFiles } from "./projectFiles.ts";

const yamlFiles = projectFiles(".github", ".yml");
const scripts: Readonly<Record<string, string>> = JSON.parse(projectFile("package.json").text).scripts;

describe("Publishing", () => {
  for (const { path: file, text } of yamlFiles) {
    it(`can read ${file}`, () => assert.deepEqual(parseDocument(text).errors, []));
  }

  it("runs only scripts that there are", () => {
    const named = yamlFiles.flatMap(({ text }) => [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = ""]) => name));
    assert.notEqual(named.length, 0);
    assert.deepEqual(
      named.filter((name) => !(name in scripts)),
      [],
    );
  });

  it("hands over each artifact by a name of its own, also from the workflows that it calls", () => {
    const named = (file: string) => {
      const steps = Object.values<{ steps?: readonly { uses?: string; with?: { name?: string } }[] }>(
        parse(projectFile(file).text).jobs,
      ).flatMap(({ steps: all = [] }) => all);
      return steps.flatMap(({ uses = "", with: given }) => (uses.includes("/upload-artifact@") ? [given?.name] : []));
    };
    const names = [".github/workflows/release.yml", ".github/workflows/ci.yml"].flatMap(named);
    assert.equal(names.length > 2, true, names.join());
    assert.deepEqual(names, [...new Set(names)]);
  });

  it("leads only to files that there are", () => {
    const documents = ["README.md", "CONTRIBUTING.md", ".github/SECURITY.md", ".github/SUPPORT.md"].map(projectFile);
    const broken = documents.flatMap(({ path: file, text }) =>
      [...text.matchAll(/\]\((?!https:|#)([^)#\s]+)/g)]
        .map(([, target = ""]) => path.join(path.dirname(file), target))
        .filter((target) => !existsSync(target)),
    );
    assert.deepEqual(broken, []);
  });
});

describe("A release", () => {
  let folder = "";

  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "release-"));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  /** What the script says of a tag where package.json has a version and the changelog these sections. */
  function release(tag: string, version: string, changelog: string): string {
    writeFileSync(path.join(folder, "package.json"), JSON.stringify({ version }));
    writeFileSync(path.join(folder, "CHANGELOG.md"), changelog);
    const script = path.resolve("test/package/release.mjs");
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, tag], { cwd: folder, encoding: "utf8" });
    return status === 0 ? stdout.trim() : (/Error: (.*)/.exec(stderr)?.[1] ?? stderr);
  }

  it("goes to the channel that its minor number names", () => {
    assert.equal(release("v1.2.0", "1.2.0", "## [Unreleased]\n\n## [1.2.0] - 2026-12-01\n"), "channel=stable");
    assert.equal(release("v0.3.11", "0.3.11", "## 0.3.11\n"), "channel=pre-release");
  });

  it("is refused if the tag, package.json and the changelog do not agree", () => {
    assert.match(release("1.2.0", "1.2.0", "## [1.2.0]\n"), /not like v1\.2\.0/);
    assert.match(release("v1.2.0-rc.1", "1.2.0-rc.1", "## [1.2.0-rc.1]\n"), /not like v1\.2\.0/);
    assert.match(release("v1.2.1", "1.2.0", "## [1.2.1]\n## [1.2.0]\n"), /package\.json has version 1\.2\.0/);
    assert.match(release("v1.2.0", "1.2.0", "## [1.2.01]\n## [1x2.0]\n"), /no section 1\.2\.0/);
  });
});
