import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { enableGit, lookAt } from "./gitHost.ts";
import { type GitScene, openGitScene } from "./gitScene.ts";

describe("Deploying a branch of the clone", () => {
  let scene: GitScene;

  before(enableGit);

  beforeEach(async () => {
    scene = await openGitScene();
  });

  afterEach(() => scene.close());

  const posts = () => scene.sandbox.requests.filter(({ method }) => method === "POST");

  it("offers the branches of the app's repository and of the clone, and deploys the one that is chosen", async () => {
    const repository = scene.create("shop");
    const first = repository.commit("First");
    repository.git("update-ref", "refs/remotes/origin/release/2", first);
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/release/2");
    repository.git("switch", "--quiet", "--create", "fix/totals");
    await scene.open(repository);
    await lookAt(repository);
    scene.user.picks("release/2");
    scene.user.presses("Deploy");
    await vscode.commands.executeCommand(commandIds.deploy);
    assert.deepEqual(scene.user.offered.at(-1), [
      "$(git-branch) main",
      "$(git-branch) fix/totals",
      "$(git-branch) release/2",
      "Another branch…",
    ]);
    assert.deepEqual(
      posts().map(({ body }) => body),
      [{ branch: "release/2" }],
    );
  });

  it("offers what the app has deployed where the clone is another app's", async () => {
    const repository = scene.create("other", "https://github.com/harbor-goods/other.git");
    repository.commit("First");
    repository.git("branch", "elsewhere");
    await scene.open(repository);
    await vscode.commands.executeCommand(commandIds.deploy);
    assert.deepEqual(scene.user.offered.at(-1), ["$(git-branch) main", "Another branch…"]);
    assert.equal(posts().length, 0);
  });
});
