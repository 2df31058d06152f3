import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { openLinkedScene, type Scene, signIn } from "./scene.ts";

describe("Deploying", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openLinkedScene();
  });

  afterEach(() => scene.close());

  const posts = () => scene.sandbox.requests.filter(({ method }) => method === "POST");
  const bodies = () => posts().map(({ body }) => body);

  it("asks for a branch, says what happens, and deploys it", async () => {
    scene.user.picks("main");
    scene.user.presses("Deploy");
    await vscode.commands.executeCommand(commandIds.deploy);
    const question = scene.user.told.find(({ isModal }) => isModal);
    assert.equal(question?.message, "Deploy main to Storefront?");
    assert.match(
      question?.detail ?? "",
      /^Live now: .*\n\nSevalla builds the newest commit of main and rolls it out\./s,
    );
    await scene.user.hears(/^The deployment of Storefront succeeded\. Live now: /);
    assert.deepEqual(bodies(), [{ branch: "main" }]);
  });

  it("takes a branch that is typed", async () => {
    scene.user.picks("Another branch…");
    scene.user.types("hotfix/totals");
    scene.user.presses("Deploy");
    await vscode.commands.executeCommand(commandIds.deploy);
    assert.deepEqual(bodies(), [{ branch: "hotfix/totals" }]);
  });

  it("deploys again the branch of a deployment that is handed over, after the same question", async () => {
    const { id: appId, deployments } = scene.sandbox.account.app("storefront");
    const [newest] = deployments;
    const again = { appId, deploymentId: newest?.id };
    await vscode.commands.executeCommand(commandIds.deploy, again);
    assert.equal(scene.user.told.find(({ isModal }) => isModal)?.message, "Deploy main to Storefront?");
    assert.equal(posts().length, 0);
    scene.user.presses("Deploy");
    await vscode.commands.executeCommand(commandIds.deploy, again);
    assert.deepEqual(bodies(), [{ branch: "main" }]);
  });

  it("asks for the image of an app that has no repository", async () => {
    const { id } = scene.sandbox.account.app("metabase");
    scene.user.types("metabase/metabase:v0.52");
    scene.user.presses("Deploy");
    await vscode.commands.executeCommand(commandIds.deploy, { appId: id });
    assert.deepEqual(bodies(), [{ docker_image: "metabase/metabase:v0.52" }]);
  });

  it("sends nothing when the user leaves a question", async () => {
    await vscode.commands.executeCommand(commandIds.deploy);
    scene.user.picks("main");
    await vscode.commands.executeCommand(commandIds.deploy);
    await vscode.commands.executeCommand(commandIds.restart);
    assert.equal(posts().length, 0);
  });

  it("restarts what is live", async () => {
    scene.user.presses("Restart");
    await vscode.commands.executeCommand(commandIds.restart);
    await scene.user.hears(/^The restart of Storefront succeeded\. /);
    assert.deepEqual(bodies(), [{ is_restart: true }]);
  });

  it("cancels what is running, after asking", async () => {
    const app = scene.sandbox.account.app("orders-worker");
    scene.user.presses("Cancel deployment");
    await vscode.commands.executeCommand(commandIds.cancelDeployment, { appId: app.id });
    assert.match(scene.user.told[0]?.message ?? "", /^Cancel this deployment of Orders worker\?$/);
    await scene.user.hears(/^The deployment of Orders worker is being cancelled: /);
    assert.notEqual(app.deployments[0]?.cancelledAt, null);
  });

  it("cancels nothing when another account is signed in to while that is asked", async () => {
    const app = scene.sandbox.account.app("orders-worker");
    scene.user.meanwhile(() => signIn(scene, scene.sandbox.keys.otherAccount), "Cancel deployment");
    await vscode.commands.executeCommand(commandIds.cancelDeployment, { appId: app.id });
    await scene.user.hears(/^You have signed in or out since you were asked\. Nothing was cancelled\.$/);
    assert.equal(app.deployments[0]?.cancelledAt, null);
    assert.deepEqual(posts(), []);
  });

  it("says that there is nothing to cancel", async () => {
    await vscode.commands.executeCommand(commandIds.cancelDeployment);
    await scene.user.hears(/^No deployment of Storefront is running\. Nothing was cancelled\.$/);
    assert.equal(posts().length, 0);
  });

  it("opens the app at its primary domain", async () => {
    const domain = scene.sandbox.account.app("storefront").domains.find(({ isPrimary }) => isPrimary);
    await vscode.commands.executeCommand(commandIds.openApp);
    assert.deepEqual(scene.user.opened, [`https://${domain?.name}/`]);
  });

  it("finds the primary domain among many", async () => {
    const app = scene.sandbox.account.app("storefront");
    const [hosted] = app.domains;
    assert.ok(hosted);
    const others = Array.from({ length: 230 }, (_, index) => ({
      ...hosted,
      name: `shop-${index}.example.com`,
      isPrimary: index === 220,
    }));
    app.domains = others;
    await vscode.commands.executeCommand(commandIds.openApp);
    assert.deepEqual(scene.user.opened, ["https://shop-220.example.com/"]);
  });

  it("opens nothing where there is no domain that could be opened", async () => {
    const app = scene.sandbox.account.app("storefront");
    app.domains = app.domains.map((domain) => ({ ...domain, name: "evil.example/@x" }));
    await vscode.commands.executeCommand(commandIds.openApp);
    await scene.user.hears(/^Storefront has no domain to open\. Nothing was opened\.$/);
    assert.deepEqual(scene.user.opened, []);
  });
});
