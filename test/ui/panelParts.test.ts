import assert from "node:assert/strict";
import { DetailsPage } from "./detailsPage.ts";
import { openStage, type Stage } from "./stage.ts";
import type { Theme } from "./theme.ts";
import { until } from "./until.ts";

describe("The parts of the details panel", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ linked: "storefront" });
    await stage.workbench.expand(stage.workbench.treeRow("Storefront"));
    await row(1).click();
    await panel().locator(".log .line").first().waitFor();
  });

  after(() => stage.close());

  const panel = () => stage.workbench.webviewPanel();
  const body = () => panel().locator("body");
  const deployments = () => stage.sandbox.account.app("storefront").deployments;
  const titleOf = (index: number) => deployments().at(index)?.commitMessage?.split("\n")[0] ?? "";
  const row = (index: number) => stage.workbench.treeRow(titleOf(index)).first();
  const heading = (title: string) => panel().getByRole("heading", { level: 1, name: title });

  it("show each step with its state and the time that the log tells", async () => {
    const steps = panel().getByRole("region", { name: "Steps" }).getByRole("listitem");
    await steps.first().waitFor();
    const texts = (await steps.allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
    assert.equal(texts.length, 3);
    for (const text of texts) assert.match(text, /Done · (\d+ (s|ms|min) ?)+$/);
  });

  it("say how the deployment stands to what is live, and lead to that", async () => {
    const { workbench } = stage;
    await panel()
      .getByText(/^Live is “.+” \(\w{7}\), released .+, right after this one\./)
      .waitFor();
    await panel().getByRole("button", { name: "Show it" }).click();
    await heading(titleOf(0)).waitFor();
    await workbench.closeEditors();
    await row(1).click();
    await heading(titleOf(1)).waitFor();
  });

  it("lead to the deployments before and after", async () => {
    await panel()
      .getByRole("button", { name: `Later deployment: ${titleOf(0)}` })
      .click();
    await heading(titleOf(0)).waitFor();
    assert.equal(await panel().getByRole("button", { name: "No later deployment" }).isDisabled(), true);
    await stage.workbench.closeEditors();
    await row(1).click();
    await heading(titleOf(1)).waitFor();
  });

  it("show the history as bars that the arrow keys reach, and open one by Enter", async () => {
    const bars = panel().getByRole("toolbar", { name: "Deployments, oldest first" }).getByRole("button");
    assert.equal(await bars.count(), deployments().length);
    const current = panel().locator(".bar[aria-current=true]");
    assert.match((await current.getAttribute("aria-label")) ?? "", /, Succeeded, (\d+ (s|min) ?)+, \d/);
    await current.focus();
    await current.press("ArrowRight");
    await panel().locator(".bar:focus").press("Enter");
    await heading(titleOf(0)).waitFor();
    await stage.workbench.closeEditors();
    await row(1).click();
    await heading(titleOf(1)).waitFor();
  });

  it("show the history as a table, too", async () => {
    await panel().getByText("Show as a table").click();
    const rows = panel().getByRole("table", { name: "The app's deployments, newest first" }).getByRole("row");
    assert.equal(await rows.count(), deployments().length + 1);
  });

  it("filter the log by text and severity, and say how much is shown", async () => {
    const lines = panel().locator(".log .line:not([hidden])");
    const all = await lines.count();
    await panel().getByRole("searchbox", { name: "Filter the log" }).fill("npm ci");
    await panel()
      .getByText(new RegExp(`^\\d+ of ${all} lines$`))
      .waitFor();
    assert.equal(
      (await lines.allTextContents()).every((line) => line.includes("npm ci")),
      true,
    );
    await panel().getByRole("searchbox", { name: "Filter the log" }).fill("");
    await panel().getByRole("combobox", { name: "Severity" }).selectOption("Errors only");
    await panel().getByText(`0 of ${all} lines`).waitFor();
    await panel().getByRole("combobox", { name: "Severity" }).selectOption("All lines");
    assert.equal(await lines.count(), all);
  });

  for (const theme of ["dark", "light", "hcDark", "hcLight"] satisfies Theme[]) {
    it(`have nothing that keeps anybody from using them in the theme ${theme}`, async () => {
      const { workbench } = stage;
      await workbench.setTheme(theme);
      await workbench.closeEditors();
      await row(3).click();
      await panel().locator(".log .line").first().waitFor();
      await panel().getByRole("button", { name: "Preview rollback" }).click();
      await panel()
        .getByRole("region", { name: "Rollback plan" })
        .getByText(/^Planned/)
        .waitFor();
      assert.deepEqual(await new DetailsPage(stage).problems(), []);
    });
  }

  it("are found at the same place after they were hidden", async () => {
    const { workbench } = stage;
    await workbench.closeEditors();
    await row(3).click();
    await panel().locator(".log .line").first().waitFor();
    const place = () => body().evaluate(() => window.scrollY);
    const scrolled = await body().evaluate(() => {
      window.scrollTo(0, 200);
      return window.scrollY;
    });
    assert.ok(scrolled > 0);
    await until("the place is kept", async () => (await place()) === scrolled);
    await workbench.runCommand("Sevalla: Open full log");
    await until("another editor is in front", async () => (await workbench.editorTabs()).length === 2);
    await row(3).click();
    await heading(titleOf(3)).waitFor();
    await panel().locator(".log .line").first().waitFor();
    await until("the place is found again", async () => (await place()) === scrolled);
  });

  it("do not move for those who do not want that", async () => {
    const { workbench } = stage;
    await workbench.treeRow("Orders worker").click();
    await workbench.expand(workbench.treeRow("Orders worker"));
    await workbench.sideBar.locator.getByRole("treeitem").filter({ hasText: "deploying · " }).last().click();
    const spinner = panel().locator(".codicon-modifier-spin").first();
    await spinner.waitFor();
    assert.equal(await spinner.evaluate((one) => getComputedStyle(one).animationName), "none");
    await workbench.closeEditors();
    await row(3).click();
    await heading(titleOf(3)).waitFor();
  });

  it("can be used with the keyboard alone, in the order in which they stand", async () => {
    await until("the panel has focus", async () => {
      await panel()
        .locator("body")
        .click({ position: { x: 3, y: 3 } });
      return panel()
        .locator("body")
        .evaluate(() => document.hasFocus());
    });
    const reached: string[] = [];
    for (let step = 0; step < 12; step++) {
      await stage.workbench.page.keyboard.press("Tab");
      reached.push(
        await panel()
          .locator(":focus")
          .first()
          .evaluate((one) => one.getAttribute("aria-label") ?? one.textContent ?? ""),
      );
    }
    const order = [
      "Earlier deployment",
      "Later deployment",
      "Show it",
      "Roll back to this",
      "Preview rollback",
      "Open commit",
    ];
    const places = order.map((name) => reached.findIndex((one) => one.trim().startsWith(name)));
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
      reached.join(" | "),
    );
    assert.equal(places.includes(-1), false, reached.join(" | "));
  });

  it("keep place, filter and focus while the deployment goes on", async () => {
    const { workbench, sandbox } = stage;
    sandbox.account.app("storefront").nextEnd = "failed";
    await workbench.closeEditors();
    await workbench.runCommand("Sevalla: Roll back");
    await (await workbench.dialog()).press("Roll back");
    await workbench.toast(/Rolling back Storefront to .*: waiting to start/);
    await workbench.waitForRows("the rollback is listed", (rows) =>
      rows.some(({ description }) => /rollback/.test(description)),
    );
    await workbench.sideBar.locator.getByRole("treeitem").filter({ hasText: "waiting · rollback" }).click();
    const search = panel().getByRole("searchbox", { name: "Filter the log" });
    await search.fill("De");
    await panel()
      .locator("#announcement")
      .getByText(/^(?:All lines|\d+ of \d+ lines)$/)
      .waitFor();
    const scrolled = await body().evaluate(() => {
      window.scrollTo(0, 30);
      return window.scrollY;
    });
    assert.ok(scrolled > 0);
    stage.finishDeployments();
    await panel().locator(".status", { hasText: "Failed" }).waitFor();
    assert.equal(await search.inputValue(), "De");
    assert.equal(await search.evaluate((input) => input === document.activeElement), true);
    assert.equal(await body().evaluate(() => window.scrollY), scrolled);
  });

  it("say why a deployment failed", async () => {
    await panel()
      .getByRole("region", { name: "Why it failed" })
      .getByText(/Health check failed/)
      .waitFor();
    await stage.picture("panel-failed");
    assert.match(await panel().locator("#announcement").innerText(), /: Failed$/);
  });
});
