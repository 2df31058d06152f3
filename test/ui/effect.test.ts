import assert from "node:assert/strict";
import { openStage, type Stage, signIn } from "./stage.ts";
import type { Theme } from "./theme.ts";
import { until } from "./until.ts";

const minute = 60_000;

describe("Whether a rollback helped", () => {
  let stage: Stage;

  before(async () => {
    // So far behind that the ten minutes after the rollback have passed for VS Code, which has a clock of its own.
    stage = await openStage({ linked: "storefront", behindMs: 15 * minute });
  });

  after(() => stage.close());

  const panel = () => stage.workbench.webviewPanel();
  const section = () => panel().getByRole("region", { name: "Did it help?" });
  const askedFor = () => stage.sandbox.requests.filter(({ path }) => path.includes("/metrics/")).length;
  const plot = (name: RegExp) => section().getByRole("img", { name });
  const responses = () => plot(/^Responses a minute by status class/);
  const times = () => plot(/^Mean response time by/);
  /** Minutes of which a plot shows something. */
  const minutesDrawn = async () => [
    await responses().locator(".pile.ink-green").count(),
    await times().locator("circle").count(),
  ];

  it("begins to show when the rollback has succeeded: what was before it", async () => {
    const { workbench } = stage;
    await workbench.runCommand("Sevalla: Roll back");
    await (await workbench.dialog()).press("Roll back");
    await workbench.toast(/waiting to start/);
    stage.finishDeployments();
    const toast = await workbench.toast(/Storefront is rolled back\. Live now: /);
    await toast.press("View details");
    await section()
      .getByText(/^The 10 minutes after the rollback will tell\. Before it: server errors \d+\.\d%, mean/)
      .waitFor();
    assert.equal(askedFor(), 2);
    await until("both plots show the ten minutes before", async () => (await minutesDrawn()).join() === "10,10");
    assert.notEqual(await responses().locator(".pile.ink-red").count(), 0);
    await stage.picture("effect-begins");
  });

  it("ends with a verdict, and says it aloud", async () => {
    const { workbench, sandbox } = stage;
    stage.wind(12 * minute);
    // Who signs in anew reads anew, and finds the ten minutes over.
    await workbench.runCommand("Sevalla: Sign out");
    await panel().getByRole("heading", { name: "Signed out" }).waitFor();
    await signIn(workbench, sandbox.keys.valid);
    const verdict = section().getByText(
      /^It helped: server errors fell from \d+\.\d% to 0%, mean response time fell from \d+ ms to \d+ ms \(10 min before and after\)\.$/,
    );
    await verdict.waitFor();
    const words = await verdict.innerText();
    await until("it is announced", async () => (await panel().locator("#announcement").innerText()).includes(words));
    assert.equal(askedFor(), 4);
  });

  it("is drawn in two plots that say in words what they show", async () => {
    await plot(/^Responses a minute by status class, .+ After it: server errors 0/).waitFor();
    assert.deepEqual(await minutesDrawn(), [20, 20]);
    await times().hover();
    await section()
      .locator(".legend li", { hasText: /^\s*5xx\s+\d+\s*$/ })
      .waitFor();
  });

  it("is a table for those who prefer one, opened with the keyboard, which stays open", async () => {
    const { workbench } = stage;
    await section().getByText("Show as a table").focus();
    await workbench.page.keyboard.press("Enter");
    const table = section().getByRole("table", { name: "Responses by status class and mean response time" });
    await table.getByRole("columnheader", { name: "5xx" }).waitFor();
    assert.equal(await table.getByRole("row").count(), 25);
    await table
      .getByRole("rowheader", { name: /^All [\d,]+ requests$/ })
      .first()
      .waitFor();
    const { requests } = stage.sandbox;
    const before = requests.length;
    await workbench.viewAction("Refresh");
    const detail = /\/deployments\/[0-9a-f-]{36}$/;
    await until("it was read again", () => requests.slice(before).some(({ path }) => detail.test(path)));
    assert.equal(await table.isVisible(), true);
    await stage.picture("effect-table");
    await workbench.page.setViewportSize({ width: 660, height: 1000 });
    await table.scrollIntoViewIfNeeded();
    await stage.picture("effect-table-narrow");
    const outOfSight = () =>
      section()
        .locator(".scrolled")
        .evaluate((box) => box.scrollWidth - box.clientWidth);
    await until("all of it is in sight", async () => (await outOfSight()) === 0);
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
    await section().getByText("Show as a table").click();
  });

  /** Whether server errors have the colour that the theme gives them now. */
  const hasColorOfTheme = () =>
    responses()
      .locator(".pile.ink-red")
      .first()
      .evaluate((bar) => {
        const probe = document.createElement("i");
        probe.style.color = getComputedStyle(document.documentElement).getPropertyValue("--vscode-charts-red");
        document.body.append(probe);
        const [wanted, stroke] = [getComputedStyle(probe).color, getComputedStyle(bar).stroke];
        probe.remove();
        return wanted === stroke;
      });

  for (const theme of ["dark", "light", "hcDark", "hcLight"] satisfies Theme[]) {
    it(`can be seen in the theme ${theme}, wide and narrow`, async () => {
      const { workbench } = stage;
      await workbench.setTheme(theme);
      await until("the plots have the colours of the theme", hasColorOfTheme);
      await section().scrollIntoViewIfNeeded();
      await stage.picture(`effect-${theme}`);
      await workbench.page.setViewportSize({ width: 660, height: 1_000 });
      await section().scrollIntoViewIfNeeded();
      const body = panel().locator("body");
      await until("it fits", () => body.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth));
      await stage.picture(`effect-${theme}-narrow`);
      await workbench.page.setViewportSize({ width: 1280, height: 800 });
    });
  }

  it("is not asked of other deployments", async () => {
    const { workbench, sandbox } = stage;
    const before = askedFor();
    const [, bad] = sandbox.account.app("storefront").deployments;
    await workbench.expand(workbench.treeRow("Storefront"));
    const title = bad?.commitMessage?.split("\n")[0] ?? "";
    await workbench.treeRow(title).click();
    await panel().getByRole("heading", { level: 1, name: title }).waitFor();
    await panel().locator(".log .line").first().waitFor();
    assert.equal(await panel().getByText("Did it help?").count(), 0);
    assert.equal(askedFor(), before);
  });
});
