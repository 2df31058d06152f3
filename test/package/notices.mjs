// Whose code the extension ships, with the terms. `npm run notices` writes the list to THIRD-PARTY-NOTICES.txt.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const file = "THIRD-PARTY-NOTICES.txt";
const line = "-".repeat(80);

/** What esbuild.mjs put in dist/ by its last production build, as THIRD-PARTY-NOTICES.txt has to list it. */
export function notices() {
  const shipped = JSON.parse(readFileSync("out/shipped.json", "utf8"));
  const packages = [...new Set(shipped.flatMap(packageOf))].sort();
  const head = "The extension contains the following packages by others, each under its own terms.";
  // Without versions: an update that leaves the terms alone leaves this file alone.
  return `${[head, ...packages.map(notice)].join(`\n\n${line}\n`)}\n`;
}

/** @throws if the list in the project is not that of the last production build */
export function assertNotices() {
  if (!existsSync(file) || readFileSync(file, "utf8") !== notices())
    throw new Error(`${file} is out of date. Run "npm run notices" and look at what has changed.`);
}

function packageOf(input) {
  const [, name] = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
  return name === undefined ? [] : [name];
}

/** Terms that an address may stand for, as they say themselves. */
const addresses = new Map([["Attribution 4.0 International", "https://creativecommons.org/licenses/by/4.0/"]]);

function notice(name) {
  const folder = path.join("node_modules", name);
  const { license, author } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  if (license === undefined) throw new Error(`${name} does not say under which terms it may be shipped.`);
  return `${name} (${license})\n${line}\n\n${terms(folder, license, author)}`;
}

function terms(folder, license, author) {
  const files = readdirSync(folder).filter((name) => /^licen[cs]e/i.test(name));
  const texts = files.map((name) => shortened(readFileSync(path.join(folder, name), "utf8"), author));
  if (texts.length === 0) texts.push(inReadme(folder) ?? standard(folder, license, author));
  return texts
    .map((text) => text.replaceAll("\r\n", "\n").trim())
    .join(`\n\n${line}\n\n`)
    .replace(/[ \t]+$/gm, "");
}

function shortened(text, author) {
  const [, address] = [...addresses].find(([title]) => text.slice(0, 200).includes(title)) ?? [];
  return address === undefined ? text : `By ${nameOf(author)}. The terms are at ${address}`;
}

function inReadme(folder) {
  const [, text] =
    /^License\n-+\n+([\s\S]*Permission[\s\S]*)$/m.exec(readFileSync(path.join(folder, "README.md"), "utf8")) ?? [];
  return text?.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
}

/** Of a package that names its licence without its text. */
function standard(folder, license, author) {
  if (license !== "MIT") throw new Error(`${folder} has no text of its terms, ${license}.`);
  const own = readFileSync("LICENSE", "utf8");
  return `By ${nameOf(author)}. The package says that it is under the MIT licence:\n\n${own.slice(own.indexOf("Permission"))}`;
}

function nameOf(author) {
  return typeof author === "string" ? author : (author?.name ?? "its authors");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, notices());
