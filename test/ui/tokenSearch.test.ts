import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openStage, type Stage } from "./stage.ts";
import { placesWithTokens, tracesOfFiles } from "./tokenSearch.ts";
import { until } from "./until.ts";

/** No key of the sandbox: what is planted must not be taken for a leak. */
const planted = "svl_planted_in_a_window_77";

describe("The search for tokens in a window", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ linked: "storefront" });
  });

  after(() => stage.close());

  const found = async () => [...new Set(placesWithTokens(await stage.workbench.traces(), [planted]))].sort();

  it("finds what is planted in any storage, also in that of a webview", async () => {
    const { workbench } = stage;
    await workbench.expand(workbench.treeRow("Storefront"));
    await workbench.treeRow("Split the cart into parcels").first().click();
    await workbench.webviewPanel().getByRole("heading", { name: "Split the cart into parcels" }).waitFor();
    assert.deepEqual(await found(), []);
    const plant = async (text: string) => {
      localStorage.setItem("planted", text);
      sessionStorage.setItem("planted too", text);
      await (await caches.open("planted")).put(`${location.origin}/planted`, new Response(text));
    };
    await workbench.page.evaluate(plant, planted);
    assert.deepEqual(await found(), ["cache planted", "storage planted", "storage planted too"]);
    const inside = workbench.page.frames().filter((frame) => frame.url().includes("webview"));
    assert.ok(inside.length > 0);
    for (const frame of inside) {
      await frame.evaluate((text) => sessionStorage.setItem("planted inside", text), planted);
    }
    assert.ok((await found()).includes("storage planted inside"));
  });

  it("finds what the extension host leaves in its home, and that VS Code keeps secrets in their storage", async () => {
    const { workbench, folder } = stage;
    const around = path.dirname(folder);
    assert.deepEqual(placesWithTokens(tracesOfFiles(around), [planted]), []);
    mkdirSync(path.join(around, "home/tmp"), { recursive: true });
    writeFileSync(path.join(around, "home/tmp/planted"), planted);
    assert.deepEqual(placesWithTokens(tracesOfFiles(around), [planted]), ["home/tmp/planted"]);
    const isKept = async () => (await workbench.traces()).some(({ place }) => place === "storage secrets.provider");
    await until("the secret storage has something", isKept);
  });
});
