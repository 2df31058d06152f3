import assert from "node:assert/strict";
import path from "node:path";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { enableGit } from "./gitHost.ts";
import { type GitScene, openGitScene } from "./gitScene.ts";
import { eventually, linkTo } from "./scene.ts";

describe("The problems of a failed build", () => {
  let scene: GitScene;

  before(enableGit);
  beforeEach(async () => {
    scene = await openGitScene();
  });
  afterEach(() => scene.close());

  const problemsOf = (uri: vscode.Uri) => vscode.languages.getDiagnostics(uri).filter(isOurs);
  const isOurs = ({ source }: vscode.Diagnostic) => source === "Sevalla";

  it("are errors of files that are as they were built, and go when these are mended or they are dismissed", async () => {
    const [failed] = scene.sandbox.account.app("checkout-api").deployments;
    assert.ok(failed);
    const clone = scene.create("built");
    const lines = "x\n".repeat(9);
    const sha = clone.commit("First", { "same.ts": lines, "changed.ts": lines });
    clone.commit("Second", { "changed.ts": `y\n${lines}` });
    await scene.open(clone);
    Object.assign(failed, { commitSha: sha });
    await linkTo(failed.appId);
    const name = path.basename(clone.dir);
    const log = ["same", "changed"].map((file, index) => ({
      ...{ id: `${index}`, severity: "ERROR", timestamp: new Date().toISOString() },
      message: `${name}/${file}.ts:3:1 - error TS2345: Bad.`,
    }));
    scene.sandbox.fault({ path: /logs$/ }, { kind: "malformed", mutate: () => log });
    const ref = { appId: failed.appId, deploymentId: failed.id };
    await vscode.commands.executeCommand(commandIds.openLog, ref);
    const [same, changed] = ["same.ts", "changed.ts"].map((file) => vscode.Uri.file(path.join(clone.dir, file)));
    assert.ok(same && changed);
    const said = (uri: vscode.Uri) => problemsOf(uri).map(({ severity, message }) => [severity, message]);
    await eventually(() => said(same).length > 0);
    const { Error: error, Information: information } = vscode.DiagnosticSeverity;
    assert.deepEqual(said(same), [[error, "error TS2345: Bad."]]);
    assert.deepEqual(said(changed), [[information, `error TS2345: Bad. (in the build of ${sha.slice(0, 7)})`]]);

    const document = await vscode.workspace.openTextDocument(same);
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(same, new vscode.Position(0, 0), "// mended\n");
    await vscode.workspace.applyEdit(edit);
    assert.equal(said(same).length, 1);
    await document.save();
    await eventually(() => said(same).length === 0);
    assert.equal(said(changed).length, 1);

    await vscode.window.showTextDocument(changed);
    const range = problemsOf(changed)[0]?.range;
    const fixes = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      changed,
      range,
    );
    const dismiss = fixes.find(({ title }) => title === "Dismiss the problems of failed deployments")?.command;
    assert.ok(dismiss);
    await vscode.commands.executeCommand(dismiss.command);
    await eventually(() => said(changed).length === 0);
  });
});
