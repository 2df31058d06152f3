import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { GitRepository } from "../support/gitRepository.ts";
import { enableGit, ifCounted, isGitOld } from "./gitHost.ts";
import { type GitScene, openGitScene, reachBySsh, usualButtons } from "./gitScene.ts";
import { eventually } from "./scene.ts";

describe("The commits that a rollback undoes", () => {
  let scene: GitScene;

  before(enableGit);

  beforeEach(async () => {
    scene = await openGitScene();
  });

  afterEach(() => scene.close());

  it("offers to fetch what the clone does not hold, and asks again with it", async () => {
    const origin = GitRepository.create(scene.inOther("origin"));
    const target = origin.commit("First");
    const clone = origin.clone(scene.inWorkspace("shop"));
    const live = origin.commit("Second", { "two.txt": "two\n" });
    reachBySsh(clone, `exec git-upload-pack '${origin.dir}'`);
    await scene.open(clone);
    scene.deploy(live, target);
    scene.user.presses("Fetch commits");
    await vscode.commands.executeCommand(commandIds.rollBack);
    const [asked, again] = scene.user.told.filter(({ isModal }) => isModal);
    assert.match(asked?.detail ?? "", /is not known\. Its commits are not in your clone\./);
    assert.ok(again?.detail.includes(`\nUndoes 1 commit by Ada: 1 file${await ifCounted(", +1 −0")}.\n`));
    assert.deepEqual(again?.buttons, usualButtons);
  });

  it("asks again, too, when fetching fails, and says why", async () => {
    const clone = scene.create("shop");
    clone.commit("First");
    reachBySsh(clone, "exit 1");
    await scene.open(clone);
    scene.deploy("a".repeat(40), "b".repeat(40));
    scene.user.presses("Fetch commits");
    await vscode.commands.executeCommand(commandIds.rollBack);
    await scene.user.hears(/could not be fetched\. .* Nothing was changed\./);
    assert.equal(scene.user.told.filter(({ isModal }) => isModal).length, 2);
  });

  it("never fetches by what a remote's name or address would have Git run", async () => {
    const origin = GitRepository.create(scene.inOther("origin"));
    origin.commit("First");
    const clone = origin.clone(scene.inWorkspace("shop"));
    const mark = path.join(clone.dir, ".git/ran");
    clone.git("config", "protocol.ext.allow", "always");
    // As an option it means all remotes.
    clone.git("config", "remote.--all.url", "https://github.com/harbor-goods/storefront");
    clone.git("config", "remote.helped.url", `ext::touch ${mark}`);
    clone.git("config", "remote.helped.pushurl", "git@github.com:harbor-goods/storefront.git");
    await scene.open(clone);
    scene.deploy("a".repeat(40), "b".repeat(40));
    const fetched = async () => {
      await vscode.commands.executeCommand(commandIds.fetchUndone);
      assert.equal(existsSync(mark), false);
    };
    await fetched();
    await scene.user.hears(/does not have the commits any more\. Nothing was changed\./);
    clone.git("remote", "remove", "origin");
    await fetched();
    await scene.user.hears(/No repository of this workspace is the app's\. .* Nothing was changed\./);
  });

  it("fetches the rest of a shallow clone", async () => {
    const origin = GitRepository.create(scene.inOther("origin"));
    const target = origin.commit("First");
    origin.commit("Second", { "db/2.sql": "two\n" });
    const live = origin.commit("Third", { "three.txt": "three\n" });
    const clone = origin.clone(scene.inWorkspace("shop"), "--depth=1");
    clone.git("fetch", "--quiet", "--depth=1", "origin", target);
    await scene.open(clone);
    scene.deploy(live, target, `file://${origin.dir}`);
    const asked = await scene.question();
    assert.match(asked, /is not known\. Your clone is shallow/);
    if (!(await isGitOld())) assert.match(asked, /^File to mind: db\/2\.sql\. /m);
    await vscode.commands.executeCommand(commandIds.fetchUndone);
    const told = await scene.user.hears(/^Undoes 2 commits by Ada: 2 files/);
    assert.ok(told.message.includes(`2 files${await ifCounted(", +2 −0")}.`));
  });

  it("lists the commits and opens the one that is chosen", async () => {
    const shopRepository = scene.create("shop");
    const target = shopRepository.commit("First");
    shopRepository.commit("Second", { "two.txt": "two\n" });
    const live = shopRepository.commit("Third [x](command:quit)", { "three.txt": "three\n" });
    await scene.open(shopRepository);
    scene.deploy(live, target);
    scene.user.picks("Second");
    await vscode.commands.executeCommand(commandIds.showUndoneCommits);
    assert.deepEqual(scene.user.offered.at(-1), [
      "$(diff-multiple) Show all changes",
      "Undoes 2 commits",
      "$(git-commit) Third [x]\u200b(command:quit)",
      "$(git-commit) Second",
    ]);
    await eventually(() => tabs().some((title) => / Second\b/.test(title)));
  });

  it("opens all changes, with files that are new, gone or renamed", async () => {
    const shopRepository = scene.create("shop");
    const target = shopRepository.commit("First", { "gone.txt": "gone\n", "old.txt": "a\nb\nc\nd\n" });
    const live = shopRepository.commit("Second", {
      "gone.txt": undefined,
      "old.txt": undefined,
      "renamed.txt": "a\nb\nc\nd\n",
      "new.txt": "new\n",
    });
    await scene.open(shopRepository);
    scene.deploy(live, target);
    await vscode.commands.executeCommand(commandIds.showUndoneChanges);
    await eventually(() => tabs().some((title) => title.startsWith("Storefront: what a rollback to ")));
    await eventually(() => gitDocuments(shopRepository.dir).length >= 4);
    const texts = gitDocuments(shopRepository.dir).map((document) => [
      path.basename(document.uri.path),
      document.getText(),
    ]);
    assert.deepEqual(texts.sort(), [
      ["gone.txt", "gone\n"],
      ["new.txt", "new\n"],
      ["old.txt", "a\nb\nc\nd\n"],
      ["renamed.txt", "a\nb\nc\nd\n"],
    ]);
  });

  it("says that there is no list, and offers to fetch, when the commits are missing", async () => {
    const shopRepository = scene.create("shop");
    shopRepository.commit("First");
    await scene.open(shopRepository);
    scene.deploy("a".repeat(40), "b".repeat(40));
    await vscode.commands.executeCommand(commandIds.showUndoneCommits);
    const told = await scene.user.hears(/is not known\. Its commits are not in your clone/);
    assert.deepEqual(told.buttons, ["Fetch commits"]);
  });

  it("is shown for the deployment that a view hands over, and refuses what is none", async () => {
    const shopRepository = scene.create("shop");
    const target = shopRepository.commit("First");
    const live = shopRepository.commit("Second");
    await scene.open(shopRepository);
    scene.deploy(live, target);
    await vscode.commands.executeCommand(commandIds.showUndoneCommits, {
      appId: scene.shopId,
      deploymentId: scene.targetId,
    });
    assert.ok(scene.user.offered.at(-1)?.includes("Undoes 1 commit"));
    await vscode.commands.executeCommand(commandIds.showUndoneCommits, { appId: "x" });
    await scene.user.hears(/not an app or a deployment of Sevalla\. Nothing was rolled back\./);
  });
});

function tabs(): readonly string[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
}

function gitDocuments(below: string): readonly vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(
    ({ uri, isClosed }) => uri.scheme === "git" && uri.path.startsWith(`${below}/`) && !isClosed,
  );
}
