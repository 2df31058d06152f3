import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { GitRepository } from "../support/gitRepository.ts";
import { enableGit, lookAt } from "./gitHost.ts";
import { type GitScene, openGitScene } from "./gitScene.ts";
import { eventually } from "./scene.ts";
import { spokenStatus, statusText } from "./statusBar.ts";

describe("HEAD in the status bar", () => {
  let scene: GitScene;
  let shop: GitRepository;
  let live: string;

  before(enableGit);

  beforeEach(async () => {
    scene = await openGitScene();
    shop = scene.create("shop");
    live = shop.commit("First");
  });

  afterEach(() => scene.close());

  async function deploy(sha: string): Promise<void> {
    scene.deploy(sha, undefined);
    await vscode.commands.executeCommand(commandIds.refresh);
    await scene.open(shop);
  }
  async function shows(end: string): Promise<void> {
    await lookAt(shop);
    await eventually(() => statusText().endsWith(`Storefront: live ${live.slice(0, 7)}${end}`));
  }

  it("follows commits and checkouts, and asks Sevalla nothing", async () => {
    await deploy(live);
    await shows(" · HEAD");
    assert.match(spokenStatus(), /Your HEAD is what is live\./);
    const asked = scene.sandbox.requests.length;
    shop.commit("Second");
    await shows(" · HEAD +1");
    shop.git("checkout", "--quiet", "-b", "fix");
    const fix = shop.commit("Fix");
    await shows(" · HEAD +2");
    assert.match(spokenStatus(), /Your HEAD is 2 commits ahead of what is live\./);
    assert.equal(scene.sandbox.requests.length, asked);
    live = fix;
    scene.deploy(live, undefined);
    await vscode.commands.executeCommand(commandIds.refresh);
    await shows(" · HEAD");
    shop.git("checkout", "--quiet", "main");
    shop.commit("Third", { "third.txt": "third\n" });
    await shows(" · HEAD +1 −1");
    assert.match(spokenStatus(), /have diverged/);
  });

  it("is left out where the live commit is not in the clone, and there once it is", async () => {
    const origin = GitRepository.create(scene.inOther("origin"));
    origin.commit("Theirs");
    live = origin.commit("Theirs, too");
    await deploy(live);
    await eventually(() => /not in your clone\. Fetch to compare/.test(spokenStatus()));
    assert.doesNotMatch(statusText(), /HEAD/);
    shop.git("fetch", "--quiet", origin.dir, "main");
    shop.git("checkout", "--quiet", "-b", "theirs", live);
    await shows(" · HEAD");
  });

  it("is followed by one look at the app after a push", async () => {
    const bare = scene.inOther("bare");
    shop.clone(bare, "--bare");
    shop.git("config", "remote.origin.pushurl", bare);
    shop.git("push", "--quiet", "--set-upstream", "origin", "main");
    await deploy(live);
    await shows(" · HEAD");
    shop.commit("Second");
    await shows(" · HEAD +1");
    const asked = scene.sandbox.requests.length;
    shop.git("push", "--quiet");
    await lookAt(shop);
    await eventually(() => scene.sandbox.requests.length > asked);
    assert.deepEqual(
      scene.sandbox.requests
        .slice(asked)
        .map(({ method, path }) => `${method} ${path.replace(/^.*\/applications/, "")}`),
      [`GET /${scene.shopId}/deployments`],
    );
  });
});
