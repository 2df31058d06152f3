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
    await workbench.statusItem().waitForText(/Storefront: .*live/);
    const other = await workbench.newWindow();
    await other.activity();
    // A window behind another one takes its time by itself.
    await other.viewAction("Refresh");
    await other.statusItem().waitForText(/Storefront: .*live/);
    const app = sandbox.account.app("storefront");
    app.nextEnd = "failed";
    deploy(app, {}, { waitingMs: 0, buildMs: 1_000, rolloutMs: 1_000 }, Date.now());
    stage.wind(600_000);
    const windows = [workbench, other];
    for (const window of windows) await window.viewAction("Refresh");
    for (const window of windows) {
      await window.statusItem().waitForText(/Storefront: failed · live \w{7}$/);
      await until("it is red", async () => (await window.statusItem().background()) === "error");
    }
    // Whichever has learnt of it first.
    const toasts = () => Promise.all(windows.map((window) => window.toasts()));
    const told = await until("it is told", toasts, (found) => found.flat().length > 0);
    assert.equal(told.flat().length, 1);
    const teller = told[0]?.length === 1 ? workbench : other;
    const toast = await teller.toast(/A deployment of Storefront failed: .+ Live now: /);
    assert.equal(await toast.severity(), "warning");
    await toast.press("Open full log");
    await until("it is red no more", async () => (await teller.statusItem().background()) === "none");
  });
});
