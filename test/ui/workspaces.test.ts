import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { packGuest, virtualScheme } from "./guestExtension.ts";
import type { TreeRow } from "./sideBar.ts";
import { countPosts, openStage, type Stage } from "./stage.ts";
import { until } from "./until.ts";

describe("A workspace of two folders, one of which is on no disk", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({
      linked: "storefront",
      guestVsix: await packGuest(),
      workspaceFolders: [{ path: "storefront" }, { uri: `${virtualScheme}:/virtual` }],
    });
  });

  after(() => stage.close());

  it("is asked which folder to link, and links that one alone", async () => {
    const { workbench, folder } = stage;
    const before = readFileSync(path.join(folder, ".vscode/settings.json"), "utf8");
    await workbench.contextMenu(workbench.treeRow("Metabase"), "Link app to workspace folder");
    const folders = await workbench.quickPick();
    assert.deepEqual(
      (await folders.rows()).map(({ label }) => label),
      ["storefront", "virtual"],
    );
    await folders.choose("virtual");
    const apps = (rows: readonly TreeRow[]) => rows.filter(({ level }) => level === 1);
    const rows = await workbench.waitForRows("both are linked", (all) =>
      apps(all)
        .slice(0, 2)
        .every(({ description }) => description.startsWith("linked")),
    );
    assert.deepEqual(
      apps(rows)
        .slice(0, 2)
        .map(({ label }) => label),
      ["Storefront", "Metabase"],
    );
    assert.equal(readFileSync(path.join(folder, ".vscode/settings.json"), "utf8"), before);
  });

  it("shows the app of the folder that is worked in", async () => {
    const { workbench } = stage;
    await workbench.runCommand("Guest: Open file of second folder");
    await workbench.statusItem().waitForText(/^\s*Metabase: /);
    await workbench.runCommand("Guest: Open file of first folder");
    await workbench.statusItem().waitForText(/^\s*Storefront: live /);
    await stage.picture("workspace");
  });

  it("asks which app is meant, the one of the active editor first, and plans its rollback without Git", async () => {
    const { workbench, sandbox } = stage;
    await workbench.runCommand("Guest: Open file of second folder");
    await workbench.statusItem().waitForText(/^\s*Metabase: /);
    await workbench.runCommand("Sevalla: Roll back");
    const links = await workbench.quickPick();
    assert.deepEqual(
      (await links.rows()).map(({ label }) => label),
      ["virtual", "storefront", "Another app…"],
    );
    await links.choose("virtual");
    const dialog = await workbench.dialog();
    assert.equal(dialog.message, "Roll back Metabase?");
    await dialog.dismiss();
    assert.equal(countPosts(sandbox), 0);
  });

  it("stays with the app whose details are in front", async () => {
    const { workbench } = stage;
    await workbench.runCommand("Guest: Open file of first folder");
    await workbench.statusItem().waitForText(/^\s*Storefront: live /);
    await workbench.runCommand("Sevalla: Open deployment details");
    await (await workbench.quickPick()).choose("virtual");
    await (await workbench.quickPick()).input.press("Enter");
    await workbench.statusItem().waitForText(/^\s*Metabase: /);
    await stage.picture("workspace-details");
    await workbench.runCommand("Sevalla: Show actions for app");
    assert.equal(await (await workbench.quickPick()).title(), "Metabase");
  });

  it("links anew the folder whose app is gone, without asking for the folder", async () => {
    const { workbench, sandbox } = stage;
    sandbox.account.remove("metabase");
    await workbench.runCommand("Sevalla: Refresh apps and deployments");
    await workbench.statusItem().waitForText(/linked app not found/);
    await workbench.runCommand("Sevalla: Roll back");
    await (await workbench.quickPick()).choose("virtual");
    await (await workbench.toast(/The app linked to virtual is not in this account/)).press("Link app");
    const apps = await workbench.quickPick();
    assert.equal(await apps.title(), "Link app to virtual");
    await apps.choose("Docs site");
    await workbench.statusItem().waitForText(/^\s*Docs site: /);
  });
});

describe("A workspace whose own settings link an app", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ workspaceFolders: [{ path: "storefront" }], workspaceApp: "storefront" });
  });

  after(() => stage.close());

  const settings = () => readFileSync(path.join(stage.folder, "../shop.code-workspace"), "utf8");

  it("is linked to it, and unlinked where that is written", async () => {
    const { workbench } = stage;
    await workbench.statusItem().waitForText(/^\s*Storefront: live /);
    assert.match(settings(), /sevalla\.app"/);
    await workbench.runCommand("Sevalla: Unlink app from workspace folder");
    await until("the workspace's link is gone", () => !settings().includes("sevalla.app"));
  });
});
