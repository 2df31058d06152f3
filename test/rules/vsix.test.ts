import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { copyToPack, packIn } from "../host/packedExtension.ts";
import { pageIconsIn } from "./iconNames.ts";
import { projectFiles } from "./projectFiles.ts";

/** What is planted beside the files that are packed. */
const token = "svl_never_to_be_packed_0123456789";
const likeSecrets = [
  /\bsvl_\w{8,}/,
  /\b(?:gh[opsu]|npm|glpat|sk|xox[abp])[_-][\w-]{20,}/,
  /\bAKIA[A-Z0-9]{16}\b/,
  /\beyJ[\w-]{20,}\.[\w-]{20,}\./,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
];

describe("The package", () => {
  let temporary = "";
  let vsix: Uint8Array;
  let files: Readonly<Record<string, Uint8Array>>;

  before(function () {
    this.timeout(300_000);
    temporary = mkdtempSync(path.join(os.tmpdir(), "package-"));
    vsix = pack("one", "UTC");
    files = unzipSync(vsix);
  });

  after(() => rmSync(temporary, { recursive: true, force: true }));

  /** Packs a copy of the project in which there is also what nobody should get. */
  function pack(name: string, timeZone: string, umask = 0o022, flags: readonly string[] = []): Uint8Array {
    const folder = path.join(temporary, name);
    const before = process.umask(umask);
    copyToPack(folder);
    for (const stray of [".env", "notes.md", "media/notes.md", "src/key.ts", "out.js.map"])
      writeFileSync(path.join(folder, stray), `// ${token}\n`);
    const packed = packIn(folder, { flags, env: { TZ: timeZone } });
    process.umask(before);
    return readFileSync(packed);
  }

  it("holds exactly what VS Code needs and the Marketplace shows", () => {
    const names = Object.keys(files).map((file) => file.replace(/-[A-Z0-9]{8}\.js$/, "-*.js"));
    const scripts = /^extension\/dist\/(?:page-)?[a-zA-Z-]+-\*\.js$/;
    assert.deepEqual(
      [...new Set(names)].filter((file) => !scripts.test(file)),
      [
        "[Content_Types].xml",
        "extension.vsixmanifest",
        "extension/LICENSE.txt",
        "extension/THIRD-PARTY-NOTICES.txt",
        "extension/changelog.md",
        "extension/dist/codicon.css",
        "extension/dist/codicon.ttf",
        "extension/dist/extension.js",
        "extension/dist/webview.js",
        "extension/media/effect.css",
        "extension/media/icon.png",
        "extension/media/l10n/bundle.l10n.de.json",
        "extension/media/l10n/bundle.l10n.hu.json",
        "extension/media/panel.css",
        "extension/media/sevalla-dark.svg",
        "extension/media/sevalla-light.svg",
        "extension/media/sevalla.svg",
        "extension/media/walkthrough/link.svg",
        "extension/media/walkthrough/look.svg",
        "extension/media/walkthrough/roll-back.svg",
        "extension/media/walkthrough/sign-in.svg",
        "extension/package.json",
        "extension/package.nls.de.json",
        "extension/package.nls.hu.json",
        "extension/package.nls.json",
        "extension/readme.md",
      ],
    );
    assert.equal(names.length < 100, true, `${names.length} files`);
  });

  it("has no source maps, no paths of the computer it was packed on, and nothing like a secret", () => {
    const texts = Object.entries(files)
      .filter(([name]) => !/\.(png|ttf)$/.test(name))
      .map(([name, bytes]) => ({ name, text: strFromU8(bytes) }));
    const having = (found: (text: string) => boolean) =>
      texts.filter(({ text }) => found(text)).map(({ name }) => name);
    assert.deepEqual(
      having((text) => /sourceMappingURL|sourcesContent/.test(text)),
      [],
    );
    const places = [temporary, process.cwd(), os.homedir(), "file:///"];
    assert.deepEqual(
      having((text) => places.some((place) => text.includes(`${place}/`))),
      [],
    );
    assert.deepEqual(
      having((text) => text.includes(token) || likeSecrets.some((secret) => secret.test(text))),
      [],
    );
  });

  it("has the icons that its pages name, and few others", () => {
    const shown = ["src/webview", "src/present"].flatMap((folder) => projectFiles(folder, ".ts"));
    const wanted = new Set(shown.flatMap(({ text }) => pageIconsIn(text)));
    const css = strFromU8(files["extension/dist/codicon.css"] ?? new Uint8Array());
    const packed = new Set([...css.matchAll(/^\.codicon-([a-z0-9-]+):before/gm)].map(([, id = ""]) => id));
    assert.equal(wanted.size > 20, true, `only ${wanted.size} icons were found`);
    assert.deepEqual(
      [...wanted].filter((id) => !packed.has(id)),
      [],
    );
    assert.equal((files["extension/dist/codicon.ttf"]?.length ?? 0) < 30_000, true);
  });

  it("takes at most 250 kB to download, besides its pictures", () => {
    let bytes = vsix.length;
    unzipSync(vsix, {
      filter({ name, size }) {
        if (/\/(?:icon\.png|walkthrough\/.*\.svg)$/.test(name)) bytes -= size;
        return false;
      },
    });
    assert.equal(bytes <= 250_000, true, `${bytes} bytes`);
  });

  it("leads to its repository where that is named", function () {
    this.timeout(300_000);
    const url = "https://github.com/someone/sevalla-deployments";
    const released = unzipSync(pack("released", "UTC", undefined, ["--repository", url, "--ref", "v0.1.0"]));
    const text = (name: string) => strFromU8(released[name] ?? new Uint8Array());
    const { repository, bugs, homepage } = JSON.parse(text("extension/package.json"));
    assert.deepEqual(
      { repository, bugs, homepage },
      { repository: { type: "git", url: `${url}.git` }, bugs: { url: `${url}/issues` }, homepage: `${url}#readme` },
    );
    const links = text("extension.vsixmanifest").matchAll(/Services\.Links\.(\w+)" Value="([^"]*)"/g);
    assert.deepEqual(Object.fromEntries([...links].map(([, id, value]) => [id, value])), {
      Source: url,
      Getstarted: url,
      GitHub: url,
      Support: `${url}/issues`,
      Learn: `${url}#readme`,
    });
    assert.match(
      text("extension/readme.md"),
      /\]\(https:\/\/github\.com\/someone\/[^)]*\/raw\/v0\.1\.0\/media\/pictures\//,
    );
  });

  it("is the same, byte for byte, when packed elsewhere, at another time and by another user", function () {
    this.timeout(300_000);
    const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
    assert.equal(hash(pack("other folder", "Asia/Kathmandu", 0o077)), hash(vsix));
  });
});
