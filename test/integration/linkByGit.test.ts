import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { GitRepository } from "../support/gitRepository.ts";
import { enableGit } from "./gitHost.ts";
import { type GitScene, openGitScene } from "./gitScene.ts";
import { eventually, folder, linkedTo, linkTo } from "./scene.ts";

describe("Linking by the Git remote", () => {
  let scene: GitScene;

  before(enableGit);

  beforeEach(async () => {
    scene = await openGitScene();
    await linkTo(undefined);
  });

  afterEach(async () => {
    rmSync(path.join(folder().uri.fsPath, ".git"), { recursive: true, force: true });
    await vscode.commands.executeCommand("workbench.action.closeSidebar");
    await scene.close();
  });

  /** Makes the workspace folder a repository. */
  function whole(remote: string): GitRepository {
    const repository = GitRepository.create(folder().uri.fsPath);
    repository.git("remote", "add", "origin", remote);
    return repository;
  }

  async function openRepository(remote: string): Promise<void> {
    const repository = scene.create("shop", remote);
    repository.commit("First");
    await scene.open(repository);
  }

  it("offers first the app made from the folder's repository, and reads the details once", async () => {
    await openRepository("ssh://git@gitlab.com/Harbor-Goods/Orders-Worker.git");
    await vscode.commands.executeCommand(commandIds.linkApp);
    const offered = scene.user.offered.at(-1)?.slice(0, 3);
    assert.deepEqual(offered, ["made from this folder's Git repository", "Orders worker", "other apps"]);
    const asked = scene.sandbox.requests.length;
    await vscode.commands.executeCommand(commandIds.linkApp);
    assert.deepEqual(scene.user.offered.at(-1)?.slice(0, 3), offered);
    assert.equal(scene.sandbox.requests.length, asked);
  });

  it("offers the folders around the active file where the repository has several apps", async () => {
    const { repoUrl } = scene.sandbox.account.app("orders-worker");
    scene.sandbox.account.app("checkout-api").repoUrl = repoUrl;
    await openRepository("git@gitlab.com:harbor-goods/orders-worker.git");
    const place = path.join(folder().uri.fsPath, "apps/api/a.txt");
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, "");
    await vscode.window.showTextDocument(vscode.Uri.file(place));
    scene.user.picks("Checkout API");
    await vscode.commands.executeCommand(commandIds.linkApp);
    const { name } = folder();
    assert.deepEqual(scene.user.offered.at(-1), [name, `${name}/apps`, `${name}/apps/api`]);
    assert.equal(linkedTo(), undefined);
  });

  it("is not suggested by a repository inside the folder", async () => {
    await openRepository("git@gitlab.com:harbor-goods/orders-worker.git");
    await vscode.commands.executeCommand("sevalla.apps.focus");
    await vscode.commands.executeCommand(commandIds.linkApp);
    assert.deepEqual(scene.user.offered.at(-1)?.slice(1, 2), ["Orders worker"]);
    assert.equal(scene.user.told.filter(({ message }) => /looks like/.test(message)).length, 0);
  });

  it("is suggested once, when the Apps view is in sight and one app only is made from the repository", async () => {
    const { id } = scene.sandbox.account.app("orders-worker");
    // With other apps than those among which was looked before.
    scene.sandbox.account.remove("search-indexer");
    await scene.open(whole("git@gitlab.com:harbor-goods/orders-worker.git"));
    await vscode.commands.executeCommand(commandIds.refresh);
    assert.equal(scene.sandbox.requests.filter(({ path }) => path === `/applications/${id}`).length, 0);
    scene.user.presses("Link");
    await vscode.commands.executeCommand("sevalla.apps.focus");
    const told = await scene.user.hears(/looks like Orders worker/);
    assert.equal(told.message, "This folder looks like Orders worker: its Git remote is the app's repository.");
    assert.deepEqual(told.buttons, ["Link", "Not now", "Never for this folder"]);
    await eventually(() => linkedTo() === id);
    await linkTo(undefined);
    await vscode.commands.executeCommand(commandIds.refresh);
    assert.equal(scene.user.told.filter(({ message }) => /looks like/.test(message)).length, 1);
  });
});
