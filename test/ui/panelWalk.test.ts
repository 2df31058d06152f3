import assert from "node:assert/strict";
import { logUpdate } from "../../src/present/panelLog.ts";
import type { LogEntry } from "../../src/sevalla/resources.ts";
import type { DeploymentView, FromPanel } from "../../src/webview/protocol.ts";
import { noon } from "../support/builders.ts";
import { aDeploymentView } from "../support/panelViews.ts";
import { openPanelPage, type PanelPage } from "./panelPage.ts";

const entries = Array.from(
  { length: 300 },
  (_, index): LogEntry => ({
    ...{ id: `entry ${index}`, message: `line ${index}`, severity: index === 40 ? "ERROR" : "INFO" },
    ...{ service: undefined, at: noon + index },
  }),
);

describe("The page of the details", () => {
  let panel: PanelPage;

  beforeEach(async () => {
    panel = await openPanelPage();
    await panel.send({ type: "language", language: "en", messages: undefined });
  });

  afterEach(async () => {
    await panel.close();
    assert.deepEqual(panel.errors, []);
  });

  const show = (deploymentId: string, facts: Partial<DeploymentView>) =>
    panel.send({ type: "view", view: aDeploymentView(facts), ref: { appId: "app", deploymentId } });
  const log = async () => {
    const update = logUpdate(undefined, entries);
    if (update) await panel.send(update);
  };
  const failed: Partial<DeploymentView> = {
    errors: [
      { text: "line 40", entry: 45, place: undefined },
      { text: "src/pay.ts:42:17 - error TS2345: no", entry: 4, place: { start: 0, end: 16 } },
    ],
  };
  const wants = () => panel.said().then((all) => all.filter(({ type }) => type === "want"));
  const want = (intent: object, deploymentId: string): FromPanel => Object({ type: "want", intent, deploymentId });

  it("leads from an error to its line of the log, whatever is filtered, and else to the full log", async () => {
    await show("one", { ...failed, log: { kind: "lines", leftOut: 5, warning: undefined } });
    await log();
    const filter = panel.page.getByRole("searchbox", { name: "Filter the log" });
    await filter.fill("line 2");
    const line = panel.page.locator(".log .line", { hasText: /line 40$/ });
    assert.equal(await line.isVisible(), false);
    const buttons = panel.page.getByRole("button", { name: "Show in the log" });
    await buttons.first().click();
    assert.equal(await filter.inputValue(), "");
    assert.equal(
      await panel.page.getByRole("button", { name: "Follow the end" }).getAttribute("aria-pressed"),
      "false",
    );
    const isInSight = await line.evaluate((one) => {
      const [box, pane] = [one, one.closest(".log")].map((part) => part?.getBoundingClientRect());
      return box && pane && box.top >= pane.top && box.bottom <= pane.bottom && box.bottom <= innerHeight;
    });
    assert.equal(isInSight, true);
    assert.equal(await panel.page.locator(".log").evaluate((one) => one === document.activeElement), true);
    assert.deepEqual(await wants(), []);
    await buttons.last().click();
    assert.deepEqual(await wants(), [want({ type: "openLog" }, "one")]);
  });

  it("names the file of an error by the number of the error alone", async () => {
    await show("one", failed);
    await panel.page.getByRole("button", { name: "src/pay.ts:42:17" }).click();
    assert.deepEqual(await wants(), [want({ type: "openFile", error: 1 }, "one")]);
    assert.equal(await panel.page.locator(".errors li").last().innerText(), failed.errors?.[1]?.text);
  });

  it("goes from one deployment to the next with the focus where it was, from the top, with no filter of another", async () => {
    const earlier = { label: "Earlier", intent: { type: "open", deploymentId: "two" } } as const;
    await show("one", { earlier });
    await log();
    const filter = panel.page.getByRole("searchbox", { name: "Filter the log" });
    await filter.fill("line 2");
    await panel.page.evaluate(() => window.scrollTo(0, 50));
    const arrow = panel.page.locator("header nav button").first();
    await arrow.focus();
    await arrow.press("Enter");
    assert.deepEqual(await wants(), [want(earlier.intent, "one")]);
    await show("two", { title: "Another", earlier: { ...earlier, label: "Earliest" } });
    assert.equal(await panel.page.locator(".log .line").count(), 0);
    await log();
    assert.equal(await arrow.evaluate((one) => one === document.activeElement), true);
    assert.equal(await arrow.getAttribute("aria-label"), "Earliest");
    assert.equal(await filter.inputValue(), "");
    assert.equal(await panel.page.evaluate(() => window.scrollY), 0);
    assert.equal(await panel.page.locator(".log .line:not([hidden])").count(), entries.length);
    assert.equal(await panel.page.locator("#announcement").innerText(), "Another: Succeeded");
    await arrow.press("Enter");
    assert.deepEqual((await wants()).at(-1), want(earlier.intent, "two"));
  });

  it("says to those who listen what becomes of a preview", async () => {
    const rollBack = { label: "Roll back", canPreview: true, isUndo: false };
    const said = () => panel.page.locator("#announcement").innerText();
    await show("one", { rollBack });
    await panel.page.getByRole("button", { name: "Preview rollback" }).click();
    assert.deepEqual(await wants(), [want({ type: "preview" }, "one")]);
    await show("one", { rollBack, plan: { kind: "message", text: "Planning the rollback…", isBusy: true } });
    assert.equal(await said(), "Planning the rollback…");
    const side = { name: "", title: "", line: [] };
    const undone = { summary: ["Undoes 3 commits."], lists: [], canFetch: false };
    const plan = { kind: "plan", made: ["Outdated."], isOutdated: false, from: side, to: side, undone } as const;
    await show("one", { rollBack, plan: { ...plan, mind: ["Mind this."] } });
    assert.equal(await said(), "Rollback plan: Undoes 3 commits. Mind this.");
    await show("one", { rollBack, plan: { ...plan, mind: [], isOutdated: true } });
    assert.equal(await said(), "Rollback plan: Outdated.");
  });

  it("asks for the way back that its button names, whatever is live by then", async () => {
    const rollBack = { label: "Back", canPreview: false, isUndo: false };
    const back = panel.page.getByRole("button", { name: "Back" });
    await show("one", { rollBack });
    await back.click();
    await show("one", { rollBack, isLive: true });
    await back.click();
    await show("one", { rollBack: { ...rollBack, isUndo: true }, isLive: true });
    await back.click();
    const kinds = ["rollBack", "rollBackLive", "undoRollback"];
    assert.deepEqual(
      await wants(),
      kinds.map((type) => want({ type }, "one")),
    );
  });

  it("marks what a filter has found, and nothing once it is gone", async () => {
    await show("one", {});
    await log();
    const marked = () =>
      panel.page.evaluate(() => {
        const texts: string[] = [];
        CSS.highlights.get("found")?.forEach((range) => {
          if (range instanceof Range) texts.push(range.toString());
        });
        return texts;
      });
    const filter = panel.page.getByRole("searchbox", { name: "Filter the log" });
    await filter.fill("LINE 29");
    assert.deepEqual(await marked(), Array(11).fill("line 29"));
    await filter.fill("");
    assert.deepEqual(await marked(), []);
  });
});
