import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { commandIds, settingKeys } from "../../src/contributions.ts";
import { isRunning } from "../sandbox/life.ts";
import { deploy } from "../sandbox/releasing.ts";
import { eventually, openLinkedScene, type Scene } from "./scene.ts";
import { statusText } from "./statusBar.ts";

const life = { waitingMs: 0, buildMs: 100, rolloutMs: 100 };

describe("A deployment of the linked app that somebody else has started", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openLinkedScene();
  });

  afterEach(async () => {
    await wish(undefined);
    await scene.close();
  });

  const shop = () => scene.sandbox.account.app("storefront");
  const refresh = () => vscode.commands.executeCommand(commandIds.refresh);
  const told = () =>
    scene.user.told.map(({ message }) => message).filter((one) => /deployment of Storefront/.test(one));

  /** Of the user's settings. */
  async function wish(value: string | undefined): Promise<void> {
    await vscode.workspace.getConfiguration().update(settingKeys.notify, value, vscode.ConfigurationTarget.Global);
  }

  /** Somebody pushes, and Sevalla deploys it. */
  async function push(end: "failed" | "success"): Promise<string> {
    shop().nextEnd = end;
    // Each sandbox counts anew, and VS Code remembers what was told in the test before.
    const id = randomUUID();
    Object.assign(deploy(shop(), {}, life, Date.now()), { id });
    await eventually(() => shop().deployments.every((one) => !isRunning(one, Date.now())));
    await refresh();
    return id;
  }

  it("is told of once when it has failed, with its log, and is no alarm once that was opened", async () => {
    scene.user.presses("Open full log");
    const id = await push("failed");
    const { severity, message, buttons } = await scene.user.hears(/^A deployment of Storefront failed: /);
    assert.equal(severity, "warning");
    assert.match(message, / Live now: .+ \(\w{7}\)\.$/);
    assert.deepEqual(buttons, ["View details", "Open full log"]);
    const log = () => vscode.window.activeTextEditor?.document.uri.query;
    await eventually(() => log() === `${shop().id}/${id}`);
    assert.match(statusText(), /Storefront: failed · live \w{7}$/);
    await refresh();
    assert.equal(told().length, 1);
  });

  it("is told of as the setting has it", async () => {
    await push("success");
    await wish("never");
    await push("failed");
    await wish("all");
    await push("success");
    const { severity, buttons } = await scene.user.hears(/^A deployment of Storefront is live: /);
    assert.equal(severity, "information");
    assert.deepEqual(buttons, ["View details", "Roll back…"]);
    assert.equal(told().length, 1);
  });

  it("is not told of where it was started here, which tells it by itself", async () => {
    await wish("all");
    scene.user.presses("Restart");
    await vscode.commands.executeCommand(commandIds.restart);
    await scene.user.hears(/^The restart of Storefront succeeded\./);
    await refresh();
    await push("failed");
    await scene.user.hears(/^A deployment of Storefront failed: /);
    assert.equal(told().length, 1);
  });
});
