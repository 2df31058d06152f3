import assert from "node:assert/strict";
import { openStage, type Stage } from "./stage.ts";
import { until } from "./until.ts";

describe("The list of apps", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage();
    await stage.workbench.expand(stage.workbench.treeRow("Storefront").first());
  });

  after(() => stage.close());

  it("copies from several rows at once, and does nothing else with them", async () => {
    const { workbench } = stage;
    const rows = stage.sandbox.account.app("storefront").deployments.slice(2, 4);
    const titles = rows.map(({ commitMessage }) => commitMessage?.split("\n")[0] ?? "");
    await workbench
      .treeRow(titles[0] ?? "")
      .first()
      .click();
    await workbench
      .treeRow(titles[1] ?? "")
      .first()
      .click({ modifiers: ["Control"] });
    const selected = workbench.treeRow(titles[1] ?? "").first();
    assert.deepEqual(await workbench.contextMenuItems(selected), [
      "Copy commit SHA",
      "Copy Docker image",
      "Copy deployment ID",
      "Copy link",
    ]);
    await workbench.contextMenu(selected, "Copy commit SHA");
    const shas = rows.map(({ commitSha }) => commitSha);
    await until("both are copied", async () => (await workbench.clipboard()).split("\n").length === 2);
    assert.deepEqual(new Set((await workbench.clipboard()).split("\n")), new Set(shas));
  });

  it("copies a link that opens the deployment", async () => {
    const { workbench } = stage;
    const [, second] = stage.sandbox.account.app("storefront").deployments;
    await workbench.contextMenu(workbench.treeRow(second?.commitMessage?.split("\n")[0] ?? "").first(), "Copy link");
    const link = new RegExp(
      `://sevalla-deployments\\.sevalla-deployments/deployment\\?app=[0-9a-f-]{36}&id=${second?.id}$`,
    );
    await until("the link is copied", async () => link.test(await workbench.clipboard()));
  });

  it("lists only the apps that pass a filter, says so, and lists all again", async () => {
    const { workbench } = stage;
    await workbench.viewAction("Collapse All");
    await workbench.viewAction("Filter apps…");
    const picker = await workbench.quickPick();
    await picker.filter("store");
    await workbench.waitForRows("they follow what is typed", (rows) => rows.length === 2);
    await stage.picture("filter");
    await picker.input.press("Enter");
    await picker.locator.waitFor({ state: "hidden" });
    assert.deepEqual(
      (await workbench.treeRows()).map(({ label }) => label),
      ["Storefront", "Storefront PR 482"],
    );
    assert.equal(await workbench.viewMessage(), "Filter: “store” (2 of 12 apps).");
    await workbench.runCommand("Sevalla: Filter apps…");
    await (await workbench.quickPick()).filter("no such app");
    await workbench.waitForWelcome("No app passes the filter.");
    await workbench.page.keyboard.press("Escape");
    await workbench.waitForRows("the filter is as it was", (rows) => rows.length === 2);
    await workbench.viewAction("Clear filter");
    await workbench.waitForRows("all are there again", (rows) => rows.length === 12);
    await workbench.expand(workbench.treeRow("Storefront").first());
  });

  it("copies by the usual keys what is selected, and opens its log", async () => {
    const { workbench } = stage;
    const [, second] = stage.sandbox.account.app("storefront").deployments;
    const row = workbench.treeRow(second?.commitMessage?.split("\n")[0] ?? "").first();
    await row.click({ modifiers: ["ControlOrMeta"] });
    await workbench.page.keyboard.press("ControlOrMeta+C");
    await until("the SHA is copied", async () => (await workbench.clipboard()) === second?.commitSha);
    await workbench.page.keyboard.press("Shift+Alt+C");
    await until("the link is copied", async () => (await workbench.clipboard()).endsWith(`&id=${second?.id}`));
    await workbench.page.keyboard.press("ControlOrMeta+Enter");
    const log = `Storefront ${second?.commitSha?.slice(0, 7)}`;
    await until("the log is open", async () => (await workbench.editorTabs()).some((tab) => tab.startsWith(log)));
    await workbench.closeEditors();
  });

  it("lists the apps by project, also after a reload of the window, and flat again", async () => {
    const { workbench } = stage;
    await workbench.viewAction("Collapse All");
    await workbench.viewAction("Group by project");
    const grouped = (rows: readonly { level: number; label: string }[]) =>
      rows.filter(({ level, label }) => level === 1 && label.startsWith("Project ")).length === 3;
    const rows = await workbench.waitForRows("there are three projects", grouped);
    assert.deepEqual(
      rows
        .filter(({ level }) => level === 2)
        .map(({ label }) => label)
        .sort(),
      stage.sandbox.account.apps.map(({ displayName }) => displayName).sort(),
    );
    await stage.picture("projects");
    await workbench.waitUntilSaved("groupByProject", "sevalla-deployments.sevalla-deployments");
    await workbench.reload();
    await workbench.activity();
    await workbench.waitForRows("there are three projects once more", grouped);
    await workbench.runCommand("Sevalla: List apps without projects");
    await workbench.waitForRows(
      "all are in one list",
      (now) => now.length === 12 && now.every(({ level }) => level === 1),
    );
    await workbench.expand(workbench.treeRow("Storefront").first());
  });

  it("is filtered after a reload of the window as it was before, and says so", async () => {
    const { workbench } = stage;
    await workbench.runCommand("Sevalla: Filter apps…");
    const picker = await workbench.quickPick();
    await picker.filter("store");
    await picker.input.press("Enter");
    await picker.locator.waitFor({ state: "hidden" });
    await workbench.waitUntilSaved("sevalla.filter", "sevalla-deployments.sevalla-deployments");
    await workbench.reload();
    await workbench.activity();
    const apps = (rows: readonly { level: number }[]) => rows.filter(({ level }) => level === 1).length;
    await workbench.waitForRows("only those that pass are listed", (rows) => apps(rows) === 2);
    assert.equal(await workbench.viewMessage(), "Filter: “store” (2 of 12 apps).");
  });

  it("is whole once the filter is cleared, also while somebody is about to choose another", async () => {
    const { workbench } = stage;
    await workbench.runCommand("Sevalla: Filter apps…");
    const picker = await workbench.quickPick();
    await picker.filter("storefront");
    const isWhole = (rows: readonly { level: number }[]) => rows.filter(({ level }) => level === 1).length === 12;
    await workbench.waitForRows("only some are listed", (rows) => !isWhole(rows));
    await workbench.viewAction("Clear filter");
    await workbench.waitForRows("all are there again", isWhole);
    await picker.dismiss();
    // It begins with the filter there is.
    await workbench.runCommand("Sevalla: Filter apps…");
    const next = await workbench.quickPick();
    assert.equal(await next.input.inputValue(), "");
    await next.dismiss();
  });
});
