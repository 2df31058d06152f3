import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { linkedTo, linkTo, openScene, type Scene, signIn } from "./scene.ts";

describe("Linking", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openScene();
  });

  afterEach(() => scene.close());

  it("writes the app that the user picks to the folder's settings", async () => {
    await signIn(scene);
    scene.user.picks("Storefront");
    await vscode.commands.executeCommand(commandIds.linkApp);
    assert.equal(linkedTo(), scene.sandbox.account.app("storefront").id);
  });

  it("offers all apps of the account", async () => {
    await signIn(scene);
    await vscode.commands.executeCommand(commandIds.linkApp);
    assert.equal(scene.user.offered.at(-1)?.length, scene.sandbox.account.apps.length);
    assert.equal(linkedTo(), undefined);
  });

  it("links the app of a tree row without asking which", async () => {
    await signIn(scene);
    const { id } = scene.sandbox.account.app("storefront");
    await vscode.commands.executeCommand(commandIds.linkApp, { appId: id });
    assert.equal(linkedTo(), id);
    assert.equal(scene.user.offered.length, 1, "only how to sign in");
  });

  it("removes the link and nothing else", async () => {
    await signIn(scene);
    await linkTo(scene.sandbox.account.app("storefront").id);
    await vscode.commands.executeCommand(commandIds.unlinkApp);
    assert.equal(linkedTo(), undefined);
    assert.equal(
      scene.sandbox.requests.every(({ method }) => method === "GET"),
      true,
    );
  });

  it("says that there is nothing to unlink", async () => {
    await vscode.commands.executeCommand(commandIds.unlinkApp);
    await scene.user.hears(/No folder of this workspace is linked to an app\. Nothing was changed\./);
  });

  it("offers to sign in first", async () => {
    scene.user.presses("Sign in");
    scene.user.picks("Paste an API key");
    scene.user.types(scene.sandbox.keys.valid);
    scene.user.picks("Storefront");
    await vscode.commands.executeCommand(commandIds.linkApp);
    assert.equal(linkedTo(), scene.sandbox.account.app("storefront").id);
  });

  it("says why the apps cannot be listed, and links nothing", async () => {
    await signIn(scene);
    await vscode.commands.executeCommand(commandIds.signOut);
    scene.sandbox.fault({ path: /^\/applications$/ }, { kind: "status", status: 403 });
    await signIn(scene);
    await vscode.commands.executeCommand(commandIds.linkApp);
    const told = await scene.user.hears(/does not have the permission.*Nothing was changed\./);
    assert.equal(told.severity, "error");
    assert.equal(linkedTo(), undefined);
  });

  it("lets commands read the linked app and not the list of all, which may be long, or forbidden", async () => {
    const { sandbox, user } = scene;
    const { id } = sandbox.account.app("storefront");
    const list = /^\/applications$/;
    sandbox.fault({ path: list }, { kind: "status", status: 403 });
    await linkTo(id);
    await signIn(scene);
    const before = sandbox.requests.length;
    await vscode.commands.executeCommand(commandIds.rollBack);
    const asked = await user.hears(/^Roll back Storefront\?$/);
    assert.match(asked.detail, new RegExp(`ID of the app: ${id}$`));
    assert.deepEqual(
      sandbox.requests.slice(before).filter(({ path }) => list.test(path)),
      [],
    );
  });
});
