import assert from "node:assert/strict";
import { packGuest } from "./guestExtension.ts";
import { countPosts, openStage, type Stage } from "./stage.ts";

describe("Rolling back by the tools for language models", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ linked: "storefront", guestVsix: await packGuest() });
    const [live] = stage.sandbox.account.app("storefront").deployments;
    if (live) live.commitMessage = "Totals *fast* & [free](command:x) <b>$(bug)</b>";
  });

  after(() => stage.close());

  const callTools = () => stage.workbench.runCommand("Guest: Roll back by tools");
  const clearNotifications = () => stage.workbench.runCommand("Notifications: Clear All Notifications");
  /** Without the marks that keep texts from being links, and without which line they stand on. */
  const words = (text: string) => text.replaceAll("\u200b", "").split(/\s+/).filter(Boolean);

  it("has VS Code ask with the words of the dialog, and sends nothing when the user says no", async () => {
    const { workbench, sandbox } = stage;
    await callTools();
    const dialog = await workbench.dialog();
    assert.equal(dialog.message, "Roll back Storefront?");
    assert.match(dialog.detail, /Live now: Totals \*fast\* & \[free\]\(command:x\) <b>\$\(bug\)<\/b>/);
    assert.match(dialog.detail, /The database and the environment variables are not rolled back\./);
    await stage.picture("tool-asks-by-vscode");
    await dialog.dismiss();
    await workbench.toast(/Guest was answered nothing/);
    assert.equal(countPosts(sandbox), 0);
    await clearNotifications();
  });

  it("asks once more in a dialog of its own, which says who asks", async () => {
    const { workbench, sandbox } = stage;
    await callTools();
    const first = await workbench.dialog();
    const [confirm = ""] = first.buttons.filter((button) => button !== "Cancel");
    await first.press(confirm);
    const dialog = await workbench.dialog();
    assert.equal(dialog.message, first.message);
    const who = "An AI agent or another extension asks for this.";
    assert.deepEqual(words(dialog.detail), words(`${who} ${first.detail}`));
    assert.deepEqual([...dialog.buttons].sort(), [
      "Cancel",
      "Preview…",
      "Roll back",
      "Roll back and pause auto-deploy",
    ]);
    await stage.picture("tool-asks");
    await dialog.dismiss();
    await workbench.toast(/Guest was answered nothingDone declined/);
    assert.equal(countPosts(sandbox), 0);
    await clearNotifications();
  });

  it("shows the plan, and sends nothing, when Enter is pressed that was meant for an editor", async () => {
    const { workbench, sandbox } = stage;
    await callTools();
    const first = await workbench.dialog();
    await first.press(first.buttons.find((button) => button !== "Cancel") ?? "");
    await workbench.dialog();
    await workbench.page.keyboard.press("Enter");
    await workbench.webviewPanel().getByText("Goes back to").waitFor();
    await workbench.toast(/Guest was answered nothingDone declined/);
    assert.equal(countPosts(sandbox), 0);
    await clearNotifications();
  });

  it("rolls back after both, shows how it goes, and answers when it has ended", async () => {
    const { workbench, sandbox } = stage;
    await callTools();
    const first = await workbench.dialog();
    await first.press(first.buttons.find((button) => button !== "Cancel") ?? "");
    await (await workbench.dialog()).press("Roll back");
    await workbench.toast(/Rolling back Storefront to [0-9a-f]{7}/);
    await workbench.statusItem().waitForText(/Storefront: rolling back/);
    stage.finishDeployments();
    await workbench.toast(/Guest was answered rolledBack/);
    assert.equal(countPosts(sandbox), 1);
  });
});
