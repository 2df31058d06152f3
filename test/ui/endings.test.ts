import assert from "node:assert/strict";
import { deploy } from "../sandbox/releasing.ts";
import { openStage, type Stage } from "./stage.ts";
import { until } from "./until.ts";

describe("A push whose deployment fails", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ linked: "storefront" });
  });
  after(() => stage?.close());

  it("is told of in one of two windows, and alarms until its log was opened", async () => {
    const { workbench, sandbox } = stage;
    await workbench.statusItem().waitForText(/Storefront: live/);
    const other = await workbench.newWindow();
    await other.activity();
    // A window behind another one takes its time by itself.
    await other.viewAction("Refresh");
    await other.statusItem().waitForText(/Storefront: live/);
    const app = sandbox.account.app("storefront");
    app.nextEnd = "failed";
    deploy(app, {}, { waitingMs: 0, buildMs: 1_000, rolloutMs: 1_000 }, Date.now());
    stage.wind(600_000);
    await workbench.viewAction("Refresh");
    const toast = await workbench.toast(/A deployment of Storefront failed: .+ Live now: /);
    assert.equal(await toast.severity(), "warning");
    await until("it is red", async () => (await workbench.statusItem().background()) === "error");
    await stage.picture("push-failed");
    await other.viewAction("Refresh");
    await other.statusItem().waitForText(/Storefront: failed · live \w{7}$/);
    assert.deepEqual(await other.toasts(), []);
    await toast.press("Open full log");
    await until("it is red no more", async () => (await workbench.statusItem().background()) === "none");
    await stage.picture("push-failed-log");
  });
});
