import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { SandboxDeployment } from "../sandbox/deployment.ts";
import { openStage, type Stage } from "./stage.ts";
import { until } from "./until.ts";

describe("The tree of apps, while it is refreshed", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ linked: "storefront" });
  });
  after(() => stage?.close());

  /** Somebody deploys. */
  const deploy = (facts: Partial<SandboxDeployment>) => {
    const app = stage.sandbox.account.app("storefront");
    const [newest] = app.deployments.slice(-1);
    assert.ok(newest);
    const deployment = { ...newest, id: randomUUID(), createdAt: Date.now(), ...facts };
    app.deployments.push(deployment);
  };
  const titles = (selector: string) =>
    stage.workbench.sideBar.locator.locator(`.monaco-list-row${selector} .label-name`).allInnerTexts();
  const selected = () => titles('[aria-selected="true"]');
  const focused = () => titles(".focused");
  const expanded = () => titles('[aria-expanded="true"]');
  const places = async () => ({ selected: await selected(), focused: await focused(), expanded: await expanded() });

  it("keeps what is expanded, and what was selected by keyboard, also when a deployment arrives", async () => {
    const { workbench } = stage;
    await workbench.expand(workbench.treeRow("Docs site"));
    const rows = await workbench.waitForRows("both apps are expanded", (all) => {
      const at = all.findIndex(({ label }) => label === "Docs site");
      return all[1]?.level === 2 && all[at + 1]?.level === 2;
    });
    const third = rows.filter(({ level }) => level === 2)[2];
    await workbench
      .treeRow(third?.label ?? "")
      .first()
      .click({ modifiers: ["ControlOrMeta"] });
    await workbench.page.keyboard.press("Shift+ArrowDown");
    await until("two rows are selected", async () => (await selected()).length === 2);
    const before = await places();
    assert.deepEqual(before.expanded, ["Storefront", "Docs site"]);
    await workbench.viewAction("Refresh");
    deploy({ commitMessage: "One that arrives", life: { waitingMs: 0, buildMs: 3_600_000, rolloutMs: 0 } });
    await workbench.viewAction("Refresh");
    await workbench.treeRow("One that arrives").waitFor();
    assert.deepEqual(await places(), before);
    await stage.picture("tree-refreshed");
  });

  it("counts a linked app in the activity bar as soon as its last deployment has failed", async () => {
    const { workbench } = stage;
    const app = stage.sandbox.account.app("storefront");
    // A second try begins where the first did.
    app.deployments = app.deployments.filter(({ commitMessage }) => commitMessage !== "One that fails");
    await workbench.viewAction("Refresh");
    await until("no badge is there", async () => (await workbench.activityBadge()) === "");
    const life = { waitingMs: 0, buildMs: 0, rolloutMs: 0 };
    deploy({ commitMessage: "One that fails", life, end: "failed", failure: [] });
    stage.wind(60_000);
    await workbench.viewAction("Refresh");
    await until("the badge is there", async () => (await workbench.activityBadge()) === "1");
    await stage.picture("activity-badge");
  });
});
