// Tells the release workflow what a tag is: `node test/package/release.mjs v1.2.0` prints `channel=stable`.
import { readFileSync } from "node:fs";

const [tag = ""] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const [, minor] = /^v\d+\.(\d+)\.\d+$/.exec(tag) ?? [];
if (minor === undefined) throw new Error(`The tag "${tag}" is not like v1.2.0.`);
if (tag !== `v${version}`) throw new Error(`The tag is ${tag}, but package.json has version ${version}.`);
const heading = new RegExp(`^## \\[?${version.replaceAll(".", "\\.")}\\]?(?: |$)`, "m");
if (!heading.test(readFileSync("CHANGELOG.md", "utf8"))) throw new Error(`CHANGELOG.md has no section ${version}.`);
// The Marketplace knows no versions such as 1.2.0-beta.1, so the number itself names the channel.
console.log(`channel=${Number(minor) % 2 === 1 ? "pre-release" : "stable"}`);
