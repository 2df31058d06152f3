import assert from "node:assert/strict";
import { defaultTarget } from "../sandbox/life.ts";
import { openStage, type Stage } from "./stage.ts";
import { until } from "./until.ts";

describe("What a rollback undoes, in the editor", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ linked: "storefront", repository: true });
  });

  after(() => stage.close());

  it("stands in the question", async () => {
    const { workbench } = stage;
    await workbench.runCommand("Sevalla: Roll back");
    const dialog = await workbench.dialog();
    assert.match(dialog.detail, /Undoes 1 commit by Tomasz Wieczorek: 3 files, \+8 −1\./);
    assert.match(dialog.detail, /File to mind: db\/migrations\/0007_parcels\.sql\./);
    await stage.picture("undone-question");
    await dialog.dismiss();
  });

  it("is a list of commits, each of which opens with what it changed", async () => {
    const { workbench } = stage;
    await workbench.runCommand("Sevalla: Show commits that a rollback undoes");
    const picker = await workbench.quickPick();
    assert.deepEqual(
      (await picker.rows()).map(({ label }) => label),
      ["Show all changes", "Split the cart into parcels"],
    );
    await stage.picture("undone-commits");
    await picker.choose("Split the cart into parcels");
    await until("the commit is open", async () => (await workbench.editorTabs()).some((tab) => /parcels/.test(tab)));
    await workbench.page.locator(".multiDiffEntry .line-insert").first().waitFor();
    await stage.picture("undone-commit");
  });

  it("can be fetched from the question when the clone does not hold it", async () => {
    const { workbench, sandbox } = stage;
    const target = defaultTarget(sandbox.account.app("storefront"), Date.now());
    if (target) target.commitSha = "a".repeat(40);
    await workbench.runCommand("Sevalla: Roll back");
    const dialog = await workbench.dialog();
    assert.match(dialog.detail, /is not known\. Its commits are not in your clone\. Fetch them to see it\./);
    assert.ok(dialog.buttons.includes("Fetch commits"));
    await stage.picture("undone-fetch");
    await dialog.dismiss();
  });
});
