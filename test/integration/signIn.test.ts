import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { eventually, openScene, type Scene, setApiUrl, signIn } from "./scene.ts";

describe("Signing in", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openScene();
  });

  afterEach(() => scene.close());

  const isSignedIn = async () => {
    const before = scene.sandbox.requests.length;
    await vscode.commands.executeCommand(commandIds.refresh);
    return scene.sandbox.requests.slice(before).some(({ path }) => path === "/applications");
  };

  it("checks the key with Sevalla before it is used", async () => {
    await signIn(scene);
    assert.equal(scene.sandbox.requests[0]?.path, "/api-keys/validate");
    assert.equal(await isSignedIn(), true);
    assert.deepEqual(scene.user.refusals, []);
  });

  it("refuses an empty key without asking Sevalla", async () => {
    await signIn(scene, "   ");
    assert.deepEqual(scene.user.refusals, ["Enter an API key."]);
    assert.equal(scene.sandbox.requests.length, 0);
  });

  it("refuses what cannot be a key without asking Sevalla", async () => {
    await signIn(scene, "svl_1\u202e or so");
    assert.match(scene.user.refusals[0] ?? "", /one word/);
    assert.equal(scene.sandbox.requests.length, 0);
  });

  it("says that a revoked key is not accepted and was not stored", async () => {
    await signIn(scene, scene.sandbox.keys.revoked);
    assert.match(scene.user.refusals[0] ?? "", /does not accept this API key, so it was not stored/);
    assert.equal(await isSignedIn(), false);
  });

  it("lets the user try again in the same box", async () => {
    scene.user.types("svl_wrong");
    await signIn(scene);
    assert.equal(scene.user.refusals.length, 1);
    assert.equal(await isSignedIn(), true);
  });

  it("says that the key was not stored when Sevalla cannot be reached", async () => {
    await setApiUrl("http://127.0.0.1:9/v3");
    await signIn(scene);
    assert.match(scene.user.refusals[0] ?? "", /could not be reached\. The key was not stored\./);
    await setApiUrl(scene.sandbox.url);
    assert.equal(await isSignedIn(), false);
  });

  it("says so when something else than Sevalla answers", async () => {
    scene.sandbox.fault({}, { kind: "html", status: 200 });
    await signIn(scene);
    assert.match(scene.user.refusals[0] ?? "", /could not be understood\. The key was not stored\./);
  });

  it("sends the key nowhere when the API address cannot be used", async () => {
    await setApiUrl(scene.sandbox.url.replace("127.0.0.1", "sevalla.example.com"));
    await signIn(scene);
    assert.match(scene.user.refusals[0] ?? "", /https address/);
    assert.equal(scene.sandbox.requests.length, 0);
  });

  it("ends with signing out, after which nothing is asked any more", async () => {
    await signIn(scene);
    await vscode.commands.executeCommand(commandIds.signOut);
    await scene.user.hears(/Signed out of Sevalla/);
    assert.equal(await isSignedIn(), false);
  });

  it("does not send the key of one API address to another", async () => {
    await signIn(scene);
    const other = await openScene();
    assert.equal(other.sandbox.requests.length, 0);
    await other.close();
  });

  it("keeps the key out of settings and the log", async () => {
    await signIn(scene);
    await vscode.commands.executeCommand(commandIds.showLog);
    const log = () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "output")?.getText() ?? "";
    await eventually(() => log().includes("/applications"));
    assert.match(log(), /GET \/applications\?limit=100&offset=0 · 200 · \d+ ms/);
    assert.equal(log().includes(scene.sandbox.keys.valid), false);
    const settings = JSON.stringify(vscode.workspace.getConfiguration());
    assert.equal(settings.includes(scene.sandbox.keys.valid), false);
  });

  it("says once that a key is no longer accepted, and offers to sign in again", async () => {
    await signIn(scene);
    await vscode.commands.executeCommand(commandIds.refresh);
    scene.sandbox.revoke(scene.sandbox.keys.valid);
    await vscode.commands.executeCommand(commandIds.refresh);
    const told = await scene.user.hears(/no longer accepts the stored API key/);
    assert.deepEqual(told.buttons, ["Sign in again"]);
    assert.equal(scene.user.told.length, 1);
  });
});
