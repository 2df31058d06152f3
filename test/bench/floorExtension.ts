import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** By which VS Code knows it. */
export const floorId = "bench.floor";

const viewId = "floor.view";
const [publisher, name] = floorId.split(".");
const manifest = {
  ...{ name, publisher, version: "1.0.0", engines: { vscode: "^1.95.0" }, main: "./main.js" },
  contributes: { views: { explorer: [{ id: viewId, name: "Floor" }] } },
};

const code = `
const vscode = require("vscode");
exports.activate = (context) => {
  context.subscriptions.push(
    vscode.window.createTreeView("${viewId}", { treeDataProvider: { getChildren: () => [], getTreeItem: (item) => item } }),
  );
};
`;

/** Writes the least that an extension with a view can be: one tree view that is registered, and nothing else. */
export function writeFloorExtension(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(path.join(folder, "main.js"), code);
}
