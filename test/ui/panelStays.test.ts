import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { DetailsPage } from "./detailsPage.ts";
import { openStage, type Stage } from "./stage.ts";
import { until } from "./until.ts";

const day = 24 * 60 * 60_000;

describe("The details panel, while things change,", () => {
  let stage: Stage;
  let page: DetailsPage;
  // The sandbox's clock stands still from then on.
  const begun = Date.now();

  before(async () => {
    stage = await openStage({
      linked: "storefront",
      settings: { "window.autoDetectColorScheme": true, "workbench.reduceMotion": "auto" },
    });
    page = new DetailsPage(stage);
    const all = deployments();
    const oldest = all.at(-1);
    if (!oldest) throw new Error("no deployment");
    for (let count = 1; count <= 60; count++) {
      all.push({
        ...oldest,
        id: randomUUID(),
        createdAt: oldest.createdAt - count * day,
        commitMessage: `Older ${count}`,
      });
    }
    addRunning("Under way 1");
    await stage.workbench.viewAction("Refresh");
    await stage.workbench.expand(stage.workbench.treeRow("Storefront"));
  });

  after(() => stage.close());

  const panel = () => stage.workbench.webviewPanel();
  const deployments = () => stage.sandbox.account.app("storefront").deployments;
  const titleOf = (index: number) => deployments().at(index)?.commitMessage?.split("\n")[0] ?? "";
  const heading = (title: string) => panel().getByRole("heading", { level: 1, name: title });
  const bars = () => panel().locator(".bar");
  const focused = () => panel().locator(":focus");

  function addRunning(commitMessage: string, buildMs = 30 * day): string {
    const [newest] = deployments();
    if (!newest) throw new Error("no deployment");
    const id = randomUUID();
    const createdAt = Math.max(newest.createdAt, begun - 60_000) + 1_000;
    deployments().unshift({ ...newest, id, commitMessage, createdAt, life: { waitingMs: 0, buildMs, rolloutMs: 0 } });
    return id;
  }

  async function openRow(title: string): Promise<void> {
    await stage.workbench.treeRow(title).first().click();
    await heading(title).waitFor();
  }

  it("leaves the focus on the same bar when another deployment begins, and one stop for the tab key", async () => {
    await openRow("Under way 1");
    await until("fifty are shown", async () => (await bars().count()) === 50);
    await panel().locator(".bar[aria-current=true]").focus();
    for (let step = 0; step < 3; step++) await focused().press("ArrowLeft");
    const [id, words] = [await focused().getAttribute("data-id"), await focused().getAttribute("aria-label")];
    await focused().evaluate((bar) => Reflect.set(window, "focusedBefore", bar));
    const added = addRunning("Under way 2");
    await until("it has a bar", async () => (await bars().last().getAttribute("data-id")) === added);
    assert.equal(await bars().count(), 50);
    assert.equal(await focused().getAttribute("data-id"), id);
    assert.equal(await focused().evaluate((bar) => Reflect.get(window, "focusedBefore") === bar), true);
    assert.equal(await panel().locator(".bar[tabindex='0']").count(), 1);
    assert.equal(await panel().locator(".bar[tabindex='0']").getAttribute("data-id"), id);
    await focused().press("Enter");
    await heading(words?.split(" (")[0] ?? "?").waitFor();
    await stage.workbench.closeEditors();
  });

  it("leaves the focus on the same row of the table, too", async () => {
    await openRow("Under way 2");
    await panel().getByText("Show as a table").click();
    const row = (title: string) => panel().getByRole("rowheader", { name: title }).getByRole("button");
    const link = row("Under way 1");
    await link.focus();
    addRunning("Under way 3", 90_000);
    await row("Under way 3").waitFor();
    assert.match(await focused().innerText(), /^Under way 1 \(/);
  });

  it("shows the table again that was open before the panel was hidden", async () => {
    await openRow("Under way 3");
    await openRow("Under way 2");
    await panel().getByRole("table", { name: "The app's deployments, newest first" }).waitFor();
    await panel().getByText("Show as a table").click();
    await until("it is closed", async () => !(await panel().locator("table").isVisible()));
    await openRow("Under way 3");
    await openRow("Under way 2");
    assert.equal(await panel().locator("table").isVisible(), false);
  });

  it("keeps place, selection and what it shows itself when the deployment goes on", async () => {
    await stage.workbench.closeEditors();
    await openRow("Under way 3");
    await panel().locator(".log .line").first().waitFor();
    const scrolled = await page.scrollTo(20);
    assert.equal(scrolled, 20);
    await page.body.evaluate(() => {
      const title = document.querySelector("h1");
      if (title) getSelection()?.selectAllChildren(title);
      const kept = "h1, h2, p, button, li, dt, dd, time, .bar, .log, input, select";
      Reflect.set(window, "keptBefore", [...document.querySelectorAll(kept)]);
    });
    stage.finishDeployments();
    await stage.workbench.viewAction("Refresh");
    await panel().locator(".status", { hasText: "Succeeded" }).waitFor();
    assert.equal(await page.scrolled(), scrolled);
    assert.equal(await page.body.evaluate(() => String(getSelection())), "Under way 3");
    const gone = await page.body.evaluate(() => {
      const kept: readonly Element[] = Reflect.get(window, "keptBefore");
      return kept.filter((one) => !one.isConnected).map((one) => one.outerHTML);
    });
    // It is live now itself, and there is a way back.
    const isExpected = (one: string) => /^<(?:p class="(?:comparison|why)"|button class="link")/.test(one);
    assert.deepEqual(
      gone.filter((one) => !isExpected(one)),
      [],
    );
  });

  it("stays where somebody has gone while the log was still to come", async () => {
    const { sandbox, workbench } = stage;
    await workbench.closeEditors();
    const title = titleOf(4);
    await openRow(title);
    await panel().locator(".log .line").first().waitFor();
    const scrolled = await page.scrollTo(10_000);
    assert.ok(scrolled > 100);
    await until("the place is kept", async () => (await page.scrolled()) === scrolled);
    await openRow(titleOf(5));
    let letGo = () => {};
    const logsLetGo = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    sandbox.fault({ path: /logs$/ }, { kind: "hold", until: logsLetGo });
    await workbench.closeEditors();
    await openRow(title);
    await panel().getByText("Loading the log…").first().waitFor();
    await panel().getByRole("button", { name: "Open full log" }).focus();
    await focused().press("Home");
    letGo();
    sandbox.clearFaults();
    await panel().locator(".log .line").first().waitFor();
    assert.equal(await page.scrolled(), 0);
  });

  it("loads more of the deployments when somebody goes beyond those that are loaded", async () => {
    await stage.workbench.closeEditors();
    await openRow("Under way 3");
    await panel().getByText("Show as a table").click();
    const oldest = panel().locator("tbody tr").last().getByRole("button");
    let next = 1 + Number(/^Older (\d+)/.exec(await oldest.innerText())?.[1]);
    await oldest.click();
    const earlier = panel().locator("header nav button").first();
    await heading(`Older ${next - 1}`).waitFor();
    while ((await earlier.getAttribute("aria-label")) === `Earlier deployment: Older ${next}`) {
      await earlier.click();
      await heading(`Older ${next}`).waitFor();
      next++;
    }
    assert.equal(await earlier.getAttribute("aria-label"), "Load more deployments");
    await earlier.focus();
    await earlier.press("Enter");
    await panel()
      .getByRole("button", { name: `Earlier deployment: Older ${next}` })
      .waitFor();
    assert.equal(await earlier.evaluate((button) => button === document.activeElement), true);
    await earlier.press("Enter");
    await heading(`Older ${next}`).waitFor();
  });

  it("keeps filter, place and focus when the theme is switched", async () => {
    const { workbench } = stage;
    await workbench.closeEditors();
    await openRow(titleOf(4));
    await panel().locator(".log .line").first().waitFor();
    const search = panel().getByRole("searchbox", { name: "Filter the log" });
    await search.fill("npm");
    const scrolled = await page.scrollTo(120);
    assert.equal(scrolled, 120);
    await workbench.page.emulateMedia({ colorScheme: "light" });
    await panel().locator("body.vscode-light").waitFor();
    assert.equal(await search.inputValue(), "npm");
    assert.equal(await page.scrolled(), scrolled);
    assert.equal(await search.evaluate((input) => input === document.activeElement), true);
    await workbench.page.emulateMedia({ colorScheme: "dark" });
  });

  it("turns what is busy, but not for those who do not want that", async () => {
    await stage.workbench.closeEditors();
    await openRow("Under way 2");
    const spinner = panel().locator(".status .codicon-modifier-spin");
    const motion = () => spinner.evaluate((one) => getComputedStyle(one).animationName);
    assert.equal(await motion(), "none");
    await stage.workbench.page.emulateMedia({ reducedMotion: "no-preference" });
    await until("it turns", async () => (await motion()) === "codicon-spin");
    await stage.workbench.page.emulateMedia({ reducedMotion: "reduce" });
    await until("it stands still", async () => (await motion()) === "none");
  });

  it("says that a deployment is gone, and offers nothing that could be done with it", async () => {
    const { workbench } = stage;
    await workbench.closeEditors();
    const [, , , target] = deployments();
    if (!target) throw new Error("no deployment");
    const title = titleOf(3);
    await openRow(title);
    await panel()
      .getByRole("button", { name: /^Roll back to/ })
      .waitFor();
    deployments().splice(3, 1);
    await workbench.viewAction("Refresh");
    await panel()
      .getByText("Sevalla does not have this deployment any more. This is how it was last seen.", { exact: true })
      .waitFor();
    await panel().getByText("It cannot be rolled back to any more.", { exact: true }).waitFor();
    assert.equal(
      await panel()
        .getByRole("button", { name: /Roll back|Preview|Undo/ })
        .count(),
      0,
    );
    assert.equal(await panel().locator(".live").count(), 0);
    await heading(title).waitFor();
  });
});
