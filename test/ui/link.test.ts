import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gate } from "../support/gate.ts";
import { decisionsMade } from "./decisions.ts";
import { openStage, type Stage, signIn } from "./stage.ts";
import { until } from "./until.ts";

describe("Linking a folder to an app", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ repository: true, signedIn: false });
  });
  after(() => stage?.close());

  it("lets the user type and choose while the apps are ranked, and suggests the one of the repository", async () => {
    const { workbench, sandbox } = stage;
    const details = gate();
    sandbox.fault({ path: /^\/applications\/[^/]+$/ }, { kind: "hold", until: details.opened });
    await signIn(workbench, sandbox.keys.valid);
    await workbench.runCommand("Sevalla: Link app to workspace folder");
    const picker = await workbench.quickPick();
    await picker.filter("s");
    await picker.input.press("ArrowDown");
    await picker.input.press("ArrowDown");
    const chosen = await picker.focusedRow();
    // VS Code tells the extension things in order: whoever has answered with a tooltip knows what was chosen before.
    await workbench.treeRow("Metabase").hover();
    await workbench.page.locator(".monaco-hover").getByText(sandbox.account.app("metabase").id).waitFor();
    details.open();
    await picker.waitUntilIdle();
    assert.equal(await picker.input.inputValue(), "s");
    assert.equal(await picker.focusedRow(), chosen);
    await picker.filter("");
    const best = async () => (await picker.rows()).slice(0, 2).map(({ label }) => label);
    await until(
      "those of the repository come first",
      best,
      (labels) => labels.join() === "Storefront,Storefront PR 482",
    );
    await stage.picture("link-picker");
    await picker.dismiss();
    const suggestion = await workbench.toast("looks like Storefront");
    assert.deepEqual(await suggestion.buttons(), ["Link", "Not now", "Never for this folder"]);
    await stage.picture("link-suggestion");
    await suggestion.press("Link");
    await workbench.statusItem().waitForText(/Storefront: live .* · HEAD$/);
    assert.match(await workbench.statusItem().accessibleName(), /Your HEAD is what is live\./);
    await stage.picture("link-status");
  });
});

describe("The suggestion of an app", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ repository: true });
  });
  after(() => stage?.close());

  it("can be refused for good", async () => {
    const { workbench } = stage;
    await (await workbench.toast("looks like Storefront")).press("Never for this folder");
    await until("VS Code has kept the answer", async () =>
      JSON.stringify(await workbench.page.context().storageState({ indexedDB: true })).includes("refusedLinks"),
    );
  });

  it("that was refused for good does not come again, in another workspace either", async () => {
    const { workbench, sandbox } = stage;
    const asked = () => sandbox.requests.filter(({ path }) => /^\/applications\/[^/]+$/.test(path)).length;
    const before = asked();
    const workspace = path.join(stage.folder, "../shop.code-workspace");
    writeFileSync(workspace, JSON.stringify({ folders: [{ path: stage.folder }] }));
    const root = workbench.page.locator(".explorer-folders-view").getByText("storefront", { exact: true }).first();
    // Now and then VS Code shows a workspace that it does not know yet without its folders, and stays so.
    await until("the folder of the workspace is there", async () => {
      await workbench.goto(workbench.server.address({ workspace }));
      await workbench.activity("Explorer");
      return root.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    });
    await workbench.activity();
    await workbench.waitForRows("the apps are listed", (rows) => rows.length > 0);
    // The details that it would need are read for the picker first.
    await workbench.runCommand("Sevalla: Link app to workspace folder");
    const picker = await workbench.quickPick();
    await until("details were asked for", () => asked() > before);
    await picker.waitUntilIdle();
    await picker.dismiss();
    assert.equal(await workbench.page.getByText("looks like Storefront").count(), 0);
  });
});

describe("A newcomer's monorepo", () => {
  let stage: Stage;
  let earlier: number;

  before(async () => {
    earlier = decisionsMade();
    stage = await openStage({
      repository: true,
      prepare(folder, { account }) {
        const [web, api] = [account.app("storefront"), account.app("checkout-api")];
        Object.assign(web, { buildPath: "apps/web" });
        Object.assign(api, { buildPath: "apps/api", repoUrl: web.repoUrl });
        for (const part of ["apps/web", "apps/api"]) mkdirSync(path.join(folder, part), { recursive: true });
      },
    });
  });
  after(() => stage?.close());

  it("is linked part by part with three decisions, the fourth is what to do", async () => {
    const { workbench, sandbox, folder } = stage;
    const suggestion = await workbench.toast("repository of several apps");
    const named = "Storefront (apps/web), Checkout API (apps/api)";
    assert.ok((await suggestion.text()).includes(named), await suggestion.text());
    await stage.picture("link-suggestion-monorepo");
    await suggestion.press("Link");
    await workbench.statusItem().waitForText(/(Storefront|Checkout API): /);
    const { account } = sandbox;
    const linked = { "apps/api": account.app("checkout-api").id, "apps/web": account.app("storefront").id };
    const settings = () => JSON.parse(readFileSync(path.join(folder, ".vscode/settings.json"), "utf8"));
    assert.deepEqual(settings()["sevalla.apps"], linked);
    assert.equal(settings()["sevalla.app"], undefined);
    assert.ok(decisionsMade() - earlier <= 3);
  });
});
