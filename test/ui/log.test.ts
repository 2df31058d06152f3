import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { logFileName } from "../../src/present/logDocument.ts";
import { openStage, type Stage } from "./stage.ts";
import type { Theme } from "./theme.ts";
import { until } from "./until.ts";

describe("A log in an editor", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({
      linked: "checkout-api",
      // The language server of TypeScript is not part of this VS Code, which would say so.
      settings: { "files.associations": { "*.ts": "plaintext" } },
    });
    mkdirSync(path.join(stage.folder, "src/payments"), { recursive: true });
    const code = Array.from({ length: 60 }, (_, index) => `// line ${index + 1} of the refund`);
    writeFileSync(path.join(stage.folder, "src/payments/refund.ts"), `${code.join("\n")}\n`);
    await stage.workbench.expand(stage.workbench.treeRow("Checkout API"));
  });

  after(() => stage.close());

  const failed = () => stage.workbench.treeRow("Refund to the gift card a payment came from");
  const lines = () => stage.workbench.page.locator(".editor-instance .view-lines");
  const title = () => {
    const [newest] = stage.sandbox.account.app("checkout-api").deployments;
    return logFileName("Checkout API", newest?.commitSha?.slice(0, 7) ?? "", newest?.createdAt).replace(/\.log$/, "");
  };

  const logTab = () => stage.workbench.page.locator(".tabs-container .tab").filter({ hasText: title() });
  const position = (text: string) => stage.workbench.page.locator(".statusbar-item-label", { hasText: text });

  it("opens from the menu of a deployment, with its errors at the top", async () => {
    const { workbench } = stage;
    await workbench.contextMenu(failed(), "Open full log");
    await lines().getByText("Last errors:").waitFor();
    assert.deepEqual(await workbench.editorTabs(), [title()]);
  });

  it("opens from the details of a deployment, too", async () => {
    const { workbench } = stage;
    await failed().click();
    await workbench.webviewPanel().getByRole("button", { name: "Open full log" }).click();
    await lines().getByText("Last errors:").waitFor();
    const tabs = await workbench.editorTabs();
    assert.equal(tabs.filter((tab) => tab === title()).length, 1);
    await workbench.closeEditors();
    await workbench.contextMenu(failed(), "Open full log");
    await lines().getByText("Last errors:").waitFor();
  });

  it("folds the steps and shows them in the outline's place", async () => {
    const { workbench } = stage;
    await workbench.runCommand("Fold All");
    await until("the steps are folded", async () => !(await lines().innerText()).includes("HEAD is now at"));
    await workbench.runCommand("Unfold All");
    await workbench.runCommand("Go to Symbol in Editor...");
    const symbols = await workbench.quickPick();
    await symbols.row("Check out").waitFor();
    await stage.picture("log-symbols");
    await symbols.dismiss();
  });

  it("puts the errors of the failed build where they are in the code", async () => {
    const { workbench } = stage;
    await workbench.runCommand("Problems: Focus on Problems View");
    const problem = workbench.page.locator(".markers-panel").getByText(/error TS2345/);
    await problem.first().waitFor();
    await stage.picture("log-problems");
    await problem.first().dblclick();
    await position("Ln 42, Col 17").waitFor();
    await stage.picture("log-problem-in-code");
    await workbench.page.locator('.part.panel .action-label[aria-label^="Hide Panel"]').click();
    await logTab().click();
  });

  it("leads from a place that it names to the file", async () => {
    const link = lines().locator(".detected-link").filter({ hasText: "refund.ts" }).first();
    await link.waitFor();
    await link.click({ modifiers: ["ControlOrMeta"] });
    await position("Ln 42, Col 17").waitFor();
    await logTab().click();
    await lines().getByText("Last errors:").waitFor();
  });

  it("comes back after a reload of the window", async () => {
    const { workbench } = stage;
    await workbench.waitUntilSaved("sevalla-log");
    await workbench.reload();
    // Which of the open editors is in front depends on when VS Code has saved them.
    await logTab().click();
    await lines().getByText("Last errors:").waitFor();
    assert.ok((await workbench.editorTabs()).includes(title()));
  });

  for (const theme of ["dark", "light", "hcDark", "hcLight"] satisfies Theme[]) {
    it(`can be read in the theme ${theme}, wide and narrow`, async () => {
      const { page } = stage.workbench;
      await stage.workbench.setTheme(theme);
      await stage.picture(`log-${theme}`);
      const wide = page.viewportSize();
      await page.setViewportSize({ width: 660, height: 800 });
      await lines().first().waitFor();
      await stage.picture(`log-${theme}-narrow`);
      if (wide) await page.setViewportSize(wide);
    });
  }

  it("leads from the title of its tab to the details", async () => {
    const { workbench } = stage;
    await workbench.activity();
    await workbench.contextMenu(failed(), "Open full log");
    await lines().getByText("Last errors:").waitFor();
    await workbench.editorAction("Open deployment details");
    await workbench
      .webviewPanel()
      .getByRole("heading", { level: 1, name: "Refund to the gift card a payment came from" })
      .waitFor();
    await workbench.runCommand("View: Close Editor");
    await lines().first().waitFor();
  });

  it("offers to save it, and shows the menu of an app with its runtime log", async () => {
    const { workbench } = stage;
    await workbench.page.locator('.editor-actions .action-label[aria-label^="Save log as"]').waitFor();
    await workbench.activity();
    assert.ok((await workbench.contextMenuItems(workbench.treeRow("Storefront"))).includes("Open runtime log"));
    await workbench.contextMenu(workbench.treeRow("Storefront"), "Open runtime log");
    await lines().getByText("GET /").first().waitFor();
    await stage.picture("log-runtime");
  });

  it("is cleared on signing out, and the problems with it", async () => {
    const { workbench } = stage;
    await workbench.runCommand("Sevalla: Sign out");
    await lines().getByText("You are signed out of Sevalla. Sign in to see this log.").waitFor();
    await workbench.runCommand("Problems: Focus on Problems View");
    await workbench.page.locator(".markers-panel").getByText("No problems have been detected").waitFor();
    await stage.picture("log-signed-out");
  });
});
