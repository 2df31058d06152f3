import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { defaultTarget, liveDeployment } from "../sandbox/life.ts";
import { eventually, linkedTo, linkTo, openLinkedScene, type Scene, signIn } from "./scene.ts";

describe("Rolling back", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openLinkedScene();
  });

  afterEach(() => scene.close());

  const shop = () => scene.sandbox.account.app("storefront");
  const live = () => liveDeployment(shop(), Date.now());
  const posts = () => scene.sandbox.requests.filter(({ method }) => method === "POST");
  const rollBack = (argument?: unknown) => vscode.commands.executeCommand(commandIds.rollBack, argument);
  const refs = () => shop().deployments.map(({ id, appId }) => ({ appId, deploymentId: id }));

  it("asks, sends once without a body, follows to the end and says what is live", async () => {
    const before = live();
    const target = defaultTarget(shop(), Date.now());
    scene.user.presses("Roll back");
    await rollBack();
    const [asked] = scene.user.told;
    assert.equal(asked?.isModal, true);
    assert.equal(asked?.message, "Roll back Storefront?");
    assert.match(asked?.detail ?? "", new RegExp(`Live now: .*\n.*${before?.commitSha?.slice(0, 7)}`));
    assert.match(asked?.detail ?? "", new RegExp(`Goes back to: .*\n.*${target?.commitSha?.slice(0, 7)}`));
    await scene.user.hears(/Storefront is rolled back\. Live now: /);
    assert.deepEqual(
      posts().map(({ hasBody }) => hasBody),
      [false],
    );
    assert.equal(live()?.trigger, "ROLLBACK_DEPLOYMENT");
    assert.equal(live()?.image, target?.image);
  });

  it("sends nothing when the user says no", async () => {
    scene.user.dismisses();
    await rollBack();
    assert.equal(scene.user.told.length, 1);
    assert.equal(posts().length, 0);
  });

  it("rolls back to the deployment of a tree row", async () => {
    const target = refs().findLast((_, index) => shop().deployments[index]?.end === "success");
    scene.user.presses("Roll back");
    await rollBack(target);
    await scene.user.hears(/Storefront is rolled back/);
    assert.deepEqual(
      posts().map(({ body }) => body),
      [{ deployment_id: target?.deploymentId }],
    );
  });

  it("lets the user choose another deployment", async () => {
    const other = shop().deployments.findLast(({ end, commitMessage }) => end === "success" && commitMessage);
    scene.user.presses("Choose another deployment…");
    scene.user.picks(other?.commitMessage?.split("\n")[0] ?? "");
    scene.user.presses("Roll back");
    await rollBack();
    await scene.user.hears(/Storefront is rolled back/);
    assert.equal(live()?.commitSha, other?.commitSha);
    assert.equal(posts().length, 1);
  });

  it("opens the details of the rollback on request", async () => {
    scene.user.presses("Roll back");
    scene.user.presses("View details");
    await rollBack();
    await scene.user.hears(/Storefront is rolled back/);
    const titles = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    await eventually(() => titles().some((title) => title.startsWith("Storefront: ")));
  });

  it("asks for the app where none is linked, and says which one it is about to roll back", async () => {
    await linkTo(undefined);
    scene.user.picks("Checkout API");
    scene.user.dismisses();
    await rollBack();
    assert.equal(scene.user.offered.at(-1)?.at(-1), "$(link) Link app…");
    assert.equal(scene.user.told[0]?.message, "Roll back Checkout API?");
    assert.equal(linkedTo(), undefined);
  });

  it("links an app instead where the user wants to, and then goes on", async () => {
    await linkTo(undefined);
    scene.user.picks("Link app…");
    scene.user.picks("Storefront");
    scene.user.dismisses();
    await rollBack();
    assert.equal(linkedTo(), shop().id);
    assert.equal(scene.user.told[0]?.message, "Roll back Storefront?");
  });

  it("asks which app is meant while the details of another than the linked one are in front", async () => {
    const other = scene.sandbox.account.app("checkout-api");
    const [newest] = other.deployments;
    const ref = { appId: other.id, deploymentId: newest?.id };
    await vscode.commands.executeCommand(commandIds.openDeployment, ref);
    await eventually(() => vscode.window.tabGroups.activeTabGroup.activeTab?.label.startsWith("Checkout API") === true);
    await rollBack();
    assert.deepEqual(scene.user.offered.at(-1)?.slice(0, 2), ["Checkout API", "Storefront"]);
    assert.equal(posts().length, 0);
  });

  it("is offered for any app by the menu", async () => {
    scene.user.picks("Another app…");
    scene.user.picks("Checkout API");
    scene.user.picks("Roll back…");
    scene.user.dismisses();
    await vscode.commands.executeCommand(commandIds.showMenu);
    await scene.user.hears(/^Roll back Checkout API\?$/);
  });

  it("leads to another account where the linked app may be of one", async () => {
    const { sandbox, user } = scene;
    const [other] = sandbox.otherAccount.apps;
    await linkTo(other?.id);
    user.presses("Switch account");
    user.picks("Sign in with another account…");
    user.picks("Paste an API key");
    user.types(sandbox.keys.otherAccount);
    await rollBack();
    assert.deepEqual(user.told.at(-1)?.buttons, ["Link app", "Switch account"]);
    user.dismisses();
    await rollBack();
    assert.equal(user.told.at(-1)?.message, `Roll back ${other?.displayName}?`);
    assert.equal(posts().length, 0);
  });

  for (const [what, id, words] of [
    [
      "is not an app id",
      () => "storefront",
      /setting sevalla\.app of \S+ is not an app ID\..* Nothing was rolled back\./,
    ],
    [
      "belongs to another account",
      () => scene.sandbox.otherAccount.apps[0]?.id,
      /is not in this account: it may have been deleted, or belong to another account\..* Nothing was rolled back\./,
    ],
  ] as const) {
    it(`says so when the linked app ${what}`, async () => {
      await linkTo(id());
      await rollBack();
      await scene.user.hears(words);
      assert.equal(posts().length, 0);
    });
  }

  it("says so when the linked app has been deleted", async () => {
    scene.sandbox.account.remove("storefront");
    await vscode.commands.executeCommand(commandIds.refresh);
    await rollBack();
    await scene.user.hears(/it may have been deleted/);
    assert.equal(posts().length, 0);
  });

  it("says that there is nothing to roll back to", async () => {
    const [newest] = shop().deployments.filter(({ end }) => end === "success");
    shop().deployments = newest ? [newest] : [];
    await rollBack();
    await scene.user.hears(/has no successful deployment before the live one .* Nothing was rolled back\./);
    assert.equal(posts().length, 0);
  });

  it("does not roll back while a deployment is under way", async () => {
    const [newest] = shop().deployments;
    if (!newest) throw new Error("no deployment");
    const life = { waitingMs: 0, buildMs: 60_000, rolloutMs: 60_000 };
    shop().deployments.unshift({ ...newest, id: "00000000-0000-4000-8000-000000000001", createdAt: Date.now(), life });
    await rollBack();
    const told = await scene.user.hears(/is being deployed right now .* Nothing was rolled back\./);
    assert.deepEqual(told.buttons, ["View details"]);
    assert.equal(posts().length, 0);
  });

  it("checks again after the user has agreed, and sends nothing if something else has become live", async () => {
    const [newest] = shop().deployments;
    if (!newest) throw new Error("no deployment");
    const again = { ...newest, id: "00000000-0000-4000-8000-000000000001", createdAt: Date.now() - 5_000, life };
    scene.user.meanwhile(() => shop().deployments.unshift(again), "Roll back");
    await rollBack();
    const told = await scene.user.hears(/has changed since you were asked.* Nothing was rolled back\./);
    assert.deepEqual(told.buttons, ["Roll back…"]);
    assert.equal(posts().length, 0);
  });

  it("says that the key may not roll back", async () => {
    await signIn(scene, scene.sandbox.keys.readOnly);
    scene.user.presses("Roll back");
    await rollBack();
    const told = await scene.user.hears(/does not have the permission.* Storefront was not rolled back\./);
    assert.equal(told.severity, "error");
    assert.equal(posts().length, 1);
  });

  it("never calls it undone after a 500, and never sends it again", async () => {
    scene.sandbox.fault({ method: "POST" }, { kind: "status", status: 500 });
    scene.user.presses("Roll back");
    await rollBack();
    const told = await scene.user.hears(/It is not certain whether Storefront is being rolled back/);
    assert.match(told.message, /was not sent again/);
    assert.equal(posts().length, 1);
  });

  it("says that nothing was changed when Sevalla cannot be reached", async () => {
    scene.sandbox.fault({ path: /deployments/ }, { kind: "status", status: 403 });
    await rollBack();
    await scene.user.hears(/does not have the permission.* Nothing was changed\./);
    assert.equal(posts().length, 0);
  });

  it("says so, and offers to sign in again, when the key is turned down at that moment", async () => {
    scene.user.meanwhile(() => scene.sandbox.revoke(scene.sandbox.keys.valid), "Roll back");
    await rollBack();
    const told = await scene.user.hears(/did not accept the API key\. Nothing was changed\./);
    assert.deepEqual(told.buttons, ["Sign in again"]);
    assert.equal(scene.user.told.length, 2);
    assert.equal(posts().length, 0);
  });

  it("says that it has begun, and offers to sign in again, when the key is turned down while it is followed", async () => {
    scene.sandbox.fault({ method: "GET", path: /\/deployments\/[^/]+$/ }, { kind: "status", status: 401 });
    scene.user.presses("Roll back");
    await rollBack();
    const told = await scene.user.hears(/The rollback of Storefront was started, but it cannot be followed any more\./);
    assert.match(told.message, /did not accept the API key\. Sign in again with a valid API key\.$/);
    assert.deepEqual(told.buttons, ["Sign in again", "Open dashboard"]);
    assert.equal(posts().length, 1);
    scene.user.told.length = 0;
    scene.user.dismisses();
    await rollBack();
    assert.match(scene.user.told[0]?.message ?? "", /no longer accepts the stored API key\. Nothing was changed\.$/);
  });

  it("refuses what another extension hands over if it names no app or deployment", async () => {
    const { id } = shop();
    for (const argument of [{ appId: "../../api-keys" }, { appId: id, deploymentId: 7 }, "storefront", null]) {
      scene.user.told.length = 0;
      await rollBack(argument);
      assert.match(
        scene.user.told[0]?.message ?? "",
        /not an app or a deployment of Sevalla\. Nothing was rolled back\./,
      );
    }
    assert.equal(posts().length, 0);
  });

  it("does not make a link of what stands in a commit message", async () => {
    const target = defaultTarget(shop(), Date.now());
    if (target) target.commitMessage = "Fix [it](command:workbench.action.quit)";
    scene.user.presses("Roll back");
    await rollBack();
    const told = await scene.user.hears(/Storefront is rolled back/);
    assert.match(told.message, /Fix \[it\]\u200b\(command:/);
    assert.match(scene.user.told[0]?.detail ?? "", /Fix \[it\]\u200b\(command:/);
  });

  it("goes back to what was live before by undoing it", async () => {
    const before = live();
    scene.user.presses("Roll back");
    await rollBack();
    await scene.user.hears(/Storefront is rolled back/);
    scene.user.presses("Roll back");
    await vscode.commands.executeCommand(commandIds.undoRollback);
    await eventually(() => live()?.image === before?.image);
    assert.deepEqual(posts().at(-1)?.body, { deployment_id: before?.id });
  });

  it("says that there is nothing to undo", async () => {
    await vscode.commands.executeCommand(commandIds.undoRollback);
    await scene.user.hears(/is not a rollback .* Nothing was changed\./);
    assert.equal(posts().length, 0);
  });
});

const life = { waitingMs: 0, buildMs: 0, rolloutMs: 0 };
