// Builds the extension (dist/) and the tests (out/). `--production` minifies and leaves the tests out; `--watch` rebuilds.
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import * as esbuild from "esbuild";

const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");

/** VS Code's API is a plain object: a namespace made of it, as for other modules, would copy all of it in every file. */
const vscodeAsScript = (text) =>
  text.replace(/^import \* as ([\w$]+) from "vscode";$/gm, 'const $1 = require("vscode");');

/**
 * Parts that are loaded when first used are files of their own, and what two files share exists once. esbuild does so
 * only for modules, which VS Code loads since 1.100; so each file is turned into a script afterwards.
 */
const asScripts = {
  name: "as-scripts",
  setup(build) {
    build.onEnd(async ({ outputFiles }) => {
      mkdirSync("dist", { recursive: true });
      for (const { path: file, text } of outputFiles ?? []) {
        const { code, map } = await esbuild.transform(vscodeAsScript(text), {
          format: "cjs",
          platform: "node",
          target: shared.target,
          supported: { "dynamic-import": false },
          minify: production,
          sourcemap: production ? false : "external",
          sourcefile: path.basename(file),
        });
        writeFileSync(file, production ? code : `${code}//# sourceMappingURL=${path.basename(file)}.map\n`);
        if (!production) writeFileSync(`${file}.map`, map);
      }
    });
  },
};

const shared = { bundle: true, logLevel: "warning", target: "es2023" };
const shipped = { ...shared, minify: production, sourcemap: !production, legalComments: "none", outdir: "dist" };

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
  external: ["vscode"],
  plugins: [asScripts],
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
    "test/demo/start.ts",
    "test/sandbox/main.ts",
    "test/host/executable.ts",
    "test/host/mochaMain.ts",
  ].includes(file);

const tests = { ...shared, platform: "node", packages: "external", sourcemap: true, outbase: ".", outdir: "out" };

/** Runs in plain Node: modules, with what they share split off so that it exists once. */
const nodeTests = {
  ...tests,
  entryPoints: testFiles.filter((file) => isEntry(file) && !insideHost(file)),
  format: "esm",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  outExtension: { ".js": ".mjs" },
};

/** Runs inside VS Code, which loads scripts with require(). */
const hostTests = {
  ...tests,
  entryPoints: testFiles.filter((file) => insideHost(file) && (isEntry(file) || /(run|entry)\.ts$/.test(file))),
  format: "cjs",
  external: ["vscode"],
  outExtension: { ".js": ".cjs" },
};

function copyStyles() {
  const { resolve } = createRequire(import.meta.url);
  const files = ["@vscode/codicons/dist/codicon.css", "@vscode/codicons/dist/codicon.ttf", "uplot/dist/uPlot.min.css"];
  mkdirSync("dist", { recursive: true });
  for (const file of files) copyFileSync(resolve(file), path.join("dist", path.basename(file)));
}

const targets = production ? [extension, webview] : [extension, webview, nodeTests, hostTests];
rmSync("dist", { recursive: true, force: true });
if (!production) rmSync("out/test", { recursive: true, force: true });
copyStyles();
// Where `npm run package` writes to, also in a fresh clone.
mkdirSync("out", { recursive: true });
if (watch) {
  for (const target of targets) await (await esbuild.context({ ...target, logLevel: "info" })).watch();
} else {
  await Promise.all(targets.map((target) => esbuild.build(target)));
}
