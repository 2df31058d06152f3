// Builds the extension (dist/) and the tests (out/). `--production` minifies and leaves the tests out; `--watch` rebuilds.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import * as esbuild from "esbuild";
import subsetFont from "subset-font";

const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");

/** VS Code's API is a plain object: a namespace made of it, as for other modules, would copy all of it in every file. */
const vscodeAsScript = (text) => text.replace(/^import \* as ([\w$]+) from "vscode";$/gm, "const $1 = vscodeApi;");

/**
 * Parts that are loaded when first used are files of their own, and what two files share exists once. esbuild does so
 * only for modules, which VS Code loads since 1.100; so each file is turned into a script afterwards.
 */
const asScripts = {
  name: "as-scripts",
  setup(build) {
    build.onEnd(async ({ outputFiles = [], metafile }) => {
      if (!metafile) return;
      mkdirSync("dist", { recursive: true });
      const texts = new Map(outputFiles.map(({ path: file, text }) => [path.basename(file), vscodeAsScript(text)]));
      dropUnusedRuntime(texts, metafile.outputs);
      const places = placesAtStart(metafile.outputs);
      for (const [name, text] of texts) {
        const parts = [...places.keys()].filter((part) => places.get(part) === name);
        if (!places.has(name)) await writeScript(name, text, places);
        else if (parts.length > 0) await writeScript(name, await merged(name, parts, texts), places);
      }
    });
  },
};

/** What esbuild itself adds has no source. It has every file load that, also those that take nothing from it. */
function dropUnusedRuntime(texts, outputs) {
  const isRuntime = (file) => outputs[file] && Object.keys(outputs[file].inputs).length === 0;
  for (const [name, text] of texts) {
    const output = outputs[`dist/${name}`];
    for (const { path: file } of output?.imports.filter(({ path: file }) => isRuntime(file)) ?? []) {
      const line = `import "./${path.basename(file)}";\n`;
      if (!text.includes(line)) continue;
      texts.set(name, text.replace(line, ""));
      output.imports = output.imports.filter((one) => one.path !== file);
    }
  }
}

/** What is loaded to activate, and what follows in any case. */
const atStart = ["src/extension.ts", "src/core.ts"];

/** Which script each file is merged into, since every further script costs time at the start. */
function placesAtStart(outputs) {
  const places = new Map();
  for (const source of atStart) {
    const [file] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === source);
    const script = path.basename(file);
    for (const part of loadedWith(script, outputs)) if (!places.has(part)) places.set(part, script);
  }
  return places;
}

/** The names of the files that are loaded when this one is. */
function loadedWith(name, outputs, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const { path: file, kind } of outputs[`dist/${name}`]?.imports ?? []) {
    if (kind === "import-statement" && `dist/${path.basename(file)}` in outputs) {
      loadedWith(path.basename(file), outputs, found);
    }
  }
  return found;
}

/** Files as one module, which exports the others by their names. */
async function merged(name, parts, texts) {
  const others = parts.filter((other) => other !== name);
  const contents = [
    `export * from "./${name}";`,
    ...others.map((other) => `export * as "${other}" from "./${other}";`),
  ].join("\n");
  const fromMemory = {
    name: "from-memory",
    setup(build) {
      build.onResolve({ filter: /^\.\// }, ({ path: file }) => {
        const isHere = parts.includes(path.basename(file));
        return isHere ? { path: path.basename(file), namespace: "memory" } : { path: file, external: true };
      });
      build.onLoad({ filter: /.*/, namespace: "memory" }, ({ path: file }) => ({ contents: texts.get(file) }));
    },
  };
  const { outputFiles } = await esbuild.build({
    ...{ stdin: { contents }, bundle: true, write: false, format: "esm", platform: "node", target: shared.target },
    ...{ external: ["vscode"], plugins: [fromMemory], sourcemap: production ? false : "inline" },
  });
  return outputFiles[0].text;
}

/** Takes from a merged script what is in it. */
function fromMerged(code, places) {
  return code.replace(/require\("\.\/([^"]+)"\)/g, (call, name) => {
    const script = places.get(name) ?? name;
    return script === name ? call : `require("./${script}")["${name}"]`;
  });
}

async function writeScript(name, text, places) {
  // On the first line, so that the lines stay where the map has them; once, since VS Code looks each time who asks.
  const whole = text.includes("vscodeApi") ? `const vscodeApi = require("vscode"); ${text}` : text;
  const { code, map } = await esbuild.transform(whole, {
    ...{ format: "cjs", platform: "node", target: shared.target, supported: { "dynamic-import": false } },
    ...{ minify: production, sourcemap: production ? false : "external", sourcefile: name },
  });
  const file = path.join("dist", name);
  const script = fromMerged(code, places);
  writeFileSync(file, production ? script : `${script}//# sourceMappingURL=${name}.map\n`);
  if (!production) writeFileSync(`${file}.map`, map);
}

const shared = { bundle: true, logLevel: "warning", target: "es2023" };
const shipped = {
  ...shared,
  minify: production,
  sourcemap: !production,
  legalComments: "none",
  outdir: "dist",
  metafile: production,
  // Names of files depend on the paths of what is in them, which must not depend on where node_modules really lies.
  preserveSymlinks: true,
};

/** What node-fetch has for Node.js before 16.5, and would never load here. */
const neverLoaded = { "web-streams-polyfill/dist/ponyfill.es2018.js": "node:stream/web" };

/** Nor does anybody read answers of several parts. */
const withoutMultipart = {
  name: "without-multipart",
  setup(build) {
    build.onResolve({ filter: /\/multipart-parser\.js$/ }, () => ({ path: "multipart", namespace: "left-out" }));
    build.onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "export const toFormData = undefined;" }));
  },
};

const extension = {
  ...shipped,
  entryPoints: ["src/extension.ts"],
  chunkNames: "[name]-[hash]",
  platform: "node",
  format: "esm",
  splitting: true,
  // One line for each import, so that those of VS Code can be found afterwards.
  minify: false,
  minifySyntax: production,
  minifyIdentifiers: production,
  sourcemap: production ? false : "inline",
  write: false,
  metafile: true,
  external: ["vscode"],
  alias: neverLoaded,
  plugins: [withoutMultipart, asScripts],
};

const webview = {
  ...shipped,
  entryPoints: { webview: "src/webview/main.ts" },
  chunkNames: "page-[name]-[hash]",
  platform: "browser",
  // Modules, since the page's policy lets a script that it allows load further ones.
  format: "esm",
  splitting: true,
};

const testFiles = readdirSync("test", { recursive: true })
  .map((file) => path.join("test", file))
  .filter((file) => file.endsWith(".ts"));
const insideHost = (file) =>
  file.startsWith("test/integration/") || ["test/host/entry.ts", "test/bench/inHost.ts"].includes(file);
const isEntry = (file) =>
  file.endsWith(".test.ts") ||
  [
    "test/run.ts",
    "test/bench/main.ts",
    "test/bench/inHost.ts",
    "test/demo/pictures.ts",
    "test/demo/start.ts",
    "test/sandbox/main.ts",
    "test/host/executable.ts",
    "test/host/mochaMain.ts",
    "test/host/fuzz.ts",
  ].includes(file);

const tests = { ...shared, platform: "node", packages: "external", sourcemap: true, outbase: ".", outdir: "out" };

/** There is no VS Code in plain Node; test/support/verbsDesk.ts says what is taken for it. */
const standInForVsCode = {
  name: "stand-in-for-vscode",
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, () => ({ path: "vscode", namespace: "stand-in" }));
    build.onLoad({ filter: /.*/, namespace: "stand-in" }, () => ({ contents: "module.exports = vscodeStandIn;" }));
  },
};

/** Runs in plain Node: modules, with what they share split off so that it exists once. */
const nodeTests = {
  ...tests,
  entryPoints: testFiles.filter((file) => isEntry(file) && !insideHost(file)),
  format: "esm",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  outExtension: { ".js": ".mjs" },
  plugins: [standInForVsCode],
};

/** Runs inside VS Code, which loads scripts with require(). */
const hostTests = {
  ...tests,
  entryPoints: testFiles.filter((file) => insideHost(file) && (isEntry(file) || /(run|entry)\.ts$/.test(file))),
  format: "cjs",
  external: ["vscode"],
  outExtension: { ".js": ".cjs" },
};

const styles = ["@vscode/codicons/dist/codicon.css", "@vscode/codicons/dist/codicon.ttf"];

function copyStyles() {
  const { resolve } = createRequire(import.meta.url);
  mkdirSync("dist", { recursive: true });
  for (const file of styles) copyFileSync(resolve(file), path.join("dist", path.basename(file)));
}

/** Leaves of the icons, of which there are some six hundred, those that a script names; the rest is half of the package. */
async function leaveOutIcons() {
  const scripts = readdirSync("dist").filter((file) => file.endsWith(".js"));
  const text = scripts.map((file) => readFileSync(path.join("dist", file), "utf8")).join("\n");
  const named = new Set(
    [...text.matchAll(/(?:["'`]|\bcodicon-)([a-z][a-z0-9-]*)(?=~spin|["'`\s])/g)].map(([, id]) => id),
  );
  let letters = "";
  const rule = /^\.codicon-([a-z0-9-]+):before \{ content: "\\([0-9a-f]+)" \}\n/gm;
  const css = readFileSync("dist/codicon.css", "utf8").replace(rule, (found, id, code) => {
    if (!named.has(id)) return "";
    letters += String.fromCodePoint(Number.parseInt(code, 16));
    return found;
  });
  writeFileSync("dist/codicon.css", css);
  writeFileSync(
    "dist/codicon.ttf",
    await subsetFont(readFileSync("dist/codicon.ttf"), letters, { targetFormat: "sfnt" }),
  );
}

/** Tells what in dist/ comes from where, for the list of licences. */
function writeShipped(results) {
  const outputs = results.flatMap(({ metafile }) => Object.values(metafile.outputs));
  const inputs = outputs.flatMap(({ inputs }) => Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0));
  const files = [...new Set([...inputs, ...styles.map((file) => `node_modules/${file}`)])].sort();
  writeFileSync("out/shipped.json", JSON.stringify(files));
}

/** Says in a line what was built again and how it went; esbuild says what is wrong itself. */
function announced(name, target) {
  const plugin = {
    name: "announce",
    setup(build) {
      build.onEnd(({ errors }) => {
        const outcome = errors.length === 0 ? "built" : `${errors.length} ${errors.length === 1 ? "error" : "errors"}`;
        console.log(`${new Date().toLocaleTimeString("en-GB")} ${name}: ${outcome}`);
      });
    },
  };
  return { ...target, plugins: [...(target.plugins ?? []), plugin] };
}

const targets = production ? { extension, webview } : { extension, webview, nodeTests, hostTests };
rmSync("dist", { recursive: true, force: true });
if (!production) rmSync("out/test", { recursive: true, force: true });
copyStyles();
// Where `npm run package` writes to, also in a fresh clone.
mkdirSync("out", { recursive: true });
if (watch) {
  for (const [name, target] of Object.entries(targets)) await (await esbuild.context(announced(name, target))).watch();
  console.log("Watching src and test; reload the VS Code that runs the extension after a change. Ctrl+C ends.");
} else {
  const results = await Promise.all(Object.values(targets).map((target) => esbuild.build(target)));
  if (production) {
    writeShipped(results);
    await leaveOutIcons();
  }
}
