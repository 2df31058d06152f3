import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { linkTo, openScene, type Scene, signIn } from "./scene.ts";

describe("Copying", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openScene();
    await signIn(scene);
    await vscode.env.clipboard.writeText("before");
  });

  afterEach(() => scene.close());

  const idOf = (name: string) => scene.sandbox.account.app(name).id;
  const app = (name: string) => ({ kind: "app", appId: idOf(name) });
  const project = { kind: "project", id: "shop" };
  const deployment = (name: string) => {
    const [newest] = scene.sandbox.account.app(name).deployments;
    const title = newest?.commitMessage?.split("\n")[0] ?? "";
    return { kind: "deployment", appId: idOf(name), deploymentId: newest?.id, sha: newest?.commitSha, title };
  };
  /** As a key does it: the command is for all rows that are selected, the first one in front. */
  const copied = async (command: string, ...rows: readonly object[]) => {
    await vscode.commands.executeCommand(command, rows[0], rows);
    return vscode.env.clipboard.readText();
  };

  it("takes of an app its ID, where there is a key for the SHA of a deployment", async () => {
    assert.equal(await copied(commandIds.copyCommitSha, app("storefront")), idOf("storefront"));
    const both = await copied(commandIds.copyCommitSha, app("storefront"), app("metabase"));
    assert.equal(both, `${idOf("storefront")}\n${idOf("metabase")}`);
  });

  it("takes of an app with some of its deployments those, whichever was selected first", async () => {
    const row = deployment("storefront");
    assert.equal(await copied(commandIds.copyCommitSha, app("storefront"), row), row.sha);
    assert.match(await copied(commandIds.copyLink, app("storefront"), row), new RegExp(`id=${row.deploymentId}$`));
  });

  it("takes nothing of a project, and asks nothing", async () => {
    for (const command of [commandIds.copyCommitSha, commandIds.copyLink]) {
      assert.equal(await copied(command, project), "before");
    }
    assert.equal(scene.user.offered.length, 1, "only how to sign in");
    assert.deepEqual(scene.user.told, []);
  });

  it("asks for a deployment of the app where only that has what is wanted", async () => {
    await vscode.commands.executeCommand(commandIds.copyLink, app("storefront"), [app("storefront")]);
    assert.ok((scene.user.offered.at(-1)?.length ?? 0) > 5);
  });

  it("takes what is on screen after Sevalla has turned the key down, and says nothing more", async () => {
    const row = deployment("storefront");
    await vscode.commands.executeCommand(commandIds.openDeployment, row);
    await linkTo(idOf("storefront"));
    await vscode.commands.executeCommand(commandIds.refresh);
    scene.sandbox.fault({}, { kind: "status", status: 401 });
    await vscode.commands.executeCommand(commandIds.refresh);
    await scene.user.hears(/no longer accepts/);
    const told = scene.user.told.length;
    assert.equal(await copied(commandIds.copyCommitSha, row), row.sha);
    assert.equal(await copied(commandIds.copyAppId, app("storefront")), idOf("storefront"));
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    scene.user.picks(row.title);
    await vscode.commands.executeCommand(commandIds.copyDeploymentId);
    assert.equal(await vscode.env.clipboard.readText(), row.deploymentId);
    assert.equal(scene.user.told.length, told);
    await vscode.commands.executeCommand(commandIds.copyCommitSha, { ...row, deploymentId: row.appId });
    assert.match(scene.user.told.at(-1)?.message ?? "", /no longer accepts.*Nothing was opened or copied\.$/);
  });

  it("takes what is on screen while Sevalla cannot be asked, but rolls back to nothing of it", async () => {
    const row = deployment("storefront");
    await linkTo(idOf("storefront"));
    await vscode.commands.executeCommand(commandIds.refresh);
    scene.sandbox.fault({}, { kind: "status", status: 403 });
    scene.user.picks(row.title);
    await vscode.commands.executeCommand(commandIds.copyDeploymentId);
    assert.equal(await vscode.env.clipboard.readText(), row.deploymentId);
    assert.equal(scene.user.told.length, 0);
    await vscode.commands.executeCommand(commandIds.rollBack);
    assert.equal(scene.user.told.at(-1)?.severity, "error");
  });

  it("takes the ID of the app that is picked in the palette", async () => {
    scene.user.picks("Metabase");
    await vscode.commands.executeCommand(commandIds.copyAppId);
    assert.equal(await vscode.env.clipboard.readText(), idOf("metabase"));
  });
});
