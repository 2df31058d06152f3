import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createVSIX } from "@vscode/vsce";
import { projectRoot } from "../host/projectRoot.ts";

const manifest = {
  name: "guest",
  displayName: "Guest",
  publisher: "guest",
  version: "1.0.0",
  engines: { vscode: "^1.95.0" },
  main: "./main.js",
  contributes: {
    commands: [
      { command: "guest.ask", title: "Ask for account", category: "Guest" },
      { command: "guest.rollBack", title: "Roll back by tools", category: "Guest" },
    ],
  },
};

const code = `const vscode = require("vscode");
exports.activate = ({ subscriptions }) => {
  subscriptions.push(vscode.commands.registerCommand("guest.ask", async () => {
    try {
      const { account, accessToken } = await vscode.authentication.getSession("sevalla", ["any"], { createIfNone: true });
      vscode.window.showInformationMessage("Guest was given " + account.label + " and the key <" + accessToken + ">");
    } catch (error) {
      vscode.window.showInformationMessage("Guest was given nothing: " + error.message);
    }
  }));
  const call = async (name, input) => {
    const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
    return JSON.parse(content[0].value);
  };
  subscriptions.push(vscode.commands.registerCommand("guest.rollBack", async () => {
    try {
      const { planId } = await call("sevalla_planRollback", {});
      const { result, problem } = await call("sevalla_rollBack", { planId });
      vscode.window.showInformationMessage("Guest was answered " + result + " " + problem);
    } catch (error) {
      vscode.window.showInformationMessage("Guest was answered nothing: " + error.message);
    }
  }));
};
`;

/** Packs an extension of somebody else's that asks for the user's Sevalla account and calls our tools; resolves to its file. */
export async function packGuest(): Promise<string> {
  const folder = path.join(projectRoot, "out/guest");
  const file = path.join(folder, "guest.vsix");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(path.join(folder, "main.js"), code);
  const lenient = { dependencies: false, allowMissingRepository: true, skipLicense: true };
  await createVSIX({ cwd: folder, packagePath: file, ...lenient });
  return file;
}
