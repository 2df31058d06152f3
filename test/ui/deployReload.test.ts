import assert from "node:assert/strict";
import { countPosts, openStage, type Stage } from "./stage.ts";

describe("A restart during which the window is reloaded", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ linked: "storefront" });
  });

  after(() => stage.close());

  it("is followed to its end, and sent once", async () => {
    const { workbench, sandbox } = stage;
    stage.finishDeployments();
    const before = countPosts(sandbox);
    await workbench.runCommand("Sevalla: Restart app");
    await (await workbench.dialog()).press("Restart");
    await workbench.toast(/Restarting Storefront/);
    await workbench.waitUntilSaved("pendingRollbacks", "sevalla-deployments.sevalla-deployments");
    await workbench.reload();
    await workbench.toast(/Restarting Storefront/);
    stage.finishDeployments();
    await workbench.toast(/The restart of Storefront succeeded\. Live now: /);
    assert.equal(countPosts(sandbox), before + 1);
  });
});
