import assert from "node:assert/strict";
import { effectView } from "../../src/present/effect.ts";
import { ageOf, inWords } from "../../src/present/moments.ts";
import { logUpdate } from "../../src/present/panelLog.ts";
import type { DeploymentView } from "../../src/webview/protocol.ts";
import { minute, noon } from "../support/builders.ts";
import { broken, calm, steady } from "../support/effects.ts";
import { aDeploymentView } from "../support/panelViews.ts";
import { openPanelPage, type PanelPage, timezoneId } from "./panelPage.ts";

const second = 1_000;
const started = noon - 52 * second;

/** A deployment that has been under way since then, with one before it. */
const running: DeploymentView = aDeploymentView({
  origin: inWords(`Pushed ${ageOf(started)}`),
  facts: [
    { name: "Created", value: [{ at: started, form: "age" }], at: started, copy: undefined, hasPage: false },
    { name: "Running for", value: { from: started, to: undefined }, at: undefined, copy: undefined, hasPage: false },
    { name: "Finished", value: [{ at: started, form: "exact" }], at: undefined, copy: undefined, hasPage: false },
  ],
  steps: [{ name: "Build", word: "Running", icon: "sync", tone: "busy", took: { from: started, to: undefined } }],
  history: {
    bars: [
      { ...bar("before"), took: { from: noon - 10 * minute, to: noon - 8 * minute } },
      { ...bar("this"), isThis: true, took: { from: started, to: undefined } },
    ],
  },
});

function bar(id: string) {
  return { id, tone: "busy", isThis: false, isLive: false, title: id, status: "Running", createdAt: started } as const;
}

describe("Times in the page of the details", () => {
  let panel: PanelPage;

  beforeEach(async () => {
    panel = await openPanelPage(false, noon);
    await panel.send(
      { type: "language", language: "en", messages: undefined },
      { type: "view", view: running, ref: { appId: "", deploymentId: "" } },
    );
  });

  afterEach(async () => {
    await panel.close();
    assert.deepEqual(panel.errors, []);
  });

  const texts = (selector: string) => panel.page.locator(selector).allInnerTexts();
  const shown = async () => [
    ...(await texts("header time")),
    ...(await texts(".steps .word")),
    ...(await texts("dd")),
    await panel.page.locator(".bar").last().getAttribute("aria-label"),
  ];
  const heights = () => panel.page.locator(".bar > span").evaluateAll((all) => all.map((one) => one.style.height));

  it("go on by themselves, without a word to those who listen, and leave the focus where it is", async () => {
    const exact = "Mar 10, 2026, 17:44:08";
    const before = [
      "just now",
      "Running · 52 s",
      `just now · ${exact}`,
      "52 s",
      exact,
      "this, Running, 52 s, just now",
    ];
    assert.deepEqual(await shown(), before);
    assert.deepEqual(await heights(), ["100%", "43%"]);
    const focused = panel.page.locator(".bar").last();
    await focused.focus();
    await panel.page.clock.runFor(second);
    assert.equal((await shown())[1], "Running · 53 s");
    await panel.page.clock.runFor(2 * minute);
    assert.deepEqual(await shown(), [
      ...["2 min ago", "Running · 2 min 53 s", `2 min ago · ${exact}`, "2 min 53 s", exact],
      "this, Running, 2 min 53 s, 2 min ago",
    ]);
    assert.deepEqual(await heights(), ["69%", "100%"]);
    assert.equal(await focused.evaluate((one) => one === document.activeElement), true);
    assert.equal(await panel.page.locator("#announcement").innerText(), "");
  });

  it("go on where nothing is under way, too", async () => {
    const view = aDeploymentView({ origin: inWords(`Pushed ${ageOf(noon)}`) });
    await panel.send({ type: "view", view, ref: { appId: "", deploymentId: "" } });
    assert.deepEqual(await texts("header time"), ["just now"]);
    await panel.page.clock.runFor(minute + 10 * second);
    assert.deepEqual(await texts("header time"), ["1 min ago"]);
  });

  it("are the user's own in the figures of a rollback's effect, too", async () => {
    const view = aDeploymentView({ effect: effectView(steady(broken, calm)) });
    await panel.send({ type: "view", view, ref: { appId: "", deploymentId: "" } });
    await panel.page.getByText("Show as a table").click();
    const minutes = await texts(".effect tr:not(.total) th[scope=row]");
    assert.deepEqual([minutes[0], minutes.at(-1)], ["17:35", "17:54"]);
    await panel.page.locator(".canvas svg").first().hover();
    assert.match((await texts(".legend > li:last-child"))[0] ?? "", /^17:\d\d$/);
  });

  it("are the user's own everywhere, by one clock", async () => {
    const entry = { id: "1", message: "Hello", severity: "INFO", service: undefined, at: started };
    const update = logUpdate(undefined, [entry]);
    if (update) await panel.send(update);
    const [inLog] = await texts(".log .time");
    const local = new Date(started).toLocaleTimeString("en-GB", { timeZone: timezoneId });
    assert.equal(inLog, local);
    assert.match((await texts("dd"))[2] ?? "", new RegExp(`${local}$`));
    const created = panel.page.locator("dd time").first();
    assert.equal(await created.getAttribute("title"), "Mar 10, 2026, 17:44:08");
    assert.equal(await created.getAttribute("datetime"), new Date(started).toISOString());
    assert.equal(await panel.page.locator("dd time").last().getAttribute("title"), "just now");
  });
});
