import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds, settingKeys } from "../../src/contributions.ts";
import { openLinkedScene, type Scene } from "./scene.ts";

const { Global, Workspace } = vscode.ConfigurationTarget;

describe("Rolling back a protected app", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openLinkedScene();
  });

  afterEach(async () => {
    await protect(undefined);
    await protect(undefined, Workspace);
    await scene.close();
  });

  const posts = () => scene.sandbox.requests.filter(({ method }) => method === "POST").length;

  async function protect(patterns: unknown, target = Global): Promise<void> {
    await vscode.workspace.getConfiguration().update(settingKeys.protectedApps, patterns, target);
  }

  /** Agrees to a rollback, and types these names where one is asked for. */
  async function rollBack(...names: readonly string[]): Promise<void> {
    scene.user.presses("Roll back");
    for (const name of names) scene.user.types(name);
    await vscode.commands.executeCommand(commandIds.rollBack);
  }

  it("asks for its name, and sends once it is typed", async () => {
    await protect(["*FRONT"]);
    await rollBack("Storefront");
    await scene.user.hears(/Storefront is rolled back/);
    assert.deepEqual(scene.user.asked, ["This app is protected. Type its name to roll it back."]);
    assert.equal(posts(), 1);
  });

  it("does not take another name, nor the name in part or in other letters", async () => {
    await protect(["Storefront"]);
    await rollBack("storefront", "Store", "Storefront ", "Blog");
    assert.equal(scene.user.refusals.length, 4);
    assert.equal(scene.user.refusals[0], 'That is not "Storefront". Nothing has been sent yet.');
    assert.equal(posts(), 0);
  });

  it("can be typed again after a mistake", async () => {
    await protect(["Storefront"]);
    await rollBack("Storefrnt", "Storefront");
    await scene.user.hears(/Storefront is rolled back/);
    assert.equal(posts(), 1);
  });

  for (const [what, names] of [
    ["Escape is pressed", []],
    ["nothing is typed", [""]],
  ] as const) {
    it(`sends nothing when ${what}`, async () => {
      await protect(["Storefront"]);
      await rollBack(...names);
      assert.equal(scene.user.asked.length, 1);
      assert.equal(posts(), 0);
    });
  }

  it("asks as well before a rollback is undone", async () => {
    await rollBack();
    await scene.user.hears(/Storefront is rolled back/);
    await protect(["Storefront"]);
    scene.user.presses("Roll back");
    await vscode.commands.executeCommand(commandIds.undoRollback);
    assert.equal(scene.user.asked.length, 1);
    assert.equal(posts(), 1);
  });

  for (const ofWorkspace of [[], ["Blog"], ["!Storefront"], ["!*"], "none", null, [7]]) {
    it(`asks also where the workspace's setting is ${JSON.stringify(ofWorkspace)}`, async () => {
      await protect(["Storefront"]);
      await protect(ofWorkspace, Workspace);
      await rollBack();
      assert.equal(scene.user.asked.length, 1);
      assert.equal(posts(), 0);
    });
  }

  it("asks also where only the workspace protects it", async () => {
    await protect(["Storefront"], Workspace);
    await rollBack();
    assert.equal(scene.user.asked.length, 1);
    assert.equal(posts(), 0);
  });

  it("does not ask for the name of another app, nor because of entries that are no patterns", async () => {
    await protect(["Blog", "", 7, null]);
    await rollBack();
    await scene.user.hears(/Storefront is rolled back/);
    assert.deepEqual(scene.user.asked, []);
  });
});
