import assert from "node:assert/strict";
import { openStage, type Stage } from "./stage.ts";
import type { Theme } from "./theme.ts";

describe("A rollback in every theme", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ linked: "storefront", repository: true });
  });

  after(() => stage.close());

  for (const theme of ["dark", "light", "hcDark", "hcLight"] satisfies Theme[]) {
    it(`shows the question, the progress and the result in the theme ${theme}`, async () => {
      const { workbench } = stage;
      await workbench.setTheme(theme);
      await workbench.runCommand("Sevalla: Roll back");
      const dialog = await workbench.dialog();
      await stage.picture(`confirmation-${theme}`);
      await dialog.press("Roll back");
      await workbench.toast(/waiting to start/);
      await workbench.statusItem().waitForText(/rolling back/);
      await stage.picture(`progress-${theme}`);
      stage.finishDeployments();
      const result = await workbench.toast(/Storefront is rolled back/);
      await stage.picture(`result-${theme}`);
      assert.equal(await result.severity(), "info");
      await result.dismiss();
    });
  }
});
