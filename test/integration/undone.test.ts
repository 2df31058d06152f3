import assert from "node:assert/strict";
import path from "node:path";
import * as vscode from "vscode";
import { settingKeys } from "../../src/contributions.ts";
import { GitRepository } from "../support/gitRepository.ts";
import { enableGit, gitApi, ifCounted, isGitOld } from "./gitHost.ts";
import { type GitScene, openGitScene, reachBySsh, repoUrl, usualButtons } from "./gitScene.ts";
import { folder } from "./scene.ts";

describe("What a rollback undoes", () => {
  let scene: GitScene;

  beforeEach(async () => {
    scene = await openGitScene();
  });

  afterEach(async () => {
    await setPatterns(undefined);
    await setPatterns(undefined, vscode.ConfigurationTarget.Workspace);
    await scene.close();
  });

  it("is unknown without Git, and holds nobody back", async function () {
    if (vscode.workspace.getConfiguration("git").get("enabled") === true) this.skip();
    const asked = await scene.question();
    assert.match(asked, /What it undoes in the code is not known\. VS Code's Git extension is off or finds no Git\./);
    assert.deepEqual(scene.user.told.at(-1)?.buttons, usualButtons);
  });

  describe("with Git", () => {
    before(enableGit);

    it("is named in the question: commits, authors, files, lines and files to mind", async () => {
      const shopRepository = scene.create("shop");
      const target = shopRepository.commit("First");
      shopRepository.commit("Add parcels", { "db/migrations/7.sql": "create\n", "package-lock.json": "{}\n" }, "Bob");
      const live = shopRepository.commit("Use parcels", { "src/cart.ts": "parcels\n" });
      await scene.open(shopRepository);
      scene.deploy(live, target);
      const asked = await scene.question();
      const lines = await ifCounted(", +3 −0");
      assert.ok(asked.includes(`\nUndoes 2 commits by Ada and Bob: 3 files${lines}.\n• Use parcels\n• Add parcels\n`));
      assert.match(asked, /^Files to mind: db\/migrations\/7\.sql, package-lock\.json\. /m);
    });

    it("follows the patterns of the settings, and passes over what is none", async () => {
      const shopRepository = scene.create("shop");
      const target = shopRepository.commit("First");
      const live = shopRepository.commit("Second", { "db/1.sql": "one\n", "src/price.ts": "two\n" });
      await scene.open(shopRepository);
      scene.deploy(live, target);
      await setPatterns(["src/*.ts", 7]);
      assert.match(await scene.question(), /^File to mind: src\/price\.ts\. /m);
      await setPatterns("nonsense");
      assert.match(await scene.question(), /^File to mind: db\/1\.sql\. /m);
      await setPatterns([]);
      assert.doesNotMatch(await scene.question(), /to mind/);
      await setPatterns(undefined);
      await setPatterns(["!**", "!*.sql", "src/*.ts"], vscode.ConfigurationTarget.Workspace);
      assert.match(await scene.question(), /^Files to mind: db\/1\.sql.*src\/price\.ts/m);
    });

    it("names both directions when the two are not on one line", async () => {
      const shopRepository = scene.create("shop");
      shopRepository.commit("First");
      shopRepository.git("checkout", "--quiet", "-b", "hotfix");
      const target = shopRepository.commit("Hotfix", { "fix.txt": "fix\n" }, "Cy");
      shopRepository.git("checkout", "--quiet", "main");
      const live = shopRepository.commit("Second", { "two.txt": "two\n" });
      await scene.open(shopRepository);
      scene.deploy(live, target);
      const asked = await scene.question();
      assert.match(asked, /^Undoes 1 commit by Ada\.\n/m);
      assert.match(asked, /^Brings back 1 commit by Cy: the live release does not have it\. 2 files differ\.$/m);
    });

    it("counts merges and renames, whatever is checked out", async () => {
      const shopRepository = scene.create("shop");
      const target = shopRepository.commit("First", { "db/1.sql": "a\nb\nc\nd\n" });
      shopRepository.git("checkout", "--quiet", "-b", "feature");
      shopRepository.commit("Move it", { "db/1.sql": undefined, "db/2.sql": "a\nb\nc\nd\n" });
      shopRepository.git("checkout", "--quiet", "main");
      shopRepository.commit("On main", { "main.txt": "main\n" });
      const live = shopRepository.merge("feature");
      shopRepository.git("checkout", "--quiet", "--detach", target);
      await scene.open(shopRepository);
      scene.deploy(live, target);
      const lines = await ifCounted(", +1 −0");
      assert.ok((await scene.question()).includes(`\nUndoes 3 commits by Ada: 2 files${lines}.\n`));
    });

    it("says that nothing is undone when both are the same commit", async () => {
      scene.deploy("a".repeat(40), "a".repeat(40));
      assert.match(await scene.question(), /Undoes no commit: both were made from the same one\./);
    });

    it("is read from the app's repository among several", async () => {
      const blog = scene.create("blog", "https://github.com/harbor-goods/blog");
      blog.commit("Blog");
      const shopRepository = scene.create("shop", "ssh://git@github.com:22/Harbor-Goods/Storefront");
      const target = shopRepository.commit("First");
      const live = shopRepository.commit("Second");
      await scene.open(blog);
      await scene.open(shopRepository);
      scene.deploy(live, target);
      assert.match(await scene.question(), /^Undoes 1 commit by Ada: /m);
      scene.deploy("a".repeat(40), "b".repeat(40), "https://github.com/harbor-goods/other");
      assert.match(await scene.question(), /No repository of this workspace is the app's/);
    });

    it("is read from a further working tree of a shallow clone", async () => {
      const origin = GitRepository.create(scene.inOther("origin"));
      origin.commit("First");
      const target = origin.commit("Second");
      const live = origin.commit("Third");
      const clone = origin.clone(scene.inOther("clone"), "--depth=1");
      clone.git("fetch", "--quiet", "--depth=1", "origin", target);
      clone.git("worktree", "add", "--quiet", "--detach", scene.inWorkspace("tree"));
      await scene.open(new GitRepository(scene.inWorkspace("tree")));
      scene.deploy(live, target);
      assert.match(await scene.question(), /is not known\. Your clone is shallow/);
    });

    it("never hands to Git what is no commit", async () => {
      const shopRepository = scene.create("shop");
      const target = shopRepository.commit("First");
      await scene.open(shopRepository);
      for (const sha of ["--output=x", "HEAD", "main", `${target}^`]) {
        scene.deploy(sha, target);
        assert.match(await scene.question(), /is not known\. Sevalla does not name the commit of both\./);
      }
    });

    it("does not take a branch for the commit whose short name it has", async () => {
      const shopRepository = scene.create("shop");
      const target = shopRepository.commit("First");
      shopRepository.git("branch", "abcdef1");
      await scene.open(shopRepository);
      scene.deploy("abcdef1", target);
      assert.match(await scene.question(), /is not known\. Its commits are not in your clone/);
    });

    it("compares the images of an app that is not made from commits", async () => {
      scene.deploy(undefined, undefined);
      assert.match(await scene.question(), /^Goes from \S+ back to \S+ of the image storefront\.$/m);
    });

    it("counts 5,000 commits", async () => {
      const shopRepository = scene.create("shop");
      const target = shopRepository.commit("First");
      const live = shopRepository.manyCommits(5_000);
      await scene.open(shopRepository);
      scene.deploy(live, target);
      const asked = await scene.question();
      assert.match(asked, /^Undoes 5,000 commits by .* and others: 300 files/m);
      assert.ok(asked.includes(` and others: 300 files${await ifCounted(", +300 −0")}.\n`));
    });

    it("is unknown when Git hangs, and the question comes after five seconds", async () => {
      const clone = scene.create("shop");
      const live = clone.commit("First");
      // What such a clone does not hold, Git fetches by itself when it is asked for.
      reachBySsh(clone, "sleep 9");
      clone.git("config", "core.repositoryFormatVersion", "1");
      clone.git("config", "extensions.partialClone", "origin");
      clone.git("config", "remote.origin.promisor", "true");
      await scene.open(clone);
      scene.deploy(live, "b".repeat(40));
      const start = performance.now();
      assert.match(await scene.question(), /is not known\. Git took longer than 5 seconds\./);
      assert.ok(performance.now() - start < 6_500);
    });

    // Last, as the repository around the workspace stays.
    it("is unknown in a folder of a repository that VS Code has not opened, and known once it has", async () => {
      const around = GitRepository.create(path.dirname(folder().uri.fsPath));
      around.git("remote", "add", "origin", repoUrl);
      const target = around.commit("First", { "workspace/app.txt": "one\n" });
      const live = around.commit("Second", { "workspace/db/1.sql": "two\n" });
      scene.deploy(live, target);
      if (await isGitOld()) {
        // It does not open one around the workspace either, where the settings say that it should not do so by itself.
        assert.match(await scene.question(), /is not known\. No repository of this workspace is the app's\./);
        return;
      }
      assert.match(await scene.question(), /is not known\. Its repository is not open in VS Code\./);
      await (await gitApi()).openRepository(vscode.Uri.file(around.dir));
      const asked = await scene.question();
      assert.match(asked, /^Undoes 1 commit by Ada: 1 file, \+1 −0\.$/m);
      assert.match(asked, /^File to mind: workspace\/db\/1\.sql\. /m);
      await vscode.commands.executeCommand("git.close", vscode.Uri.file(around.dir));
    });
  });
});

async function setPatterns(patterns: unknown, target = vscode.ConfigurationTarget.Global): Promise<void> {
  await vscode.workspace.getConfiguration().update(settingKeys.riskPatterns, patterns, target);
}
