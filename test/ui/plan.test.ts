import assert from "node:assert/strict";
import { extensionId } from "../../src/contributions.ts";
import { countPosts, liveSha, openStage, type Stage } from "./stage.ts";
import type { Theme } from "./theme.ts";
import { until } from "./until.ts";

describe("The plan of a rollback", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ linked: "storefront", repository: true });
  });

  after(() => stage.close());

  const panel = () => stage.workbench.webviewPanel();
  const planOf = () => panel().getByRole("region", { name: "Rollback plan" });
  const clearNotifications = () => stage.workbench.runCommand("Notifications: Clear All Notifications");

  async function answer(button: string): Promise<void> {
    await clearNotifications();
    await stage.workbench.runCommand("Sevalla: Roll back");
    await (await stage.workbench.dialog()).press(button);
  }

  it("is shown in the details of its target, and nothing is sent", async () => {
    const { sandbox } = stage;
    await answer("Preview…");
    await planOf()
      .getByText(/^Planned just now\. Nothing was sent\.$/)
      .waitFor();
    await planOf()
      .getByText(`main · ${liveSha(sandbox, "storefront")}`)
      .waitFor();
    await planOf().getByText("Runs before the rollout: Migrate database.").waitFor();
    await planOf()
      .getByText(/^Undoes 1 commit by Tomasz Wieczorek: 3 files, \+8 −1\.$/)
      .waitFor();
    await planOf()
      .getByText(/^File to mind: db\/migrations\/0007_parcels\.sql\./)
      .waitFor();
    assert.equal(countPosts(sandbox), 0);
  });

  for (const theme of ["dark", "light", "hcDark", "hcLight"] satisfies Theme[]) {
    it(`can be read in the details in the theme ${theme}, wide and narrow`, async () => {
      const { workbench } = stage;
      await workbench.setTheme(theme);
      await stage.picture(`plan-${theme}`);
      await workbench.page.setViewportSize({ width: 700, height: 800 });
      await stage.picture(`plan-${theme}-narrow`);
      await workbench.page.setViewportSize({ width: 1280, height: 800 });
    });
  }

  it("leads to the commits and the changes that it undoes", async () => {
    const { workbench } = stage;
    await workbench.setTheme("dark");
    await planOf().getByRole("button", { name: "Show commits" }).click();
    const picker = await workbench.quickPick();
    assert.equal(
      (await picker.rows()).some(({ label }) => label === "Split the cart into parcels"),
      true,
    );
    await picker.dismiss();
    await planOf().getByRole("button", { name: "Show changes" }).click();
    await workbench.page.locator(".multiDiffEntry .line-insert").first().waitFor();
  });

  it("is made in the details of any earlier deployment", async () => {
    const { workbench, sandbox } = stage;
    await workbench.setTheme("dark");
    await workbench.closeEditors();
    const oldest = sandbox.account.app("storefront").deployments.at(-1);
    await workbench.expand(workbench.treeRow("Storefront"));
    await workbench
      .treeRow(oldest?.commitMessage?.split("\n")[0] ?? "")
      .last()
      .click();
    await panel().getByRole("button", { name: "Preview rollback" }).click();
    await planOf()
      .getByText(`main · ${oldest?.commitSha?.slice(0, 7)}`)
      .waitFor();
    assert.equal(await panel().getByRole("button", { name: "Preview rollback" }).count(), 0);
  });

  it("opens as a document with the exact request", async () => {
    const { workbench, sandbox } = stage;
    const { id, deployments } = sandbox.account.app("storefront");
    await panel().getByRole("button", { name: "Open as document" }).click();
    const editor = workbench.page.locator(".monaco-editor .view-lines");
    await editor.getByText("# Rollback plan: Storefront").waitFor();
    await stage.picture("plan-document");
    // Only the lines in sight are in the page.
    await workbench.page.keyboard.press("Control+End");
    await editor.getByText(`POST ${sandbox.url}/applications/${id}/deployments/rollback`).waitFor();
    await editor.getByText(`{"deployment_id":"${deployments.at(-1)?.id}"}`).waitFor();
    assert.equal(countPosts(sandbox), 0);
    await workbench.closeEditors();
  });

  it("can be made for another deployment, of which those that cannot be chosen say why", async () => {
    const { workbench } = stage;
    await answer("Choose another deployment…");
    const picker = await workbench.quickPick();
    await until("two are explained", async () => /^Undoes 2 commits by /.test((await picker.rows())[1]?.detail ?? ""));
    const rows = await picker.rows();
    assert.match(rows[0]?.detail ?? "", /^Undoes 1 commit by Tomasz Wieczorek/);
    await stage.picture("picker");
    for (const reason of ["It is already live.", "Only a deployment that succeeded can be rolled back to."]) {
      await picker.filter(reason);
      await until(`it says "${reason}"`, async () => (await picker.rows())[0]?.detail === reason);
    }
    await picker.dismiss();
  });

  it("can keep the next push from bringing back what is rolled back, until that is resumed", async () => {
    const { workbench, sandbox } = stage;
    const app = sandbox.account.app("storefront");
    await answer("Roll back and pause auto-deploy");
    await workbench.toast(/Rolling back Storefront to .*: waiting to start/);
    stage.finishDeployments();
    await workbench.toast(/is rolled back\. .* Auto-deploy is paused\./);
    assert.equal(app.autoDeploy, false);
    await until("the tree says so", async () =>
      (await workbench.treeRows()).some(({ description }) => description.includes("auto-deploy paused")),
    );
    await until("the status bar says so", async () =>
      /Auto-deploy is paused/.test(await workbench.statusItem().accessibleName()),
    );
    await stage.picture("paused");
    await workbench.statusItem().click();
    await (await workbench.quickPick()).choose("Resume auto-deploy");
    const question = await workbench.dialog();
    assert.equal(question.message, "Resume the auto-deploy of Storefront?");
    await question.press("Resume auto-deploy");
    await workbench.toast(/Auto-deploy of Storefront is on again/);
    assert.equal(app.autoDeploy, true);
    const spoken = () => workbench.statusItem().accessibleName();
    await until("the status bar says so", async () => !/Auto-deploy is paused/.test(await spoken()));
  });

  it("is followed on after a reload in the middle, and not sent again", async () => {
    const { workbench, sandbox } = stage;
    const posts = countPosts(sandbox);
    await answer("Roll back");
    await workbench.toast(/waiting to start/);
    const [started] = sandbox.account.app("storefront").deployments;
    await workbench.waitUntilSaved(started?.id ?? "", extensionId);
    await workbench.reload();
    await workbench.toast(/Rolling back Storefront to [0-9a-f]{7}: waiting to start/);
    stage.finishDeployments();
    await workbench.toast(/Storefront is rolled back\. Live now: /);
    assert.equal(countPosts(sandbox), posts + 1);
  });
});
