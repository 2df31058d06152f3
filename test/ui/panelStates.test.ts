import assert from "node:assert/strict";
import { aFullView } from "../support/panelViews.ts";
import { DetailsPage } from "./detailsPage.ts";
import { openPanelPage } from "./panelPage.ts";
import { countPosts, openStage, type Stage } from "./stage.ts";
import type { Theme } from "./theme.ts";
import { until } from "./until.ts";

const themes = ["dark", "light", "hcDark", "hcLight"] satisfies Theme[];
const tall = 1_700;
const failed = "Refund to the gift card a payment came from";

describe("The details panel in each of its states", () => {
  let stage: Stage;
  let page: DetailsPage;

  before(async () => {
    stage = await openStage({ linked: "checkout-api" });
    page = new DetailsPage(stage);
    for (const app of ["Checkout API", "Orders worker"])
      await stage.workbench.expand(stage.workbench.treeRow(app).first());
  });

  after(() => stage.close());

  const panel = () => stage.workbench.webviewPanel();
  const open = async (title: string) => {
    await stage.workbench.treeRow(title).first().click();
    await panel().getByRole("heading", { level: 1, name: title }).waitFor();
    await panel().locator(".log .line").first().waitFor();
  };
  const states = [
    ["failed", failed],
    ["ordinary", "fix: count a retried payment once"],
    ["running", "Retry a failed label print twice"],
  ] as const;

  for (const theme of themes) {
    it(`can be read and used by everybody in the theme ${theme}, wide and at 300 px`, async () => {
      const { workbench } = stage;
      await workbench.page.setViewportSize({ width: 1280, height: 800 });
      await workbench.closeEditors();
      await workbench.setTheme(theme);
      for (const [name, title] of states) {
        await workbench.page.setViewportSize({ width: 1280, height: tall });
        await open(title);
        await panel().getByText("Show as a table").click();
        await panel().getByRole("searchbox", { name: "Filter the log" }).fill("e");
        assert.deepEqual(await page.problems(), [], name);
        assert.equal(await panel().locator("header .primary").count(), 1, name);
        await stage.picture(`panel-${name}-${theme}`);
        await page.setWidth(300, tall);
        assert.equal(await page.excess(), 0, name);
        assert.deepEqual(await page.problems(), [], `${name}, narrow`);
        await stage.picture(`panel-${name}-${theme}-narrow`);
      }
    });
  }

  it("has no line wider than itself at 300 px, however long a word is", async () => {
    const alone = await openPanelPage();
    await alone.page.setViewportSize({ width: 300, height: 800 });
    await alone.send({ type: "language", language: "en", messages: undefined });
    await alone.send({
      type: "view",
      view: aFullView(() => "Long".repeat(100)).view,
      ref: { appId: "", deploymentId: "" },
    });
    const widths = await alone.page.evaluate(() => {
      for (const one of document.querySelectorAll("details")) one.open = true;
      return [document.documentElement.scrollWidth, document.documentElement.clientWidth];
    });
    await alone.close();
    assert.deepEqual(widths, [300, 300]);
  });

  it("is reached by the tab key as a whole, in the order in which it stands", async () => {
    const { workbench } = stage;
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
    await workbench.closeEditors();
    await open(failed);
    await until("the page has the focus", async () => {
      await page.body.click({ position: { x: 3, y: 3 } });
      return page.body.evaluate(() => document.hasFocus());
    });
    const names = await page.body.evaluate(() => {
      const stops = [...document.querySelectorAll("button, input, select, summary, .log")].filter(
        (one) =>
          one instanceof HTMLElement &&
          one.tabIndex >= 0 &&
          !one.matches(":disabled") &&
          one.checkVisibility({ visibilityProperty: true }),
      );
      Reflect.set(window, "stops", stops);
      return stops.map((one) => one.getAttribute("aria-label") ?? one.textContent?.trim() ?? "");
    });
    const inOrder = ["Open full log", "Copy commit SHA", "Copy deployment ID", "Show as a table"];
    const places = [...inOrder, "Filter the log", "Severity", "Wrap lines", "Follow the end", "Log"].map((name) =>
      names.indexOf(name),
    );
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
      names.join(" | "),
    );
    assert.ok(!places.includes(-1), names.join(" | "));
    for (const [index, name] of names.entries()) {
      await workbench.page.keyboard.press("Tab");
      const reached = await page.body.evaluate(() => {
        const stops: readonly Element[] = Reflect.get(window, "stops");
        return document.activeElement ? stops.indexOf(document.activeElement) : -1;
      });
      assert.equal(reached, index, name);
    }
  });

  it("does by the keyboard what its buttons, lists and boxes are for", async () => {
    const { workbench, sandbox } = stage;
    const [deployment] = sandbox.account.app("checkout-api").deployments;
    const press = async (name: string, key = "Enter") => {
      await panel().getByRole("button", { name, exact: true }).focus();
      await workbench.page.keyboard.press(key);
    };
    for (const [name, text] of [
      ["Copy commit SHA", deployment?.commitSha],
      ["Copy deployment ID", deployment?.id],
    ] as const) {
      await press(name);
      await until(`${name} has copied`, async () => (await workbench.clipboard()) === text);
    }
    const log = panel().getByRole("log", { name: "Log" });
    const isWrapped = () => log.evaluate((one) => one.classList.contains("wrapped"));
    const before = await isWrapped();
    await press("Wrap lines", "Space");
    await until("they are wrapped, or no more", async () => (await isWrapped()) === !before);
    const follow = panel().getByRole("button", { name: "Follow the end" });
    const pressed = await follow.getAttribute("aria-pressed");
    await press("Follow the end", "Space");
    await until("it is followed, or no more", async () => (await follow.getAttribute("aria-pressed")) !== pressed);
    await panel().getByRole("combobox", { name: "Severity" }).focus();
    await workbench.page.keyboard.press("ArrowDown");
    await panel()
      .getByText(/^\d+ of \d+ lines$/)
      .waitFor();
    await panel().getByText("Show as a table").focus();
    await workbench.page.keyboard.press("Enter");
    const row = panel().getByRole("rowheader", { name: "fix: count a retried payment once" });
    await row.getByRole("button").focus();
    await workbench.page.keyboard.press("Enter");
    await panel().getByRole("heading", { level: 1, name: "fix: count a retried payment once" }).waitFor();
  });

  it("asks before it cancels what is under way, and before it deploys again what failed", async () => {
    const { workbench, sandbox } = stage;
    await open("Retry a failed label print twice");
    await panel().getByRole("button", { name: "Cancel deployment…" }).click();
    const cancelling = await workbench.dialog();
    assert.equal(cancelling.message, "Cancel this deployment of Orders worker?");
    await cancelling.dismiss();
    await open(failed);
    await panel().getByRole("button", { name: "Deploy main again…" }).click();
    const deploying = await workbench.dialog();
    assert.equal(deploying.message, "Deploy main to Checkout API?");
    await deploying.dismiss();
    assert.equal(countPosts(sandbox), 0);
  });

  it("offers before all else to sign in again where the key was turned down, in each theme", async () => {
    const { workbench, sandbox } = stage;
    sandbox.fault({}, { kind: "status", status: 401 });
    await workbench.viewAction("Refresh");
    const first = panel().locator("header .primary");
    await until("it is offered", async () => (await first.innerText()).trim() === "Sign in again");
    assert.equal(await first.count(), 1);
    await workbench.clear();
    for (const theme of themes) {
      await workbench.setTheme(theme);
      assert.deepEqual(await page.problems(), [], theme);
      await stage.picture(`panel-refused-${theme}`);
    }
    sandbox.clearFaults();
    await first.click();
    await workbench.quickPick();
    await workbench.page.keyboard.press("Escape");
  });

  it("asks to sign in, so that everybody can, in each theme", async () => {
    await stage.workbench.runCommand("Sevalla: Sign out");
    await panel().getByRole("button", { name: "Sign in" }).waitFor();
    for (const theme of themes) {
      await stage.workbench.setTheme(theme);
      assert.deepEqual(await page.problems(), [], theme);
    }
  });
});
