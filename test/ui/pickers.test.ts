import { openStage, type Stage } from "./stage.ts";

describe("What asks for a choice", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ linked: "storefront", settings: { "workbench.quickOpen.closeOnFocusLost": true } });
  });
  after(() => stage.close());

  it("stays while somebody looks elsewhere before they choose a deployment", async () => {
    const { workbench } = stage;
    await workbench.runCommand("Sevalla: Open deployment details");
    const picker = await workbench.quickPick();
    await workbench.treeRow("Storefront").click();
    await workbench.treeRow("Storefront").and(workbench.page.locator(".focused")).waitFor();
    await picker.input.click();
    await picker.dismiss();
  });

  it("goes when somebody turns away from a menu", async () => {
    const { workbench } = stage;
    await workbench.statusItem().click();
    const menu = await workbench.quickPick();
    await workbench.treeRow("Storefront").click();
    await menu.locator.waitFor({ state: "hidden" });
  });
});
