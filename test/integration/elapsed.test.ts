import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { eventually, linkTo, openScene, type Scene, signIn } from "./scene.ts";
import { spokenStatus, statusText } from "./statusBar.ts";

describe("A deployment under way in the status bar", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openScene({ life: { waitingMs: 0, buildMs: 600_000, rolloutMs: 600_000 } });
    await signIn(scene);
  });

  afterEach(() => scene.close());

  it("says for how long, counting on without asking Sevalla", async () => {
    await linkTo(scene.sandbox.account.app("orders-worker").id);
    await vscode.commands.executeCommand(commandIds.refresh);
    const counting = /Orders worker: deploying \w+ · .*\d+ (s|min)$/;
    await eventually(() => counting.test(statusText()));
    const [asked, first] = [scene.sandbox.requests.length, statusText()];
    await eventually(() => statusText() !== first);
    assert.equal(scene.sandbox.requests.length, asked);
    assert.match(statusText(), counting);
    assert.match(spokenStatus(), /For .*\d+ (second|minute)s?$/);
  });
});
