import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { defaultTarget, liveDeployment } from "../sandbox/life.ts";
import { eventually, openLinkedScene, type Scene } from "./scene.ts";

describe("Commands of the palette, with a deployment in front", () => {
  let scene: Scene;
  let offered: number;

  beforeEach(async () => {
    scene = await openLinkedScene();
    await vscode.env.clipboard.writeText("before");
    offered = scene.user.offered.length;
  });

  afterEach(() => scene.close());

  const shop = () => scene.sandbox.account.app("storefront");
  const run = (id: string) => vscode.commands.executeCommand(id);
  /** One that the app could be rolled back to, and that nobody would propose. */
  const older = () => {
    const usual = defaultTarget(shop(), Date.now());
    const live = liveDeployment(shop(), Date.now());
    const found = shop().deployments.find(
      (one) => one.end === "success" && one !== live && one !== usual && one.commitSha !== usual?.commitSha,
    );
    assert.ok(found);
    return found;
  };
  const failed = () => {
    const found = shop().deployments.find(({ end }) => end === "failed");
    assert.ok(found);
    return found;
  };
  const activeTab = () => vscode.window.tabGroups.activeTabGroup.activeTab;

  async function show(command: string, { id }: { id: string }): Promise<void> {
    const before = activeTab();
    await vscode.commands.executeCommand(command, { appId: shop().id, deploymentId: id });
    await eventually(() => activeTab() !== undefined && activeTab() !== before);
  }

  it("copy what is on screen and ask nothing", async () => {
    await show(commandIds.openDeployment, older());
    await run(commandIds.copyCommitSha);
    assert.equal(await vscode.env.clipboard.readText(), older().commitSha);
    await run(commandIds.copyDeploymentId);
    assert.equal(await vscode.env.clipboard.readText(), older().id);
    await show(commandIds.openLog, failed());
    await run(commandIds.copyDeploymentId);
    assert.equal(await vscode.env.clipboard.readText(), failed().id);
    assert.equal(scene.user.offered.length, offered);
  });

  it("open the details of a log, and the log of details", async () => {
    await show(commandIds.openLog, failed());
    await run(commandIds.openDeployment);
    await eventually(() => activeTab()?.input instanceof vscode.TabInputWebview);
    await run(commandIds.openLog);
    await eventually(() => activeTab()?.input instanceof vscode.TabInputText);
    assert.equal(scene.user.offered.length, offered);
    await run(commandIds.openLog);
    assert.equal(scene.user.offered.length, offered + 1, "another log than the one in front");
  });

  it("propose to roll back to it, and let another one be chosen", async () => {
    await show(commandIds.openDeployment, older());
    await run(commandIds.rollBack);
    const asked = scene.user.told.at(-1);
    assert.equal(asked?.message, "Roll back Storefront?");
    assert.match(asked?.detail ?? "", new RegExp(`Goes back to: .*\n.*${older().commitSha?.slice(0, 7)}`));
    assert.ok(asked?.buttons.includes("Choose another deployment…"));
    await run(commandIds.planRollback);
    const document = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.match(document, new RegExp(older().commitSha?.slice(0, 7) ?? "none"));
  });

  it("propose what they always do where the app cannot be rolled back to it", async () => {
    await show(commandIds.openDeployment, failed());
    await run(commandIds.rollBack);
    const usual = defaultTarget(shop(), Date.now())?.commitSha?.slice(0, 7);
    assert.match(scene.user.told.at(-1)?.detail ?? "", new RegExp(`Goes back to: .*\n.*${usual}`));
    assert.equal(scene.user.offered.length, offered);
  });
});
