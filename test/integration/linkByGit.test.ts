import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { enableGit } from "./gitHost.ts";
import { type GitScene, openGitScene } from "./gitScene.ts";
import { linkTo } from "./scene.ts";

describe("Linking by the Git remote", () => {
  let scene: GitScene;

  before(enableGit);

  beforeEach(async () => {
    scene = await openGitScene();
    await linkTo(undefined);
  });

  afterEach(() => scene.close());

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
});
