import assert from "node:assert/strict";
import * as vscode from "vscode";
import { authenticationId, commandIds } from "../../src/contributions.ts";
import { eventually, linkTo, openScene, type Scene, setApiUrl, signIn } from "./scene.ts";

const variable = "SEVALLA_API_TOKEN";

describe("Accounts", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openScene();
  });

  afterEach(async () => {
    delete process.env[variable];
    await scene.close();
  });

  const names = async () => (await vscode.authentication.getAccounts(authenticationId)).map(({ label }) => label);
  const run = (commandId: string) => vscode.commands.executeCommand(commandId);
  const asked = (path: RegExp) => scene.sandbox.requests.filter((request) => path.test(request.path));
  const both = async () => {
    await signIn(scene);
    await signIn(scene, scene.sandbox.keys.otherAccount);
  };

  it("are in VS Code's list by the names of their keys, the one in use first", async () => {
    await both();
    assert.deepEqual(await names(), ["Lantern CI", "Mara's laptop"]);
  });

  it("are switched between, after which the apps of the other one are read", async () => {
    await both();
    scene.user.picks("Mara's laptop");
    await run(commandIds.switchAccount);
    assert.deepEqual(scene.user.offered.at(-1), [
      "$(check) Lantern CI",
      "$(account) Mara's laptop",
      "",
      "$(add) Sign in with another account…",
    ]);
    assert.deepEqual(await names(), ["Mara's laptop", "Lantern CI"]);
    scene.user.picks("Storefront");
    await run(commandIds.linkApp);
    assert.equal(scene.user.offered.at(-1)?.length, scene.sandbox.account.apps.length);
  });

  it("are signed out of one at a time, and none is used unasked", async () => {
    await both();
    scene.user.picks("Lantern CI");
    await run(commandIds.signOut);
    const told = await scene.user.hears(/Signed out of Lantern CI\. The API key was removed/);
    assert.deepEqual(told.buttons, ["Use another account"]);
    assert.deepEqual(await names(), ["Mara's laptop"]);
    const before = scene.sandbox.requests.length;
    await run(commandIds.refresh);
    assert.equal(scene.sandbox.requests.length, before);
    scene.user.picks("Use Mara's laptop");
    await run(commandIds.signIn);
    await run(commandIds.refresh);
    assert.ok(scene.sandbox.requests.slice(before).some(({ path }) => path === "/applications"));
    assert.equal(asked(/validate/).length, 2);
  });

  it("give other extensions a name after the user's consent, and never the key", async () => {
    await signIn(scene);
    const session = await vscode.authentication.getSession(authenticationId, ["anything"], { silent: true });
    // Without consent there is nothing at all.
    assert.equal(session?.accessToken ?? "", "");
    assert.ok(!JSON.stringify(session ?? {}).includes(scene.sandbox.keys.valid));
  });

  it("take the key in the environment only when the user picks it", async () => {
    process.env[variable] = scene.sandbox.keys.valid;
    await run(commandIds.refresh);
    assert.equal(scene.sandbox.requests.length, 0);
    await run(commandIds.signIn);
    assert.deepEqual(scene.user.offered.at(-1), [
      "$(globe) Sign in with the browser",
      "$(key) Paste an API key",
      `$(terminal) Use ${variable}`,
    ]);
    assert.equal(scene.sandbox.requests.length, 0);
    scene.user.picks(variable);
    await run(commandIds.signIn);
    assert.deepEqual(await names(), ["Mara's laptop"]);
  });

  it("say that the key in the environment is not accepted", async () => {
    process.env[variable] = "svl_wrong";
    scene.user.picks(variable);
    await run(commandIds.signIn);
    await scene.user.hears(/^SEVALLA_API_TOKEN: Sevalla does not accept this API key, so it was not stored/);
    assert.deepEqual(await names(), []);
  });

  it("have to do with one API address", async () => {
    await signIn(scene);
    await setApiUrl("http://127.0.0.1:9/v3");
    assert.deepEqual(await names(), []);
    await setApiUrl(scene.sandbox.url);
    await eventually(async () => (await names()).length > 0);
    assert.deepEqual(await names(), ["Mara's laptop"]);
  });

  it("warn once before a key expires", async () => {
    scene.user.presses("Create a new key");
    await signIn(scene, scene.sandbox.keys.expiring);
    const told = await scene.user.hears(/^The API key Contractor expires in 3 days\./);
    assert.deepEqual(told.buttons, ["Create a new key"]);
    await eventually(() => scene.user.opened.includes("https://app.sevalla.com/api-keys"));
    await signIn(scene);
    await signIn(scene, scene.sandbox.keys.expiring);
    await run(commandIds.refresh);
    assert.equal(scene.user.told.filter(({ message }) => /expires in/.test(message)).length, 1);
  });

  it("remember that a key may only read, and send no second request that changes something", async () => {
    await signIn(scene, scene.sandbox.keys.readOnly);
    await linkTo(scene.sandbox.account.app("storefront").id);
    scene.user.presses("Roll back");
    await run(commandIds.rollBack);
    await scene.user.hears(/does not have the permission/);
    await run(commandIds.rollBack);
    const told = await scene.user.hears(
      /^This API key may not deploy or roll back Storefront\..* Nothing was rolled back\.$/,
    );
    assert.deepEqual(told.buttons, ["Sign in with another key", "Try again"]);
    assert.equal(asked(/rollback/).length, 1);
    scene.user.told.length = 0;
    await signIn(scene);
    scene.user.dismisses();
    await run(commandIds.rollBack);
    assert.equal(scene.user.told[0]?.message, "Roll back Storefront?");
  });

  it("let a key that may not change settings roll back, and that back again", async () => {
    await signIn(scene);
    const { id } = scene.sandbox.account.app("storefront");
    await linkTo(id);
    scene.sandbox.fault({ method: "PATCH" }, { kind: "status", status: 403 });
    scene.user.presses("Roll back and pause auto-deploy");
    await run(commandIds.rollBack);
    await scene.user.hears(/Storefront is rolled back\..* Auto-deploy is still on/);
    await vscode.commands.executeCommand(commandIds.pauseAutoDeploy, { appId: id });
    await scene.user.hears(
      /^This API key may not change the settings of Storefront\..* Auto-deploy was not changed\.$/,
    );
    assert.equal(asked(/^\/applications\/[^/]+$/).filter(({ method }) => method === "PATCH").length, 1);
    scene.user.told.length = 0;
    scene.user.presses("Roll back");
    await run(commandIds.undoRollback);
    await scene.user.hears(/Storefront is rolled back\./);
    assert.equal(asked(/rollback$/).length, 2);
  });

  it("take back that a key may not do something, once it may", async () => {
    await signIn(scene);
    await linkTo(scene.sandbox.account.app("storefront").id);
    scene.sandbox.fault({ path: /rollback/, times: 1 }, { kind: "status", status: 403 });
    scene.user.presses("Roll back");
    await run(commandIds.rollBack);
    await scene.user.hears(/does not have the permission/);
    scene.user.presses("Try again");
    scene.user.presses("Roll back");
    await run(commandIds.rollBack);
    await scene.user.hears(/Storefront is rolled back\./);
    scene.user.told.length = 0;
    scene.user.dismisses();
    await run(commandIds.undoRollback);
    assert.match(scene.user.told[0]?.message ?? "", /^Roll back Storefront\?$/);
  });

  it("offer to sign in again once, however many requests are turned down", async () => {
    await signIn(scene);
    await run(commandIds.refresh);
    scene.sandbox.revoke(scene.sandbox.keys.valid);
    const appId = scene.sandbox.account.app("storefront").id;
    const pause = () => vscode.commands.executeCommand(commandIds.pauseAutoDeploy, { appId });
    for (let times = 0; times < 3; times++) scene.user.presses("Pause auto-deploy");
    await Promise.all([pause(), pause(), run(commandIds.refresh), pause(), run(commandIds.refresh)]);
    await scene.user.hears(/API key/);
    const offers = scene.user.told.filter(({ buttons }) => buttons.includes("Sign in again"));
    assert.equal(offers.length, 1);
  });
});

describe("Signing in with the browser", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openScene();
  });

  afterEach(() => scene.close());

  const authorize = /^https:\/\/app\.sevalla\.com\/authorize\?code=([A-Z0-9]{8})$/;
  const begin = async () => {
    scene.user.picks("Sign in with the browser");
    const signingIn = vscode.commands.executeCommand<boolean>(commandIds.signIn);
    await eventually(() => scene.user.opened.some((url) => authorize.test(url)));
    const code = authorize.exec(scene.user.opened.at(-1) ?? "")?.[1] ?? "";
    return { code, signingIn };
  };

  it("opens the page for a code that has been copied, and signs in once it is approved", async () => {
    const { code, signingIn } = await begin();
    assert.equal(await vscode.env.clipboard.readText(), code);
    scene.sandbox.deviceCodes.approve(code);
    assert.equal(await signingIn, true);
    await scene.user.hears(/Signed in to Sevalla with the API key Mara's laptop\./);
    const accounts = await vscode.authentication.getAccounts(authenticationId);
    assert.deepEqual(
      accounts.map(({ label }) => label),
      ["Mara's laptop"],
    );
  });

  it("says so when it is denied, and offers to try again", async () => {
    const { code, signingIn } = await begin();
    scene.sandbox.deviceCodes.deny(code);
    const told = await scene.user.hears(/was denied in the browser\. Nothing was changed\./);
    assert.deepEqual(told.buttons, ["Try again"]);
    assert.equal(await signingIn, false);
  });

  it("ends the wait for a code when it is begun anew", async () => {
    const first = await begin();
    scene.user.opened.length = 0;
    const second = await begin();
    assert.equal(await first.signingIn, false);
    scene.sandbox.deviceCodes.approve(second.code);
    assert.equal(await second.signingIn, true);
  });

  it("explains that five codes are waiting already", async () => {
    for (let count = 0; count < 5; count++) await fetch(`${scene.sandbox.url}/auth/device-codes`, { method: "POST" });
    scene.user.picks("Sign in with the browser");
    await vscode.commands.executeCommand(commandIds.signIn);
    const told = await scene.user.hears(/Sevalla allows five at a time\. Nothing was changed\./);
    assert.deepEqual(told.buttons, ["Try again", "Paste an API key"]);
  });

  it("tells the limit on requests from that on codes", async () => {
    scene.sandbox.fault({ path: /device-codes/ }, { kind: "status", status: 429 });
    scene.user.picks("Sign in with the browser");
    await vscode.commands.executeCommand(commandIds.signIn);
    await scene.user.hears(/^Sevalla's limit on requests has been reached\. Nothing was changed\./);
  });

  it("says so when nobody has approved the code within its five minutes", async () => {
    const wound = { ms: 0 };
    const later = await openScene({ clock: { now: () => Date.now() + wound.ms } });
    later.user.picks("Sign in with the browser");
    const signingIn = vscode.commands.executeCommand<boolean>(commandIds.signIn);
    await eventually(() => later.user.opened.some((url) => authorize.test(url)));
    wound.ms = 5 * 60_000;
    const told = await later.user.hears(/was not approved in time\. Nothing was changed\./);
    assert.deepEqual(told.buttons, ["Try again"]);
    assert.equal(await signingIn, false);
    await later.close();
    await setApiUrl(scene.sandbox.url);
  });

  it("keeps the key, which comes only once, even if nothing can be learned of it", async () => {
    scene.sandbox.fault({ path: /validate/, times: 1 }, { kind: "status", status: 403 });
    const { code, signingIn } = await begin();
    scene.sandbox.deviceCodes.approve(code);
    assert.equal(await signingIn, true);
    await vscode.commands.executeCommand(commandIds.refresh);
    await eventually(() => scene.sandbox.requests.some(({ path }) => path === "/applications"));
  });

  it("stores a key for the address that gave it, when that changes meanwhile", async () => {
    const { code, signingIn } = await begin();
    const other = await openScene();
    scene.sandbox.deviceCodes.approve(code);
    assert.equal(await signingIn, false);
    assert.equal(other.sandbox.requests.length, 0);
    await other.close();
    await setApiUrl(scene.sandbox.url);
    await eventually(async () => {
      await vscode.commands.executeCommand(commandIds.refresh);
      return scene.sandbox.requests.some(({ path }) => path === "/applications");
    });
  });
});
