import { strFromU8, strToU8 } from "fflate";

const property = (id, value) =>
  `<Property Id="Microsoft.VisualStudio.Services.Links.${id}" Value="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}" />`;

/**
 * Says in a package where the project is, for the Marketplace's page and for whoever reports an issue from VS Code.
 * package.json names no repository, since it has no public address until it is released.
 * @param {Record<string, Uint8Array>} files of the package, by name
 * @param {string} url of the repository
 */
export function withLinks(files, url) {
  const issues = `${url}/issues`;
  const homepage = `${url}#readme`;
  const manifest = JSON.parse(strFromU8(files["extension/package.json"]));
  const linked = { ...manifest, repository: { type: "git", url: `${url}.git` }, bugs: { url: issues }, homepage };
  const properties = [
    property("Source", url),
    property("Getstarted", url),
    property(/^https:\/\/github\.com\//.test(url) ? "GitHub" : "Repository", url),
    property("Support", issues),
    property("Learn", homepage),
  ].join("");
  const page = strFromU8(files["extension.vsixmanifest"]).replace("</Properties>", () => `${properties}</Properties>`);
  return {
    ...files,
    "extension/package.json": strToU8(JSON.stringify(linked)),
    "extension.vsixmanifest": strToU8(page),
  };
}
