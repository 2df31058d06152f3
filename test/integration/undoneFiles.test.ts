import assert from "node:assert/strict";
import path from "node:path";
import type * as vscode from "vscode";
import { changesBetween } from "../../src/git/gitClone.ts";
import { type GitRepository, openGitApi, repositoriesOf } from "../../src/git/gitExtension.ts";
import { enableGit } from "./gitHost.ts";
import { type GitScene, openGitScene } from "./gitScene.ts";

describe("The files that differ between two commits, as older versions of VS Code tell them", () => {
  let scene: GitScene;
  let now: GitRepository;
  let older: GitRepository;
  let [base, left, right] = ["", "", ""];

  before(async () => {
    await enableGit();
    scene = await openGitScene();
    const made = scene.create("shop");
    base = made.commit("Base", { "both.txt": "a\n", "gone.txt": "gone\n", "old.txt": "a\nb\nc\nd\n" });
    made.git("checkout", "--quiet", "-b", "hotfix");
    left = made.commit("Left", { "left.txt": "left\n", "both.txt": "left\n" });
    made.git("checkout", "--quiet", "main");
    right = made.commit("Right", {
      "right.txt": "right\n",
      "both.txt": "right\n",
      "gone.txt": undefined,
      "old.txt": undefined,
      "new.txt": "a\nb\nc\nd\n",
    });
    await scene.open(made);
    const api = await openGitApi(new AbortController().signal);
    const found = api && repositoriesOf(api).find(({ rootUri }) => rootUri.fsPath === made.dir);
    if (!found) throw new Error("the repository is not open");
    now = found;
    older = olderThan(found);
  });

  after(() => scene.close());

  const told = async (repository: GitRepository, from: string, to: string, isOneLine: boolean) => {
    const changes = await changesBetween(repository, from, to, isOneLine);
    return changes
      .map(({ uri, originalUri, status }) => [path.basename(uri.path), path.basename(originalUri.path), status])
      .sort();
  };

  it("are the same on one line", async () => {
    const all = await told(now, base, right, true);
    assert.equal(all.length, 4);
    assert.deepEqual(await told(older, base, right, true), all);
  });

  it("are the same where the two have parted", async () => {
    const all = await told(now, left, right, false);
    assert.equal(all.length, 5);
    assert.deepEqual(await told(older, left, right, false), all);
  });
});

/** What VS Code 1.95 offers. */
function olderThan(repository: GitRepository): GitRepository {
  return {
    rootUri: repository.rootUri,
    getConfigs: () => repository.getConfigs(),
    getCommit: (ref) => repository.getCommit(ref),
    log: (options, cancellation?: vscode.CancellationToken) => repository.log(options, cancellation),
    diffBetween: (from, to) => repository.diffBetween(from, to),
    fetch: (...all) => repository.fetch(...all),
  };
}
