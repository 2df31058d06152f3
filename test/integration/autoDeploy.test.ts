import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { eventually, linkTo, openScene, type Scene, signIn } from "./scene.ts";
import { statusText } from "./statusBar.ts";

describe("Pausing auto-deploy", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openScene();
    shop().autoDeploy = true;
    await signIn(scene);
    await linkTo(shop().id);
    await vscode.commands.executeCommand(commandIds.refresh);
  });

  afterEach(async () => {
    scene.sandbox.clearFaults();
    scene.user.forgets();
    // The mark is kept for the next window: it must not be there in the next test.
    await resume();
    await scene.close();
  });

  const shop = () => scene.sandbox.account.app("storefront");
  const changes = () => scene.sandbox.requests.filter(({ method }) => method !== "GET").map(({ method }) => method);
  const rollBack = () => vscode.commands.executeCommand(commandIds.rollBack);
  const pause = () => agreed("Pause auto-deploy", commandIds.pauseAutoDeploy);
  const resume = () => agreed("Resume auto-deploy", commandIds.resumeAutoDeploy);
  const agreed = (button: string, command: string) => {
    scene.user.presses(button);
    return vscode.commands.executeCommand(command);
  };
  const andPause = "Roll back and pause auto-deploy";

  it("is not offered for an app of which it is known to be off elsewhere", async () => {
    const offered = async () => {
      await vscode.commands.executeCommand(commandIds.showMenu);
      return scene.user.offered.at(-1)?.filter((label) => /auto-deploy/.test(label));
    };
    assert.deepEqual(await offered(), ["$(debug-pause) Pause auto-deploy"]);
    shop().autoDeploy = false;
    await rollBack();
    assert.deepEqual(await offered(), ["$(debug-start) Resume auto-deploy"]);
    await resume();
    assert.deepEqual(await offered(), ["$(debug-pause) Pause auto-deploy"]);
    assert.deepEqual(changes(), ["PATCH"]);
  });

  it("is asked about first, with the app and what comes of it, and nothing is sent unless that is agreed to", async () => {
    const ref = { appId: shop().id };
    const asked = [
      [
        commandIds.pauseAutoDeploy,
        "Pause the auto-deploy of Storefront?",
        "Pushes are not deployed until you resume it.",
      ],
      [
        commandIds.resumeAutoDeploy,
        "Resume the auto-deploy of Storefront?",
        "From the next push on, Sevalla deploys it without asking.",
      ],
    ] as const;
    for (const [command, message, detail] of asked) {
      for (const argument of [undefined, ref, { ...ref, agreed: true }]) {
        scene.user.told.length = 0;
        await vscode.commands.executeCommand(command, argument);
        assert.deepEqual(
          scene.user.told.map((told) => [told.isModal, told.message, told.detail]),
          [[true, message, `${detail}\n\nID of the app: ${shop().id}`]],
        );
      }
    }
    assert.deepEqual(changes(), []);
  });

  it("is not changed when another account is signed in to while that is asked", async () => {
    const { user, sandbox } = scene;
    user.meanwhile(() => signIn(scene, sandbox.keys.otherAccount), "Pause auto-deploy");
    await vscode.commands.executeCommand(commandIds.pauseAutoDeploy);
    await user.hears(/^You have signed in or out since you were asked\. Auto-deploy was not changed\.$/);
    assert.deepEqual(changes(), []);
  });

  it("goes with a rollback on request, and can be resumed", async () => {
    scene.user.presses(andPause);
    await rollBack();
    await scene.user.hears(/Storefront is rolled back\. .* Auto-deploy is paused\.$/);
    assert.deepEqual(changes(), ["POST", "PATCH"]);
    assert.equal(shop().autoDeploy, false);
    await resume();
    await scene.user.hears(/^Auto-deploy of Storefront is on again: the next push to \S+ is deployed\.$/);
    assert.equal(shop().autoDeploy, true);
  });

  it("is no longer said once a plan has found that somebody has resumed it elsewhere", async () => {
    await pause();
    await eventually(() => statusText().includes("$(debug-pause)"));
    shop().autoDeploy = true;
    await rollBack();
    await eventually(() => !statusText().includes("$(debug-pause)"));
  });

  it("is not offered with a rollback where auto-deploy is off", async () => {
    shop().autoDeploy = false;
    await rollBack();
    assert.equal(scene.user.told[0]?.buttons.includes(andPause), false);
  });

  it("says that auto-deploy is still on, and tries that part again on request", async () => {
    scene.sandbox.fault({ method: "PATCH", times: 1 }, { kind: "status", status: 422 });
    scene.user.presses(andPause);
    scene.user.presses("Retry");
    await rollBack();
    const told = await scene.user.hears(/Storefront is rolled back\. .* Auto-deploy is still on: /);
    assert.equal(told.severity, "warning");
    assert.equal(told.buttons[0], "Retry");
    await scene.user.hears(
      /^Auto-deploy of Storefront is paused: pushes to \S+ are not deployed until you resume it\.$/,
    );
    assert.deepEqual(changes(), ["POST", "PATCH", "PATCH"]);
    assert.equal(shop().autoDeploy, false);
  });

  it("changes nothing when the rollback is refused", async () => {
    scene.sandbox.fault({ method: "POST" }, { kind: "status", status: 422 });
    scene.user.presses(andPause);
    await rollBack();
    await scene.user.hears(/Storefront was not rolled back/);
    assert.deepEqual(changes(), ["POST"]);
    assert.equal(shop().autoDeploy, true);
  });

  it("says how auto-deploy is when the answer is lost", async () => {
    scene.sandbox.fault({ method: "PATCH", times: 1 }, { kind: "applyThenFail" });
    await pause();
    await scene.user.hears(/^Auto-deploy of Storefront is paused: /);
    assert.equal(shop().autoDeploy, false);
  });

  it("says that it is not certain when the answer is lost and the app cannot be read", async () => {
    scene.sandbox.fault({ method: "PATCH" }, { kind: "applyThenFail" });
    scene.sandbox.fault({ method: "GET", path: /^\/applications\/[^/]+$/ }, { kind: "status", status: 403 });
    await pause();
    const told = await scene.user.hears(/It is not certain whether the auto-deploy of Storefront is paused\./);
    assert.doesNotMatch(told.message, /Nothing was changed|still on/);
  });

  it("says that it is still on when Sevalla refuses, and offers to sign in when the key is turned down", async () => {
    scene.sandbox.fault({ method: "PATCH", times: 1 }, { kind: "status", status: 422 });
    await pause();
    await scene.user.hears(/Sevalla refused the request\. .* The auto-deploy of Storefront is still on\./);
    scene.sandbox.fault({ method: "PATCH", times: 1 }, { kind: "status", status: 401 });
    await pause();
    const told = await scene.user.hears(/did not accept the API key\. The auto-deploy of Storefront is still on\./);
    assert.deepEqual(told.buttons, ["Sign in again"]);
    await eventually(() => scene.user.told.filter(({ isModal }) => !isModal).length === 2);
    await signIn(scene);
  });
});
