import assert from "node:assert/strict";
import { openStage, pasteKey, type Stage, signIn } from "./stage.ts";
import { until } from "./until.ts";

describe("The Apps view", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ signedIn: false });
  });

  after(() => stage.close());

  /** The row whose decoration says that it is live. */
  const liveRow = () =>
    stage.workbench.sideBar.locator
      .getByRole("treeitem")
      .filter({ has: stage.workbench.page.locator('[class*="monaco-decoration-itemBadge"]') });

  it("invites to sign in, and leads to the page with the API keys", async () => {
    const { workbench } = stage;
    await workbench.waitForWelcome("Sign in to see what is live");
    await workbench.welcomeButton("Sign in").click();
    const input = await pasteKey(workbench);
    assert.equal(await input.isPassword(), true);
    await input.pressButton("Create an API key in the Sevalla dashboard");
    assert.equal(await workbench.waitForLink(/api-keys/), "https://app.sevalla.com/api-keys");
    await stage.picture("sign-in");
    await input.dismiss();
  });

  it("stops showing that it is loading once it has nothing to load", async () => {
    const progress = stage.workbench.sideBar.locator.locator(".monaco-progress-container.active");
    await until("the progress bar is gone", async () => (await progress.count()) === 0);
  });

  it("does not take a key that Sevalla turns down, and says so in the box", async () => {
    const { workbench, sandbox } = stage;
    await workbench.runCommand("Sevalla: Sign in");
    const input = await pasteKey(workbench);
    await input.type(sandbox.keys.revoked);
    await input.accept();
    assert.match(await input.validationMessage(), /does not accept this API key, so it was not stored/);
    await stage.picture("sign-in-refused");
    await input.dismiss();
  });

  it("lists the account's apps by name after signing in", async () => {
    const { workbench, sandbox } = stage;
    await signIn(workbench, sandbox.keys.valid);
    const labels = (await workbench.treeRows()).map(({ label }) => label);
    assert.equal(labels.length, sandbox.account.apps.length);
    assert.deepEqual(
      labels,
      [...labels].sort((a, b) => a.localeCompare(b)),
    );
  });

  it("shows an app's deployments, with the live one marked", async () => {
    const { workbench } = stage;
    await workbench.expand(workbench.treeRow("Storefront"));
    const rows = await workbench.waitForRows("the deployments are there", (all) =>
      all.some(({ level, description }) => level === 2 && description.startsWith("failed · ")),
    );
    const deployments = rows.filter(({ level }) => level === 2);
    const live = deployments.filter(({ description }) => /^live · main · [0-9a-f]{7} · /.test(description));
    assert.equal(live.length, 1);
    assert.match(live[0]?.accessibleName ?? "", /^Succeeded, live: /);
    assert.match(live[0]?.icon ?? "", /codicon-pass-filled/);
    assert.equal(
      deployments.some(
        ({ icon, description }) => icon.includes("codicon-error") && description.startsWith("failed · "),
      ),
      true,
    );
    await liveRow().waitFor();
    assert.match(await liveRow().innerText(), /Split the cart into parcels/);
  });

  it("loads more deployments on request, and says how many there are", async () => {
    const { workbench } = stage;
    await workbench.viewAction("Collapse All");
    await workbench.expand(workbench.treeRow("Search indexer"));
    const more = workbench.treeRow("Load more");
    await until("the last row is in sight", async () => {
      await workbench.page.keyboard.press("End");
      return more.isVisible();
    });
    assert.equal((await workbench.treeRows()).find(({ label }) => label === "Load more")?.description, "25 of 240");
    await more.click();
    await until("a second page is there", async () => {
      await workbench.page.keyboard.press("End");
      return (await workbench.treeRows()).some(({ description }) => description === "50 of 240");
    });
    await workbench.viewAction("Collapse All");
  });

  it("has every action of a deployment in its context menu", async () => {
    const { workbench } = stage;
    await workbench.expand(workbench.treeRow("Storefront"));
    const [, , earlier] = await workbench
      .waitForRows("deployments", (rows) => rows.some(({ level }) => level === 2))
      .then((rows) => rows.filter(({ level }) => level === 2));
    const row = workbench.treeRow(earlier?.label ?? "").first();
    assert.deepEqual(await workbench.contextMenuItems(row), [
      "Open deployment details",
      "Open deployment details to the side",
      "Open full log",
      "Roll back",
      "Preview rollback",
      "Plan rollback (dry run)",
      "Open commit in browser",
      "Show commits that a rollback undoes",
      "Show changes that a rollback undoes",
      "Copy commit SHA",
      "Copy Docker image",
      "Copy deployment ID",
      "Copy link",
    ]);
    await workbench.contextMenu(row, "Copy commit SHA");
    await until("the SHA is copied", async () => /^[0-9a-f]{40}$/.test(await workbench.clipboard()));
  });

  it("tells more of a row when somebody points at it", async () => {
    const { workbench } = stage;
    await liveRow().hover();
    const tooltip = workbench.page.locator(".monaco-hover", { hasText: "Commit" });
    await tooltip.first().waitFor();
    await workbench.page.keyboard.press("Escape");
  });

  it("opens a deployment's commit at its host", async () => {
    const { workbench } = stage;
    await workbench.contextMenu(liveRow(), "Open commit in browser");
    assert.match(
      await workbench.waitForLink(/\/commit\//),
      /^https:\/\/github\.com\/harbor-goods\/storefront\/commit\/[0-9a-f]{40}$/,
    );
  });

  it("links a folder from the tree and puts the linked app first", async () => {
    const { workbench } = stage;
    await workbench.viewAction("Collapse All");
    await workbench.statusItem().waitForText("Sevalla: link app");
    await workbench.contextMenu(workbench.treeRow("Storefront"), "Link app to workspace folder");
    const rows = await workbench.waitForRows(
      "it is linked",
      ([first]) => first?.description.startsWith("linked") === true,
    );
    assert.equal(rows[0]?.label, "Storefront");
    await workbench.statusItem().waitForText("Storefront: live");
    await stage.picture("tree-linked");
  });

  it("keeps what it shows when a refresh fails, and says how old it is", async () => {
    const { workbench, sandbox } = stage;
    const before = (await workbench.treeRows()).map(({ label }) => label);
    sandbox.fault({}, { kind: "html", status: 502 });
    await workbench.viewAction("Refresh");
    const said = await until("the message is there", () => workbench.viewMessage());
    assert.match(said, /^Sevalla had a problem of its own\. Shown as of /);
    assert.deepEqual(
      (await workbench.treeRows()).map(({ label }) => label),
      before,
    );
    await stage.picture("tree-stale");
    sandbox.clearFaults();
    await workbench.viewAction("Refresh");
    await until("the message is gone", async () => (await workbench.viewMessage()) === "");
  });

  it("keeps what it shows when the key is turned down, says as of when, and asks to sign in again", async () => {
    const { workbench, sandbox } = stage;
    sandbox.fault({}, { kind: "status", status: 401 });
    await workbench.viewAction("Refresh");
    const toast = await workbench.toast("no longer accepts the stored API key");
    const item = workbench.statusItem();
    await item.waitForText(/Storefront: live \w+ · sign in again/);
    await until("it warns", async () => (await item.background()) === "warning");
    assert.match(await item.accessibleName(), /Sign in again\. Shown as of /);
    const said = await until("the view says so", () => workbench.viewMessage());
    assert.match(said, /did not accept the API key\. Sign in again\. Shown as of /);
    await workbench.treeRow("Storefront").waitFor();
    await stage.picture("key-turned-down");
    await toast.dismiss();
    sandbox.clearFaults();
    await signIn(workbench, sandbox.keys.valid);
    await until("the message is gone", async () => (await workbench.viewMessage()) === "");
    await until("it warns no more", async () => (await item.background()) === "none");
  });

  it("says why one app's deployments cannot be loaded, and loads them on request", async () => {
    const { workbench, sandbox } = stage;
    sandbox.fault({ path: /deployments/ }, { kind: "status", status: 403 });
    await workbench.expand(workbench.treeRow("Docs site"));
    await workbench.treeRow("Deployments could not be loaded").waitFor();
    sandbox.clearFaults();
    await workbench.treeRow("Deployments could not be loaded").click();
    await workbench.treeRow("Deployments could not be loaded").waitFor({ state: "detached" });
  });

  it("is signed in, and out, in a second window too", async () => {
    const { workbench } = stage;
    const other = await workbench.newWindow();
    await other.activity();
    await other.treeRow("Storefront").waitFor();
    await workbench.runCommand("Sevalla: Sign out");
    // In the browser, unlike on the desktop, VS Code does not tell one window of another's secrets.
    await other.reload();
    await other.waitForWelcome("Sign in to see what is live");
    await other.page.close();
    await workbench.page.bringToFront();
  });

  it("says why a first load failed, and loads on request", async () => {
    const { workbench, sandbox } = stage;
    sandbox.fault({ path: /^\/applications/ }, { kind: "status", status: 503 });
    await workbench.runCommand("Sevalla: Sign in");
    const input = await pasteKey(workbench);
    await input.type(sandbox.keys.valid);
    await input.accept();
    await workbench.waitForWelcome("Your apps could not be loaded.");
    await stage.picture("first-load-failed");
    sandbox.clearFaults();
    await workbench.welcomeButton("Try again").click();
    await workbench.treeRow("Storefront").waitFor();
  });

  it("says that an account has no apps yet", async () => {
    const { workbench, sandbox } = stage;
    sandbox.account.apps.splice(0);
    await workbench.viewAction("Refresh");
    await workbench.waitForWelcome("This account has no apps yet.");
  });
});
