import assert from "node:assert/strict";
import { importProblems, importsOf, lazyImportProblems, lazyPartsOf } from "./importRules.ts";
import { projectFiles } from "./projectFiles.ts";

const problemsOf = (path: string, text: string) => importProblems({ path, text });

describe("the layers of src", () => {
  it("import only to their left", () => {
    assert.deepEqual(projectFiles("src", ".ts").flatMap(importProblems), []);
  });

  const bad = [
    ["src/sevalla/client.ts", 'import { Store } from "../model/store.ts";'],
    ["src/sevalla/client.ts", 'import type { Store } from "../model/store.ts";'],
    ["src/sevalla/client.ts", 'import {\n  type A,\n  type B,\n} from "../present/rows.ts";'],
    ["src/sevalla/client.ts", 'export type { Store } from "../model/store.ts";'],
    ["src/sevalla/client.ts", 'import * as vscode from "vscode";'],
    ["src/model/store.ts", 'import type { Event } from "vscode";'],
    ["src/model/store.ts", 'import { age } from "../present/format.ts";'],
    ["src/model/store.ts", 'const late = await import("../views/appsTree.ts");'],
    ["src/present/rows.ts", 'import "../views/appsTree.ts";'],
    ["src/present/rows.ts", 'import { commandIds } from "../contributions.ts";'],
    ["src/present/rows.ts", 'import { ThemeIcon } from "vscode";'],
    ["src/model/store.ts", 'import type { PanelView } from "../webview/protocol.ts";'],
    ["src/views/appsTree.ts", 'import { open } from "../panel/deploymentPanel.ts";'],
    ["src/views/appsTree.ts", 'import { rollBack } from "../commands/rollBack.ts";'],
    ["src/panel/deploymentPanel.ts", 'import { AppsTree } from "../views/appsTree.ts";'],
    ["src/panel/deploymentPanel.ts", 'import { rollBack } from "../commands/rollBack.ts";'],
    ["src/panel/deploymentPanel.ts", 'import { draw } from "../webview/main.ts";'],
    ["src/commands/refresh.ts", 'import { AppsTree } from "../views/appsTree.ts";'],
    ["src/commands/refresh.ts", 'import { activate } from "../extension.ts";'],
    ["src/logs/logFiles.ts", 'import { AppsTree } from "../views/appsTree.ts";'],
    ["src/logs/logFiles.ts", 'import { rollBack } from "../commands/rollBack.ts";'],
    ["src/model/logSteps.ts", 'import { logScheme } from "../contributions.ts";'],
    ["src/workspace/folderLinks.ts", 'import { rollBack } from "../commands/rollBack.ts";'],
    ["src/webview/main.ts", 'import { appRow } from "../present/rows.ts";'],
    ["src/webview/main.ts", 'import * as vscode from "vscode";'],
    ["src/webview/protocol.ts", 'import { draw } from "./main.ts";'],
    ["src/webview/protocol.ts", 'import type { X } from "valibot";'],
    ["src/contributions.ts", 'import { x } from "./sevalla/client.ts";'],
    ["src/l10n.ts", 'import * as vscode from "vscode";'],
    ["src/l10n.ts", 'import { age } from "./present/format.ts";'],
    ["src/contributions.ts", 'import path from "node:path";'],
    ["src/core.ts", 'import { activate } from "./extension.ts";'],
    ["src/commands/refresh.ts", 'import { openCore } from "../core.ts";'],
    ["src/extension.ts", 'import { startSandbox } from "../test/sandbox/sandbox.ts";'],
    ["src/extension.ts", 'import { Store } from "./model/store";'],
    ["src/extension.ts", 'import { name } from "../package.json";'],
    ["src/elsewhere/thing.ts", ""],
    ["src/thing.ts", ""],
  ] as const;
  for (const [path, text] of bad) {
    it(`do not allow ${path} ${text.replace(/\s+/g, " ") || "to exist"}`, () => {
      assert.equal(problemsOf(path, text).length, 1);
    });
  }

  const good = [
    ["src/sevalla/client.ts", 'import * as v from "valibot";\nimport { x } from "./errors.ts";'],
    ["src/sevalla/client.ts", 'import { t } from "../l10n.ts";'],
    ["src/present/details.ts", 'import type { PanelView } from "../webview/protocol.ts";'],
    ["src/commands/openDeployment.ts", 'import { panels } from "../panel/deploymentPanel.ts";'],
    [
      "src/commands/linkApp.ts",
      'import { linkFolder } from "../workspace/folderLinks.ts";\nimport * as v from "vscode";',
    ],
    ["src/webview/main.ts", 'import type { PanelView } from "./protocol.ts";\nimport { el } from "./element.ts";'],
    ["src/webview/times.ts", 'import { age } from "../present/format.ts";'],
    ["src/extension.ts", 'import { commandIds } from "./contributions.ts";\nimport "./commands/register.ts";'],
  ] as const;
  for (const [path, text] of good) {
    it(`allow ${path} ${text.replace(/\s+/g, " ")}`, () => assert.deepEqual(problemsOf(path, text), []));
  }

  it("are not told apart by what only looks like an import", () => {
    const text = '// import x from "vscode"\nconst says = `it came from "vscode"`;\n/** Comes from "vscode". */';
    assert.deepEqual(importsOf({ path: "src/model/store.ts", text }), []);
  });
});

describe("the parts that load when first used", () => {
  const sources = projectFiles("src", ".ts");
  const lazyParts = lazyPartsOf(sources);

  it("are found by how they are imported", () => assert.ok(lazyParts.includes("src/sevalla/nodeFetch.ts")));

  it("are imported by nobody at the start", () => {
    assert.deepEqual(
      sources.flatMap((file) => lazyImportProblems(file, lazyParts)),
      [],
    );
  });

  it("are all that knows the state, the words and the requests: what is loaded to activate only registers", () => {
    const byPath = new Map(sources.map((file) => [file.path, file]));
    const loaded = new Set(["src/extension.ts"]);
    for (const path of loaded) {
      const file = byPath.get(path);
      const atOnce = (file ? importsOf(file) : []).filter(
        ({ isOurs, isDynamic, isType }) => isOurs && !isDynamic && !isType,
      );
      for (const { target } of atOnce) loaded.add(target);
    }
    assert.ok(loaded.has("src/commands/register.ts"));
    assert.deepEqual(
      [...loaded].filter((path) => /^src\/(?:sevalla|model|present|l10n|core)\b/.test(path)),
      [],
    );
  });

  it("would be missed by an import at the start and not by a later one, nor by that of a type", () => {
    const at = (text: string) => lazyImportProblems({ path: "src/sevalla/a.ts", text }, ["src/sevalla/nodeFetch.ts"]);
    assert.equal(at('import { nodeFetch } from "./nodeFetch.ts";').length, 1);
    assert.deepEqual(at('const { nodeFetch } = await import("./nodeFetch.ts");'), []);
    assert.deepEqual(at('import type { Fetch } from "./nodeFetch.ts";'), []);
  });
});
