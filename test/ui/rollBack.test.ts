import assert from "node:assert/strict";
import { countPosts, liveSha, openStage, type Stage } from "./stage.ts";
import { until } from "./until.ts";

describe("Rolling back in the editor", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ linked: "storefront" });
  });

  after(() => stage.close());

  const always = ["Cancel", "Preview…", "Roll back", "Roll back and pause auto-deploy"];
  /** So that what is heard next is news. */
  const clearNotifications = () => stage.workbench.runCommand("Notifications: Clear All Notifications");

  it("begins with what is live in the status bar", async () => {
    const { workbench, sandbox } = stage;
    await workbench.statusItem().waitForText(`Storefront: live ${liveSha(sandbox, "storefront")}`);
    assert.equal(await workbench.statusItem().background(), "none");
  });

  it("sends nothing when the user cancels", async () => {
    const { workbench, sandbox } = stage;
    await workbench.runCommand("Sevalla: Roll back");
    const dialog = await workbench.dialog();
    await dialog.dismiss();
    assert.equal(countPosts(sandbox), 0);
  });

  it("shows what will change, and asks", async () => {
    const { workbench, sandbox } = stage;
    await workbench.runCommand("Sevalla: Roll back");
    const dialog = await workbench.dialog();
    assert.equal(dialog.message, "Roll back Storefront?");
    assert.match(dialog.detail, new RegExp(`Live now: .+\\s+main · ${liveSha(sandbox, "storefront")} · `));
    assert.match(dialog.detail, /Goes back to: /);
    assert.match(dialog.detail, /The database and the environment variables are not rolled back\./);
    assert.deepEqual([...dialog.buttons].sort(), [...always, "Choose another deployment…"].sort());
    await stage.picture("confirmation");
    await dialog.press("Roll back");
  });

  it("shows the progress in a notification, the tree and the status bar", async () => {
    const { workbench } = stage;
    const toast = await workbench.toast(/Rolling back Storefront to [0-9a-f]{7}: waiting to start/);
    await workbench.statusItem().waitForText(/Storefront: rolling back/);
    assert.equal(await workbench.statusItem().isSpinning(), true);
    await workbench.expand(workbench.treeRow("Storefront"));
    await workbench.waitForRows("the rollback is in the tree", (rows) =>
      rows.some(({ description }) => /^(waiting · rollback|rolling back) · /.test(description)),
    );
    await stage.picture("progress");
    assert.equal(await toast.severity(), "info");
  });

  it("does not start a second one meanwhile", async () => {
    const { workbench, sandbox } = stage;
    await workbench.runCommand("Sevalla: Roll back");
    const toast = await workbench.toast(/is already being rolled back from this computer\. Nothing more was sent\./);
    await toast.dismiss();
    assert.equal(countPosts(sandbox), 1);
  });

  it("says what is live when it has finished, and opens the details", async () => {
    const { workbench, sandbox } = stage;
    stage.finishDeployments();
    const toast = await workbench.toast(/Storefront is rolled back\. Live now: /);
    await stage.picture("result");
    await toast.press("View details");
    const panel = workbench.webviewPanel();
    await panel.getByText("Live", { exact: true }).waitFor();
    assert.equal(countPosts(sandbox), 1);
    assert.equal(sandbox.account.app("storefront").deployments[0]?.trigger, "ROLLBACK_DEPLOYMENT");
  });

  it("goes back to what was live before when it is undone, after asking", async () => {
    const { workbench, sandbox } = stage;
    const [, before] = sandbox.account.app("storefront").deployments;
    await clearNotifications();
    await workbench.runCommand("Sevalla: Undo rollback");
    const dialog = await workbench.dialog();
    assert.match(dialog.detail, new RegExp(`Goes back to: .+\\s+.*${before?.commitSha?.slice(0, 7)}`));
    await dialog.press("Roll back");
    await workbench.toast(/Rolling back Storefront to .*: waiting to start/);
    stage.finishDeployments();
    await workbench.toast(/Storefront is rolled back\. Live now: /);
    await workbench.statusItem().waitForText(`Storefront: live ${before?.commitSha?.slice(0, 7)}`);
    assert.deepEqual(sandbox.requests.findLast(({ method }) => method === "POST")?.body, { deployment_id: before?.id });
  });

  it("is cancelled through Sevalla by the button of its notification", async () => {
    const { workbench, sandbox } = stage;
    await clearNotifications();
    const live = liveSha(sandbox, "storefront");
    await workbench.runCommand("Sevalla: Roll back");
    await (await workbench.dialog()).press("Roll back");
    const progress = await workbench.toast(/waiting to start/);
    await progress.press("Cancel");
    await workbench.toast(/The rollback of Storefront was cancelled\. .* is still live\./);
    assert.equal(sandbox.account.app("storefront").deployments[0]?.cancelledAt === null, false);
    assert.equal(liveSha(sandbox, "storefront"), live);
  });

  it("works from a row of the tree, on that deployment", async () => {
    const { workbench, sandbox } = stage;
    await clearNotifications();
    const oldest = sandbox.account.app("storefront").deployments.at(-1);
    const label = oldest?.commitMessage?.split("\n")[0] ?? "";
    await workbench.rowAction(workbench.treeRow(label).last(), "Roll back");
    const dialog = await workbench.dialog();
    assert.match(dialog.detail, new RegExp(`Goes back to: .+\\s+.*${oldest?.commitSha?.slice(0, 7)}`));
    assert.deepEqual([...dialog.buttons].sort(), always);
    await dialog.press("Roll back");
    await workbench.toast(/Rolling back Storefront to .*: waiting to start/);
    stage.finishDeployments();
    await workbench.toast(/Storefront is rolled back\. Live now: /);
    assert.deepEqual(sandbox.requests.findLast(({ method }) => method === "POST")?.body, { deployment_id: oldest?.id });
  });

  it("tells of a failed rollback in the status bar too", async () => {
    const { workbench, sandbox } = stage;
    await clearNotifications();
    sandbox.account.app("storefront").nextEnd = "failed";
    await workbench.statusItem().click();
    const menu = await workbench.quickPick();
    await stage.picture("menu");
    await menu.choose("Roll back…");
    await (await workbench.dialog()).press("Roll back");
    await workbench.toast(/Rolling back Storefront to .*: waiting to start/);
    stage.finishDeployments();
    await workbench.toast(/The rollback of Storefront ended as "failed"\. .* is still live\./);
    await workbench.statusItem().waitForText(/Storefront: failed · live \w{7}$/);
    await until("it is red", async () => (await workbench.statusItem().background()) === "error");
    await stage.picture("failed");
  });

  it("calms down once somebody has looked at the failed one", async () => {
    const { workbench } = stage;
    assert.equal(await workbench.activityBadge(), "1");
    await workbench.statusItem().click();
    await (await workbench.quickPick()).choose("View the failed deployment");
    const isCalm = async () => (await workbench.statusItem().background()) === "none";
    await until("it is red no more", isCalm);
    await until("the badge is gone", async () => (await workbench.activityBadge()) === "");
    await workbench.statusItem().waitForText(/Storefront: failed · live \w{7}$/);
    await stage.picture("failed-looked-at");
  });
});

describe("Rolling back without a folder", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ empty: true });
  });

  after(() => stage.close());

  it("asks for the app, shows the plan, and sends nothing by itself", async () => {
    const { workbench, sandbox } = stage;
    await workbench.runCommand("Sevalla: Roll back");
    const apps = await workbench.quickPick();
    assert.ok((await apps.rows()).every(({ label }) => label !== "Link app…"));
    await stage.picture("pick-app");
    await apps.choose("Storefront");
    const dialog = await workbench.dialog();
    assert.equal(dialog.message, "Roll back Storefront?");
    await dialog.dismiss();
    await workbench.runCommand("Sevalla: Plan rollback (dry run)");
    await (await workbench.quickPick()).choose("Checkout API");
    await workbench.page.locator(".monaco-editor .view-lines").getByText("# Rollback plan: Checkout API").waitFor();
    assert.equal(countPosts(sandbox), 0);
  });

  it("still works from the tree", async () => {
    const { workbench, sandbox } = stage;
    await workbench.contextMenu(workbench.treeRow("Storefront"), "Roll back");
    const dialog = await workbench.dialog();
    assert.equal(dialog.message, "Roll back Storefront?");
    await dialog.dismiss();
    assert.equal(countPosts(sandbox), 0);
  });
});

describe("Rolling back in Restricted Mode", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ linked: "storefront", isTrusted: false });
  });

  after(() => stage.close());

  it("does not read the link: it asks for the app, and shows the plan", async () => {
    const { workbench, sandbox } = stage;
    await workbench.runCommand("Sevalla: Roll back");
    const apps = await workbench.quickPick();
    assert.match(await apps.placeholder(), /Restricted Mode, in which its link to an app is not read/);
    assert.ok((await apps.rows()).every(({ label, description }) => !/^Link app|linked/.test(label + description)));
    await apps.choose("Metabase");
    const dialog = await workbench.dialog();
    assert.equal(dialog.message, "Roll back Metabase?");
    await dialog.dismiss();
    assert.equal(countPosts(sandbox), 0);
  });
});
