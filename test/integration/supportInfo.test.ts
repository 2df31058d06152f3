import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { openScene, type Scene, signIn } from "./scene.ts";

describe("Support information", () => {
  let scene: Scene;

  before(async () => {
    scene = await openScene();
    await signIn(scene);
  });

  after(() => scene.close());

  it("opens as a document that can be shared: with versions and errors, without keys and names", async () => {
    await vscode.commands.executeCommand(commandIds.refresh);
    scene.sandbox.fault({}, { kind: "status", status: 503 });
    await vscode.commands.executeCommand(commandIds.refresh);
    scene.sandbox.clearFaults();
    await vscode.commands.executeCommand(commandIds.showSupportInfo);
    const text = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.match(text, new RegExp(`- VS Code: ${vscode.version.replaceAll(".", "\\.")}`));
    assert.match(text, /- API address: changed in the settings/);
    assert.match(text, /: server, status 503/);
    const secrets = [
      scene.sandbox.keys.valid,
      "127.0.0.1",
      ...scene.sandbox.account.apps.map(({ displayName }) => displayName),
    ];
    for (const secret of secrets) assert.equal(text.includes(secret), false, secret);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });
});
