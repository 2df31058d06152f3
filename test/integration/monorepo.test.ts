import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { commandIds, settingKeys } from "../../src/contributions.ts";
import { eventually, folder, linkedTo, linkParts, linkTo, openScene, type Scene, signIn } from "./scene.ts";
import { spokenStatus, statusText } from "./statusBar.ts";

describe("A monorepo with several apps", () => {
  let scene: Scene;
  let web: string;
  let api: string;

  beforeEach(async () => {
    scene = await openScene();
    web = scene.sandbox.account.app("storefront").id;
    api = scene.sandbox.account.app("checkout-api").id;
    await signIn(scene);
  });

  afterEach(() => scene.close());

  const shows = (text: RegExp) => eventually(() => text.test(statusText()));

  it("shows the app of the active editor's file, else the folder's own", async () => {
    await linkParts({ "apps/**": web, "apps/api": api });
    await edit("apps/api/a.txt");
    await shows(/ Checkout API: /);
    await edit("apps/web/a.txt");
    await shows(/ Storefront: /);
    await linkTo(api);
    await edit("README.md");
    await shows(/ Checkout API: /);
  });

  it("keeps the app that was worked on, and follows details, logs, notebooks and comparisons", async () => {
    await linkParts({ "apps/web": web, "apps/api": api });
    await edit("apps/api/a.txt");
    await shows(/ Checkout API: /);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: "of no folder" }));
    await eventually(() => vscode.window.activeTextEditor?.document.isUntitled === true);
    assert.match(statusText(), / Checkout API: /);
    const [ofWeb] = scene.sandbox.account.app("storefront").deployments;
    await vscode.commands.executeCommand(commandIds.openDeployment, { appId: web, deploymentId: ofWeb?.id });
    await shows(/ Storefront: /);
    await vscode.commands.executeCommand(commandIds.openRuntimeLog, { appId: api });
    await shows(/ Checkout API: /);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await shows(/ Storefront: /);
    const [left, right] = [file("apps/api/a.txt"), file("apps/api/b.txt")];
    await vscode.commands.executeCommand("vscode.diff", left, right);
    await shows(/ Checkout API: /);
    const notebook = { cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 };
    const place = file("apps/web/a.ipynb", JSON.stringify(notebook));
    await vscode.commands.executeCommand("vscode.open", place);
    await shows(/ Storefront: /);
  });

  it("asks which app is meant, with the active editor's first", async () => {
    await linkParts({ "apps/web": web, "apps/api": api });
    await edit("apps/api/a.txt");
    await shows(/ Checkout API: /);
    await vscode.commands.executeCommand(commandIds.planRollback);
    const places = [`${folder().name}/apps/api`, `${folder().name}/apps/web`];
    assert.deepEqual(scene.user.offered.at(-1), [...places, "Another app…"]);
  });

  it("says what is wrong with the setting, and opens it", async () => {
    await linkParts({ "apps/web": "Storefront" });
    await edit("apps/web/a.txt");
    await shows(/link is not valid/);
    assert.match(spokenStatus(), /“apps\/web” has something other than an app ID/);
    await vscode.commands.executeCommand(commandIds.rollBack);
    assert.deepEqual(scene.user.told.at(-1)?.buttons, ["Open settings"]);
    await vscode.commands.executeCommand(commandIds.showMenu);
    assert.equal(scene.user.offered.at(-1)?.[0], "$(gear) Correct the setting sevalla.apps");
    await linkParts(["apps/web"]);
    await shows(/link is not valid/);
    await eventually(() => /is no list of paths with app IDs/.test(spokenStatus()));
  });

  it("gets the link of a further app for a folder around the active file", async () => {
    await linkTo(web);
    await edit("apps/api/src/a.txt");
    scene.user.picks(`${folder().name}/apps/api`);
    scene.user.picks("Checkout API");
    await vscode.commands.executeCommand(commandIds.linkApp);
    const places = ["", "/apps", "/apps/api", "/apps/api/src"].map((part) => `${folder().name}${part}`);
    assert.deepEqual(scene.user.offered.at(-2), places);
    assert.deepEqual([linkedTo(), linkedParts()], [web, { "apps/api": api }]);
    await shows(/ Checkout API: /);
    await edit("apps/web/a.txt");
    await shows(/ Storefront: /);
    scene.user.picks(`${folder().name}/apps/web`);
    await vscode.commands.executeCommand(commandIds.linkApp, { appId: api });
    assert.deepEqual(linkedParts(), { "apps/api": api, "apps/web": api });
  });

  it("asks for the whole folder alone as long as nothing is linked to it", async () => {
    await edit("apps/api/a.txt");
    scene.user.picks("Storefront");
    await vscode.commands.executeCommand(commandIds.linkApp);
    assert.deepEqual([linkedTo(), linkedParts()], [web, undefined]);
  });

  it("asks first for the folder that the app is built from, as long as nothing is linked", async () => {
    scene.sandbox.account.app("storefront").buildPath = "./apps/web";
    await edit("apps/web/a.txt");
    scene.user.picks("Storefront");
    scene.user.picks(`${folder().name}/apps/web`);
    await vscode.commands.executeCommand(commandIds.linkApp);
    assert.deepEqual(scene.user.offered.at(-1), [`${folder().name}/apps/web`, folder().name]);
    assert.deepEqual([linkedTo(), linkedParts()], [undefined, { "apps/web": web }]);
    await linkParts(undefined);
    await vscode.commands.executeCommand(commandIds.linkApp, { appId: web });
    assert.deepEqual(scene.user.offered.at(-1), [`${folder().name}/apps/web`, folder().name]);
    assert.deepEqual([linkedTo(), linkedParts()], [undefined, undefined], "nobody has chosen");
  });

  it("does not ask for a folder that is not there", async () => {
    scene.sandbox.account.app("storefront").buildPath = "apps/elsewhere";
    scene.user.picks("Storefront");
    await vscode.commands.executeCommand(commandIds.linkApp);
    assert.deepEqual([linkedTo(), linkedParts()], [web, undefined]);
  });

  it("is unlinked one part at a time", async () => {
    await linkParts({ "apps/web": web, "apps/api": api });
    await edit("apps/web/a.txt");
    await shows(/ Storefront: /);
    scene.user.picks("apps/web");
    await vscode.commands.executeCommand(commandIds.unlinkApp);
    assert.deepEqual(linkedParts(), { "apps/api": api });
    await edit("apps/api/a.txt");
    await shows(/ Checkout API: /);
    await vscode.commands.executeCommand(commandIds.unlinkApp);
    assert.equal(linkedParts(), undefined);
    assert.equal(linkedTo(), undefined);
  });
});

function linkedParts(): unknown {
  return vscode.workspace.getConfiguration(undefined, folder().uri).inspect(settingKeys.apps)?.workspaceFolderValue;
}

async function edit(name: string): Promise<void> {
  await vscode.window.showTextDocument(file(name));
}

function file(name: string, content = ""): vscode.Uri {
  const place = path.join(folder().uri.fsPath, name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, content);
  return vscode.Uri.file(place);
}
