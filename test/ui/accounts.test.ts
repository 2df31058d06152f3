import assert from "node:assert/strict";
import { AccountsMenu } from "./accountsMenu.ts";
import { packGuest } from "./guestExtension.ts";
import { openStage, type Stage, signIn } from "./stage.ts";
import { until } from "./until.ts";

const key = "SEVALLA_API_TOKEN";

describe("Accounts", () => {
  let stage: Stage;
  let menu: AccountsMenu;

  before(async () => {
    stage = await openStage({
      signedIn: false,
      guestVsix: await packGuest(),
      env: { [key]: "svl_lantern_full_c07b18e92a" },
    });
    menu = new AccountsMenu(stage.workbench.page);
  });

  after(() => stage.close());

  it("are signed in to in the browser, by a code that is shown and copied", async () => {
    const { workbench, sandbox } = stage;
    await workbench.runCommand("Sevalla: Sign in");
    const ways = await workbench.quickPick();
    await stage.picture("sign-in-ways");
    const labels = (await ways.rows()).map(({ label }) => label);
    assert.deepEqual(labels, ["Sign in with the browser", "Paste an API key", `Use ${key}`]);
    await ways.choose("Sign in with the browser");
    const link = await workbench.waitForLink(/authorize/);
    const code = /^https:\/\/app\.sevalla\.com\/authorize\?code=([A-Z0-9]{8})$/.exec(link)?.[1] ?? "";
    const progress = await workbench.toast(code);
    const words = `Sign in to Sevalla: approve the code ${code} in your browser. It has been copied. It is good until `;
    const text = await until(
      "the code is shown",
      () => progress.text(),
      (one) => one.startsWith(words),
    );
    assert.match(text.slice(words.length), /^\d+:\d\d\s[AP]M\. Open the page again$/);
    assert.equal(await workbench.clipboard(), code);
    await stage.picture("sign-in-code");
    await progress.locator.getByText("Open the page again", { exact: true }).click();
    const isPage = (page: { url(): string }) => page.url() === link;
    await until("the page is opened once more", () => workbench.page.context().pages().filter(isPage).length === 2);
    sandbox.deviceCodes.approve(code);
    await workbench.treeRow("Storefront").waitFor();
    const done = await workbench.toast("Signed in to Sevalla with the API key Mara's laptop.");
    await done.dismiss();
  });

  it("end the wait for a code when the user cancels", async () => {
    const { workbench, sandbox } = stage;
    await workbench.runCommand("Sevalla: Sign in");
    await (await workbench.quickPick()).choose("Sign in with the browser");
    const progress = await workbench.toast("approve the code");
    await progress.press("Cancel");
    await progress.waitUntilGone();
    const before = sandbox.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 5_500));
    assert.equal(sandbox.requests.slice(before).filter(({ path }) => /device-codes/.test(path)).length, 0);
  });

  it("are in VS Code's Accounts menu", async () => {
    await menu.open();
    await menu.showActions("Mara's laptop (Sevalla)", "Sign Out");
    await stage.picture("accounts-menu");
    await menu.close();
  });

  it("come from the environment when the user picks that, and are named in the view where there are several", async () => {
    const { workbench } = stage;
    await workbench.runCommand("Sevalla: Sign in");
    await (await workbench.quickPick()).choose(`Use ${key}`);
    await workbench.treeRow("Storefront").waitFor({ state: "detached" });
    await workbench.sideBar.locator.getByRole("heading", { name: "Sevalla: Apps · Lantern CI" }).waitFor();
    await stage.picture("account-in-view");
  });

  it("are switched between", async () => {
    const { workbench } = stage;
    await workbench.runCommand("Sevalla: Switch account");
    const picker = await workbench.quickPick();
    await stage.picture("switch-account");
    const [first, second] = await picker.rows();
    assert.deepEqual([first?.label, first?.description, second?.label], ["Lantern CI", "in use", "Mara's laptop"]);
    await picker.choose("Mara's laptop");
    await workbench.treeRow("Storefront").waitFor();
  });

  it("are given to another extension by name, after consent, and never with the key", async () => {
    const { workbench } = stage;
    await workbench.runCommand("Guest: Ask for account");
    const consent = await workbench.dialog();
    assert.equal(consent.message, "The extension 'Guest' wants to sign in using Sevalla.");
    await stage.picture("consent");
    await consent.press("Allow");
    const picker = await workbench.quickPick();
    await stage.picture("consent-account");
    await picker.choose("Mara's laptop");
    const given = await workbench.toast("Guest was given");
    assert.equal(await given.text(), "Guest was given Mara's laptop and the key <>");
    await given.dismiss();
  });

  it("are signed out of from the Accounts menu", async () => {
    const { workbench } = stage;
    await menu.open();
    await menu.choose("Lantern CI (Sevalla)", "Sign Out");
    const dialog = await workbench.dialog();
    assert.equal(dialog.message, "Sign out of 'Lantern CI'?");
    await stage.picture("accounts-menu-sign-out");
    await dialog.press("Sign Out");
    await until("it is gone", async () => {
      await menu.open();
      const items = await menu.items();
      await menu.close();
      return !items.some((item) => item.includes("Lantern CI")) && items.some((item) => item.includes("Mara's laptop"));
    });
    await workbench.treeRow("Storefront").waitFor();
  });

  it("that may only read grey out what changes something, with the reason", async () => {
    const { workbench, sandbox } = stage;
    await signIn(workbench, sandbox.keys.readOnly);
    await workbench.contextMenu(workbench.treeRow("Storefront"), "Roll back");
    await (await workbench.dialog()).press("Roll back");
    await (await workbench.toast("does not have the permission")).dismiss();
    await until("the view says so", () => workbench.viewMessage());
    assert.match(
      await workbench.viewMessage(),
      /^This API key may not deploy or roll back Storefront\. Sign in with one that may\.$/,
    );
    // VS Code draws the row a moment after the line above it.
    await until("the item is grey", async () => {
      await workbench.page.keyboard.press("Escape");
      await workbench.treeRow("Storefront").click({ button: "right" });
      const item = workbench.page.locator(".monaco-menu .action-item", { hasText: /^Roll back$/ }).first();
      await item.waitFor();
      return /disabled/.test((await item.getAttribute("class")) ?? "");
    });
    await stage.picture("read-only-key");
    await workbench.page.keyboard.press("Escape");
    assert.ok((await workbench.commandTitles("Sevalla: Roll back")).includes("Sevalla: Roll back"));
  });

  it("that end soon are named in the view with the time that is left", async () => {
    const { workbench, sandbox } = stage;
    const words = "The API key Contractor expires in 3 days.";
    await signIn(workbench, sandbox.keys.expiring);
    await (await workbench.toast(words)).dismiss();
    await until("the view says so", async () => (await workbench.viewMessage()) === words);
    await stage.picture("account-ends-soon");
  });

  for (const theme of ["light", "hcDark"] as const) {
    it(`can be read in the theme ${theme}`, async () => {
      await stage.workbench.setTheme(theme);
      await stage.workbench.runCommand("Sevalla: Sign in");
      await (await stage.workbench.quickPick()).choose("Sign in with the browser");
      const progress = await stage.workbench.toast("approve the code");
      await stage.picture(`sign-in-code-${theme}`);
      await progress.press("Cancel");
      await menu.open();
      await stage.picture(`accounts-menu-${theme}`);
      await menu.close();
    });
  }
});
