import assert from "node:assert/strict";
import { logUpdate } from "../../src/present/panelLog.ts";
import type { LogEntry } from "../../src/sevalla/resources.ts";
import type { ToPanel } from "../../src/webview/protocol.ts";
import { noon } from "../support/builders.ts";
import { aDeploymentView } from "../support/panelViews.ts";
import { openPanelPage, type PanelPage } from "./panelPage.ts";
import { until } from "./until.ts";

const ref = { appId: "app", deploymentId: "deployment" };
const view: ToPanel = { type: "view", view: aDeploymentView(), ref };

/** Entries that are longer than the pane is wide, so that a browser guesses wrong how high they are. */
function entries(count: number, words = 30): readonly LogEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `entry ${index}`,
    message: `line ${index}:${` word${index % 7}`.repeat(words)}`,
    severity: index % 100 === 0 ? "ERROR" : "INFO",
    service: undefined,
    at: noon + index,
  }));
}

describe("The log in the page of the details", () => {
  let panel: PanelPage;
  let shown: readonly LogEntry[] | undefined;

  before(async () => {
    panel = await openPanelPage();
  });

  after(() => panel.close());

  beforeEach(async () => {
    await panel.page.evaluate(() => sessionStorage.clear());
    await begin();
  });

  afterEach(() => assert.deepEqual(panel.errors, []));

  async function begin(): Promise<void> {
    shown = undefined;
    await panel.renew();
    await panel.send({ type: "language", language: "en", messages: undefined }, view);
  }

  async function show(now: readonly LogEntry[]): Promise<void> {
    const update = logUpdate(shown, now);
    shown = now;
    if (update) await panel.send(update);
  }

  const list = () => panel.page.getByRole("log", { name: "Log" });
  const rows = () => panel.page.locator(".log .line");
  const inSight = () => panel.page.locator(".log .line:not([hidden])");
  const filter = () => panel.page.getByRole("searchbox", { name: "Filter the log" });
  const follow = () => panel.page.getByRole("button", { name: "Follow the end" });
  const isFollowed = async () => (await follow().getAttribute("aria-pressed")) === "true";
  const fromEnd = () => list().evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
  const top = () => list().evaluate((log) => log.scrollTop);
  /** Frames in which a browser lays out what has come into sight. */
  const frames = () =>
    panel.page.evaluate(async () => {
      for (let frame = 0; frame < 5; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
    });
  /** The number of the first line in sight. */
  const firstInSight = () =>
    list().evaluate((log) => {
      const { top } = log.getBoundingClientRect();
      const first = [...log.querySelectorAll(".line")].find((line) => line.getBoundingClientRect().bottom > top + 1);
      return first?.querySelector(".text")?.textContent?.split(":")[0];
    });
  const announcement = () => panel.page.locator("#announcement").innerText();

  it("follows to its very end, also where lines are higher than was to be expected", async () => {
    await show(entries(2_000));
    await list().scrollIntoViewIfNeeded();
    await until("the end is reached", async () => (await fromEnd()) < 4);
    await frames();
    assert.ok((await fromEnd()) < 4);
    await show(entries(2_600));
    await frames();
    assert.ok((await fromEnd()) < 4);
    assert.equal(await isFollowed(), true);
    assert.match(await rows().last().innerText(), /line 2599/);
  });

  it("stays at two thousand lines while it grows", async () => {
    await show(entries(1_900, 1));
    await show(entries(2_500, 1));
    assert.equal(await rows().count(), 2_000);
    assert.match((await rows().first().textContent()) ?? "", /line 500:/);
    await show(entries(9_000, 1));
    assert.equal(await rows().count(), 2_000);
    assert.match((await rows().first().textContent()) ?? "", /line 7000:/);
  });

  it("lets whoever scrolls up read, until they come back to the end", async () => {
    await show(entries(300));
    await list().scrollIntoViewIfNeeded();
    await until("the end is reached", async () => (await fromEnd()) < 4);
    await list().hover();
    await panel.page.mouse.wheel(0, -600);
    await until("it is followed no more", async () => !(await isFollowed()));
    await until("it has come to rest", async () => {
      const before = await top();
      await frames();
      return (await fromEnd()) > 100 && (await top()) === before;
    });
    const before = await firstInSight();
    await show(entries(320));
    await frames();
    assert.equal(await firstInSight(), before);
    await list().press("End");
    await until("the end is reached", async () => (await fromEnd()) < 4);
    await frames();
    assert.ok((await fromEnd()) < 4);
    assert.equal(await isFollowed(), true);
    await list().press("Home");
    await until("the beginning is reached", async () => (await top()) === 0);
    assert.equal(await isFollowed(), false);
    await follow().click();
    await frames();
    assert.ok((await fromEnd()) < 4);
  });

  it("keeps what is selected when a line arrives late that belongs further up", async () => {
    const all = entries(50, 2);
    await show([...all.slice(0, 10), ...all.slice(11)]);
    await rows()
      .nth(30)
      .locator(".text")
      .evaluate((text) => getSelection()?.selectAllChildren(text));
    await show(all);
    assert.equal(await panel.page.evaluate(() => getSelection()?.toString()), "line 31: word3 word3");
    assert.equal(await rows().count(), 50);
    assert.match((await rows().nth(10).textContent()) ?? "", /line 10:/);
  });

  it("is filtered by what its lines say, not by their time or severity", async () => {
    await show(entries(150, 1));
    await filter().fill("info");
    await panel.page.getByText("0 of 150 lines").waitFor();
    await filter().fill("LINE 14:");
    await panel.page.getByText("1 of 150 lines").waitFor();
    await inSight()
      .filter({ hasText: /line 14:/ })
      .waitFor();
  });

  it("says how much a filter leaves, but not again for each line that is added", async () => {
    await show(entries(150, 1));
    await filter().fill("word3");
    await until("it is said", async () => (await announcement()) === "21 of 150 lines");
    await panel.page.evaluate(() => {
      const place = document.querySelector("#announcement");
      if (place) place.textContent = "nothing new";
    });
    await show(entries(300, 1));
    await panel.page.getByText("43 of 300 lines").waitFor();
    assert.equal(await announcement(), "nothing new");
    assert.equal(await panel.page.locator(".tools [role=status], .tools [aria-live]").count(), 0);
  });

  it("is found as it was when VS Code makes the page anew", async () => {
    await show(entries(1_000));
    await filter().fill("word3");
    await panel.page.getByRole("combobox", { name: "Severity" }).selectOption("All lines");
    await panel.page.getByRole("button", { name: "Wrap lines" }).click();
    await list().press("Home");
    await list().press("PageDown");
    await until("it is followed no more", async () => !(await isFollowed()));
    // A key scrolls over several frames.
    await until("the place at which it came to rest is kept", async () => {
      const place = await top();
      await frames();
      const kept = await panel.page.evaluate(() => Object.values(sessionStorage).join());
      return place === (await top()) && kept.includes(`"lineId":"${(await firstInSight())?.replace("line", "entry")}`);
    });
    const before = [await firstInSight(), await inSight().count()];
    await begin();
    await show(entries(1_000));
    await frames();
    assert.equal(await filter().inputValue(), "word3");
    assert.equal(await isFollowed(), false);
    assert.equal(await panel.page.getByRole("button", { name: "Wrap lines" }).getAttribute("aria-pressed"), "false");
    assert.deepEqual([await firstInSight(), await inSight().count()], before);
  });

  it("gives what is logged the width of a narrow page", async () => {
    await panel.page.setViewportSize({ width: 300, height: 800 });
    await show(entries(3));
    const [width = 0, all = 0] = await list().evaluate((log) => [
      log.querySelector(".text")?.clientWidth,
      log.clientWidth,
    ]);
    await panel.page.setViewportSize({ width: 900, height: 800 });
    assert.ok(width > 0.8 * all, `${width} of ${all} px`);
  });

  it("says on a time what it is in the full log, and midnight is 00", async () => {
    const midnight = new Date(2026, 2, 11, 0, 3, 4).getTime();
    await show([{ ...entries(1)[0], id: "1", message: "", severity: "INFO", service: undefined, at: midnight }]);
    const time = rows().first().locator(".time");
    assert.equal(await time.textContent(), "00:03:04");
    assert.equal(await time.getAttribute("title"), `${new Date(midnight).toISOString()} in the full log`);
  });
});
