import assert from "node:assert/strict";
import * as vscode from "vscode";
import { tellEffect } from "../../src/commands/tellEffect.ts";
import type { Effect } from "../../src/model/effect.ts";
import { anApp, deploymentId } from "../support/builders.ts";
import { broken, calm, steady } from "../support/effects.ts";
import { aState } from "../support/states.ts";
import { eventually, openScene, type Scene } from "./scene.ts";

describe("When the effect of a rollback is known", () => {
  let scene: Scene;
  const id = deploymentId("rollback");

  beforeEach(async () => {
    scene = await openScene();
  });

  afterEach(() => scene.close());

  const tell = (effect: Effect, name = "shop") =>
    tellEffect({ ...aState([], { apps: [{ ...anApp("shop"), name }] }), effects: new Map([[id, effect]]) }, id);

  it("the user is told in one sentence that it helped", async () => {
    await tell(steady(broken, calm));
    assert.deepEqual(
      scene.user.told.map(({ severity, message, buttons }) => [severity, message, buttons]),
      [
        [
          "information",
          "Rollback of shop. It helped: server errors fell from 10.0% to 0%, mean response time fell from 840 ms to 120 ms (10 min before and after).",
          ["View details"],
        ],
      ],
    );
  });

  it("the user is warned when it did not", async () => {
    await tell(steady(calm, broken));
    const [told] = scene.user.told;
    assert.equal(told?.severity, "warning");
    assert.match(told?.message ?? "", /^Rollback of shop\. It did not help: /);
  });

  it("the details open by the button", async () => {
    scene.user.presses("View details");
    await tell(steady(broken, calm));
    const shown = () => vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    await eventually(() => shown() instanceof vscode.TabInputWebview);
  });

  it("the name of the app makes no links", async () => {
    await tell(steady(broken, calm), "[shop](command:workbench.action.quit)");
    assert.doesNotMatch(scene.user.told[0]?.message ?? "", /\]\(/);
  });

  it("nothing is said of what is not known any more", async () => {
    await tellEffect(aState([]), id);
    assert.deepEqual(scene.user.told, []);
  });
});
