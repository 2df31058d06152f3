// `npm run package`: packs the extension. The same files give the same bytes, wherever and whenever they are packed.
//
//   --pre-release              for the pre-release channel
//   --repository <URL> --ref <tag>   where pictures and links of the README lead, and those of the Marketplace's page;
//                                    without them the README's stay relative, and the page has none
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createVSIX } from "@vscode/vsce";
import { strFromU8, strToU8, unzipSync } from "fflate";
import { withLinks } from "./links.mjs";
import { assertNotices } from "./notices.mjs";

const { values } = parseArgs({
  options: { "pre-release": { type: "boolean" }, repository: { type: "string" }, ref: { type: "string" } },
});
const { repository, ref } = values;
if ((repository === undefined) !== (ref === undefined)) throw new Error("--repository and --ref go together.");
const links = repository === undefined ? { rewriteRelativeLinks: false } : addresses(repository, ref);

const file = "out/sevalla-deployments.vsix";
const unfinished = `${file}.unfinished`;
mkdirSync("out", { recursive: true });
try {
  await createVSIX({
    packagePath: unfinished,
    dependencies: false,
    allowMissingRepository: true,
    preRelease: values["pre-release"] ?? false,
    ...links,
  });
  assertNotices();
  const packed = await normalized(readFileSync(unfinished));
  writeFileSync(file, packed);
  console.log(`Finished: ${file} (${Math.round(packed.length / 1000)} kB)`);
} finally {
  rmSync(unfinished, { force: true });
}

function addresses(url, tag) {
  return { baseContentUrl: `${url}/blob/${tag}`, baseImagesUrl: `${url}/raw/${tag}` };
}

/** The times and modes of files, their order in a folder and the time zone differ from one computer to the next. */
async function normalized(vsix) {
  // Once Zopfli is loaded, any error is printed behind all of its code.
  const { zipped } = await import("./zip.mjs");
  process.env.TZ = "UTC";
  const files = unzipSync(vsix);
  const linked = repository === undefined ? files : withLinks(files, repository);
  return zipped(Object.fromEntries(Object.entries(linked).map(([name, content]) => [name, tidied(name, content)])));
}

function tidied(name, content) {
  if (name === "[Content_Types].xml") return sorted(content);
  if (name === "extension/package.json") return withoutSpaces(content, ["scripts", "dependencies", "devDependencies"]);
  return /\/(?:package\.nls|bundle\.l10n)[^/]*\.json$/.test(name) ? withoutSpaces(content) : content;
}

/** Nobody reads it here, nor is anything built or installed from it. */
function withoutSpaces(content, needless = []) {
  const all = Object.entries(JSON.parse(strFromU8(content)));
  return strToU8(JSON.stringify(Object.fromEntries(all.filter(([key]) => !needless.includes(key)))));
}

/** vsce names the types in the order in which it meets them. */
function sorted(content) {
  const types = /<Default [^>]*\/>/g;
  const text = strFromU8(content);
  const inOrder = (text.match(types) ?? []).sort();
  return strToU8(text.replace(types, () => inOrder.shift() ?? ""));
}
