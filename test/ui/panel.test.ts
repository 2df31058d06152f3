import assert from "node:assert/strict";
import { countPosts, openStage, type Stage } from "./stage.ts";
import type { Theme } from "./theme.ts";
import { until } from "./until.ts";

describe("The details panel", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ linked: "storefront" });
    await stage.workbench.expand(stage.workbench.treeRow("Storefront"));
  });

  after(() => stage.close());

  const panel = () => stage.workbench.webviewPanel();
  const row = (index: number) => {
    const message = stage.sandbox.account.app("storefront").deployments[index]?.commitMessage ?? "";
    return stage.workbench.treeRow(message.split("\n")[0] ?? "").first();
  };

  const titleOf = (index: number) =>
    stage.sandbox.account.app("storefront").deployments[index]?.commitMessage?.split("\n")[0] ?? "";
  const heading = (index: number) => panel().getByRole("heading", { level: 1, name: titleOf(index) });
  const tabs = () => stage.workbench.editorTabs();

  it("opens by a click on a row and shows the deployment with its log", async () => {
    const deployment = stage.sandbox.account.app("storefront").deployments[1];
    await row(1).click();
    await panel()
      .getByRole("heading", { level: 1, name: deployment?.commitMessage?.split("\n")[0] ?? "" })
      .waitFor();
    await panel()
      .getByTitle(deployment?.commitSha ?? "?")
      .waitFor();
    await panel().getByText("Check out").waitFor();
    await panel().locator(".log .line").first().waitFor();
    assert.deepEqual(await stage.workbench.editorTabs(), [`Storefront: ${deployment?.commitSha?.slice(0, 7)}`]);
  });

  it("shows what is chosen next in the same panel, while the focus goes from row to row", async () => {
    const { page } = stage.workbench;
    await row(0).click();
    await heading(0).waitFor();
    const rowInFocus = () => page.evaluate(() => document.activeElement?.closest(".monaco-list") !== null);
    assert.equal(await rowInFocus(), true);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await heading(1).waitFor();
    assert.equal(await rowInFocus(), true);
    assert.equal((await tabs()).length, 1);
    await page.keyboard.press("Enter");
    await until("the focus is in the details", async () => !(await rowInFocus()));
  });

  it("leaves panels alone that are pinned or were opened to the side", async () => {
    const { workbench } = stage;
    await workbench.runCommand("View: Pin Editor");
    await row(2).click();
    await heading(2).waitFor();
    assert.equal((await tabs()).length, 2);
    await workbench.sideBar.chooseFromMenu(row(3), "Open deployment details to the side");
    await until("there is a third panel", async () => (await tabs()).length === 3);
    await row(0).click();
    await until("the one for what is clicked on shows it", async () => {
      const shas = [1, 0, 3].map((index) => stage.sandbox.account.app("storefront").deployments[index]?.commitSha);
      return (await tabs()).join() === shas.map((sha) => `Storefront: ${sha?.slice(0, 7)}`).join();
    });
    await workbench.runCommand("View: Close All Editor Groups");
    await until("all are closed", async () => (await tabs()).length === 0);
  });

  it("does for the deployment in front what the title of its tab offers", async () => {
    const { workbench, sandbox } = stage;
    const { id = "", commitSha } = sandbox.account.app("storefront").deployments[1] ?? {};
    await workbench.runCommand("View: Close All Editor Groups");
    await row(1).click();
    await heading(1).waitFor();
    await panel().locator(".log .line").first().waitFor();
    const { requests } = sandbox;
    const before = requests.length;
    await workbench.editorAction("Refresh");
    await until("it is read again", () => requests.slice(before).some(({ path }) => path.endsWith(id)));
    await workbench.editorAction("Copy link");
    await until("its link is copied", async () => (await workbench.clipboard()).endsWith(id));
    await workbench.editorAction("Open app in browser");
    await workbench.waitForLink(/^https:\/\/shop\.harborgoods\.example/);
    await workbench.editorAction("Open deployment details to the side");
    const title = `Storefront: ${commitSha?.slice(0, 7)}`;
    await until("it is there twice", async () => (await tabs()).join() === [title, title].join());
    await workbench.editorAction("Open runtime log");
    await until("its app's log is there, too", async () => (await tabs()).includes("Storefront runtime"));
    await workbench.runCommand("View: Close All Editor Groups");
    await until("all are closed", async () => (await tabs()).length === 0);
  });

  it("takes the next in the panel for what is clicked on, beside a pinned one of the same deployment", async () => {
    const { workbench } = stage;
    await workbench.runCommand("View: Close All Editor Groups");
    await row(1).click();
    await heading(1).waitFor();
    await workbench.sideBar.chooseFromMenu(row(1), "Open deployment details to the side");
    await until("there are two", async () => (await tabs()).length === 2);
    await workbench.runCommand("View: Pin Editor");
    await workbench.page.locator(".tab.sticky").waitFor();
    await row(2).click();
    const shas = [2, 1].map((index) => stage.sandbox.account.app("storefront").deployments[index]?.commitSha);
    await until(
      "the other one shows it",
      async () => (await tabs())[0]?.endsWith(shas[0]?.slice(0, 7) ?? "?") === true,
    );
    assert.equal((await tabs()).length, 2);
    await workbench.runCommand("View: Close All Editor Groups");
    await until("all are closed", async () => (await tabs()).length === 0);
  });

  it("is searched with the keys for that", async () => {
    const { page } = stage.workbench;
    await row(1).click();
    await heading(1).click();
    await page.keyboard.press("Control+f");
    await page.locator(".simple-find-part.visible").waitFor();
    await page.keyboard.press("Escape");
    await stage.workbench.closeEditors();
    await row(1).click();
  });

  it("copies and opens what it shows", async () => {
    const { workbench, sandbox } = stage;
    await row(1).click();
    const { image, branch, repoUrl } = sandbox.account.app("storefront").deployments[1] ?? {};
    for (const [name, text] of [
      ["Copy image", image],
      ["Copy branch", branch],
      ["Copy repository address", repoUrl],
    ] as const) {
      await panel().getByRole("button", { name }).click();
      await until(`${name} has copied`, async () => (await workbench.clipboard()) === text);
    }
    await panel().getByRole("button", { name: "Open commit" }).click();
    assert.match(
      await workbench.waitForLink(/\/commit\//),
      /^https:\/\/github\.com\/harbor-goods\/storefront\/commit\//,
    );
  });

  it("rolls back by its button, after the same question, and follows what becomes of it", async () => {
    const { workbench, sandbox } = stage;
    await panel().getByRole("button", { name: "Roll back to this deployment…" }).click();
    const dialog = await workbench.dialog();
    assert.equal(dialog.message, "Roll back Storefront?");
    await dialog.press("Roll back");
    await workbench.toast(/Rolling back Storefront to .*: waiting to start/);
    await workbench.waitForRows("the rollback is in the tree", (rows) =>
      rows.some(({ description }) => description.startsWith("waiting · rollback")),
    );
    const running = workbench.sideBar.locator.getByRole("treeitem").filter({ hasText: "waiting · rollback" });
    await running.click();
    await panel().locator(".status", { hasText: "Waiting" }).waitFor();
    assert.equal(await panel().locator(".live").count(), 0);
    stage.finishDeployments();
    await panel().locator(".live").waitFor();
    await panel().locator(".status", { hasText: "Succeeded" }).waitFor();
    assert.match(await panel().locator("#announcement").innerText(), /: Succeeded$/);
    assert.equal(countPosts(sandbox), 1);
  });

  it("comes back after a reload of the window", async () => {
    const { workbench } = stage;
    const tabs = await workbench.editorTabs();
    await workbench.waitUntilSaved(stage.sandbox.account.app("storefront").deployments[0]?.id ?? "");
    await workbench.reload();
    await panel().locator(".status", { hasText: "Succeeded" }).waitFor();
    assert.deepEqual(await workbench.editorTabs(), tabs);
  });

  it("shows hostile text as text, and loads nothing", async () => {
    const { workbench, sandbox } = stage;
    const [newest] = sandbox.account.app("storefront").deployments;
    if (!newest) throw new Error("no deployment");
    const hostile = "<img src=x onerror=alert(1)> [x](command:workbench.action.quit) \u202eevil";
    const id = "00000000-0000-4000-8000-000000000001";
    const commitMessage = `${hostile}\n\n<script>alert(2)</script>`;
    sandbox.account
      .app("storefront")
      .deployments.unshift({ ...newest, id, commitMessage, createdAt: newest.createdAt + 1 });
    await workbench.viewAction("Refresh");
    await workbench.treeRow(/onerror/).click();
    const heading = panel().getByRole("heading", { level: 1, name: /onerror/ });
    await heading.waitFor();
    assert.match(await heading.innerText(), /^<img src=x onerror=alert\(1\)> .*⟨U\+202E⟩evil$/);
    assert.equal(await panel().locator("img, main script").count(), 0);
    await workbench.treeRow(/onerror/).hover();
    await stage.picture("hostile");
  });

  it("says that a deployment is gone", async () => {
    const { sandbox, workbench } = stage;
    sandbox.account.app("storefront").deployments.shift();
    await workbench.closeEditors();
    await workbench.treeRow(/onerror/).click();
    await panel()
      .getByText("Sevalla does not have this deployment any more. This is how it was last seen.", { exact: true })
      .waitFor();
    assert.equal(await panel().locator(".live").count(), 0);
    assert.equal(
      await panel()
        .getByRole("button", { name: /Roll back|Undo/ })
        .count(),
      0,
    );
  });

  for (const theme of ["dark", "light", "hcDark", "hcLight"] satisfies Theme[]) {
    it(`can be read in the theme ${theme}, wide and narrow`, async () => {
      const { workbench } = stage;
      await workbench.setTheme(theme);
      await workbench.page.setViewportSize({ width: 1280, height: 800 });
      await row(2).click();
      await panel().locator(".log .line").first().waitFor();
      await stage.picture(`panel-${theme}`);
      await workbench.page.setViewportSize({ width: 660, height: 800 });
      await stage.picture(`panel-${theme}-narrow`);
      const wide = await panel()
        .locator("body")
        .evaluate((body) => body.scrollWidth - body.clientWidth);
      assert.equal(wide, 0);
      await workbench.page.setViewportSize({ width: 1280, height: 800 });
    });
  }

  it("clears itself on signing out", async () => {
    const { workbench } = stage;
    await workbench.runCommand("Sevalla: Sign out");
    await panel().getByRole("heading", { name: "Signed out" }).waitFor();
    assert.equal(await panel().locator("dl").count(), 0);
  });
});
