import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { commandIds, viewIds } from "../../src/contributions.ts";
import { gate } from "../support/gate.ts";
import { drawRows, watchRows } from "./appRows.ts";
import { eventually, linkTo, openScene, type Scene, signIn } from "./scene.ts";

describe("The rows of the Apps view", () => {
  let scene: Scene;
  let watched: ReturnType<typeof watchRows>;

  beforeEach(async () => {
    scene = await openScene();
    await linkTo(shop().id);
    await signIn(scene);
    await vscode.commands.executeCommand(`${viewIds.apps}.focus`);
    // All apps are read once the view is in sight, which the extension host learns a moment later.
    do await refresh();
    while ((await drawRows()).length < scene.sandbox.account.apps.length);
    await drawRows(shop().id);
    watched = watchRows();
  });

  afterEach(async () => {
    watched.dispose();
    await vscode.commands.executeCommand("workbench.action.closeSidebar");
    await scene.close();
  });

  const shop = () => scene.sandbox.account.app("storefront");
  const refresh = () => vscode.commands.executeCommand(commandIds.refresh);
  /** Everything there is to say of a row comes with the answer of a refresh. */
  const toldByRefresh = async () => {
    watched.told.length = 0;
    await refresh();
    return [...watched.told];
  };

  it("are not drawn anew when a refresh brings nothing new", async () => {
    assert.deepEqual(await toldByRefresh(), []);
  });

  it("are drawn anew one by one: an app that is another, and no other app", async () => {
    const app = scene.sandbox.account.app("docs-site");
    app.displayName = "Docs sites";
    assert.deepEqual(await toldByRefresh(), [app.id]);
    await drawRows();
    assert.deepEqual(await toldByRefresh(), []);
  });

  it("are drawn anew below an app that has a new deployment, and below no other", async () => {
    const [newest] = shop().deployments.slice(-1);
    assert.ok(newest);
    const life = { waitingMs: 0, buildMs: 3_600_000, rolloutMs: 0 };
    shop().deployments.push({ ...newest, id: randomUUID(), createdAt: Date.now(), life });
    assert.deepEqual(await toldByRefresh(), [shop().id]);
  });

  it("are all asked for again when there is an app more", async () => {
    const [model] = scene.sandbox.account.apps;
    assert.ok(model);
    scene.sandbox.account.apps.push({ ...model, id: randomUUID(), name: "new", deployments: [] });
    assert.deepEqual(await toldByRefresh(), ["all"]);
    assert.equal((await drawRows()).length, 13);
  });

  it("are all asked for once when somebody signs in, so that nothing is lost of what is expanded then", async () => {
    await vscode.commands.executeCommand(commandIds.signOut);
    await assert.rejects(drawRows(), /no rows/);
    watched.told.length = 0;
    await signIn(scene);
    await eventually(async () => (await drawRows().catch(() => [])).length === scene.sandbox.account.apps.length);
    assert.deepEqual(
      watched.told.filter((row) => row === "all"),
      ["all"],
    );
  });

  it("are there before the deployments of the linked app, which come below it once they are read", async () => {
    await vscode.commands.executeCommand(commandIds.signOut);
    const deployments = gate();
    scene.sandbox.fault({ path: /deployments/ }, { kind: "hold", until: deployments.opened });
    await signIn(scene);
    await eventually(async () => (await drawRows().catch(() => [])).length === scene.sandbox.account.apps.length);
    await assert.rejects(drawRows(shop().id), /no rows/);
    watched.told.length = 0;
    deployments.open();
    await eventually(() => watched.told.includes(shop().id));
    assert.notEqual((await drawRows(shop().id)).length, 0);
  });

  it("are forgotten with the account", async () => {
    await vscode.commands.executeCommand(commandIds.signOut);
    assert.ok(watched.told.includes("all"));
    await assert.rejects(drawRows(), /no rows/);
  });
});
