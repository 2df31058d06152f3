import assert from "node:assert/strict";
import { gate } from "../support/gate.ts";
import { openStage, type Stage } from "./stage.ts";
import { until } from "./until.ts";

describe("A window that starts with somebody signed in", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.close());

  it("says that the apps are loaded, and never asks to sign in", async () => {
    const { workbench, sandbox } = stage;
    const list = gate();
    sandbox.fault({ path: /^\/applications/ }, { kind: "hold", until: list.opened });
    await workbench.page.addInitScript(noteWelcomes);
    await workbench.reload();
    const welcomes = () => workbench.page.evaluate(() => [...Reflect.get(globalThis, "welcomes")]);
    // An answer that was kept before the reload may be used at once, and be drawn within a moment.
    await until("something is said", async () => (await welcomes()).length > 0);
    list.open();
    await workbench.waitForRows("the apps are listed", (rows) => rows.length > 0);
    assert.deepEqual(await welcomes(), ["Loading your apps…"]);
  });
});

/** Runs in the page: notes every text that stands in place of rows, for however short a time. */
function noteWelcomes(): void {
  const welcomes: string[] = [];
  Reflect.set(globalThis, "welcomes", welcomes);
  new MutationObserver(() => {
    for (const content of document.querySelectorAll(".part.sidebar .welcome-view-content")) {
      const text = content.textContent?.trim() ?? "";
      if (text !== "" && !welcomes.includes(text)) welcomes.push(text);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}
