import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createVSIX } from "@vscode/vsce";
import { projectRoot } from "../host/projectRoot.ts";

/** Of folders that are on no disk. They hold a README.md, and what is written to them as long as the window is open. */
export const virtualScheme = "guestfs";

const manifest = {
  name: "guest",
  displayName: "Guest",
  publisher: "guest",
  version: "1.0.0",
  engines: { vscode: "^1.95.0" },
  main: "./main.js",
  activationEvents: [`onFileSystem:${virtualScheme}`],
  contributes: {
    commands: [
      { command: "guest.ask", title: "Ask for account", category: "Guest" },
      { command: "guest.rollBack", title: "Roll back by tools", category: "Guest" },
      { command: "guest.openFirst", title: "Open file of first folder", category: "Guest" },
      { command: "guest.openSecond", title: "Open file of second folder", category: "Guest" },
    ],
  },
};

const memoryFiles = `
function memoryFiles() {
  const { FileType, FileSystemError, EventEmitter } = vscode;
  const changed = new EventEmitter();
  const files = new Map([["/virtual/README.md", Buffer.from("# Virtual")]]);
  const isFolder = (path) => [...files.keys()].some((file) => file.startsWith(path.replace(/\\/$/, "") + "/"));
  const stat = ({ path }) => {
    const file = files.get(path);
    if (file) return { type: FileType.File, ctime: 0, mtime: file.mtime ?? 0, size: file.length };
    if (isFolder(path)) return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    throw FileSystemError.FileNotFound(path);
  };
  return {
    onDidChangeFile: changed.event,
    watch: () => ({ dispose() {} }),
    stat,
    readDirectory: ({ path }) => {
      const inside = [...files.keys()].filter((file) => file.startsWith(path + "/"));
      const names = new Set(inside.map((file) => file.slice(path.length + 1).split("/")[0]));
      return [...names].map((name) => [name, files.has(path + "/" + name) ? FileType.File : FileType.Directory]);
    },
    createDirectory() {},
    readFile(uri) {
      stat(uri);
      return files.get(uri.path) ?? Buffer.alloc(0);
    },
    writeFile(uri, content) {
      files.set(uri.path, Object.assign(Buffer.from(content), { mtime: Date.now() }));
      changed.fire([{ type: 1, uri }]);
    },
    delete() {},
    rename() {},
  };
}
`;

const code = `const vscode = require("vscode");
${memoryFiles}
exports.activate = ({ subscriptions }) => {
  subscriptions.push(vscode.workspace.registerFileSystemProvider("${virtualScheme}", memoryFiles()));
  const open = (index) => () => vscode.window.showTextDocument(
    vscode.Uri.joinPath(vscode.workspace.workspaceFolders[index].uri, "README.md"),
    { preview: false },
  );
  subscriptions.push(vscode.commands.registerCommand("guest.openFirst", open(0)));
  subscriptions.push(vscode.commands.registerCommand("guest.openSecond", open(1)));
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
