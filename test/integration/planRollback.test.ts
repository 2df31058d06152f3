import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { defaultTarget, liveDeployment } from "../sandbox/life.ts";
import { eventually, openLinkedScene, type Scene } from "./scene.ts";

describe("Planning a rollback", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openLinkedScene();
  });

  afterEach(() => scene.close());

  const shop = () => scene.sandbox.account.app("storefront");
  const live = () => liveDeployment(shop(), Date.now());
  const changes = () => scene.sandbox.requests.filter(({ method }) => method !== "GET");
  const plan = (argument?: unknown) => vscode.commands.executeCommand(commandIds.planRollback, argument);
  const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
  const shown = () => vscode.window.activeTextEditor?.document;
  const earlier = () => {
    const found = shop().deployments.findLast(({ end, image }) => end === "success" && image !== null);
    if (!found) throw new Error("no earlier deployment");
    return found;
  };

  it("shows what would change and the request that would be sent, and sends nothing", async () => {
    const target = defaultTarget(shop(), Date.now());
    await plan();
    const document = shown();
    assert.equal(document?.uri.scheme, "sevalla-plan");
    assert.equal(document?.languageId, "markdown");
    const text = document?.getText() ?? "";
    assert.match(text, /^# Rollback plan: Storefront\n\nMade .* Nothing has been sent\./);
    assert.match(text, new RegExp(`## Live now\n[^#]*\`${live()?.commitSha}\``));
    assert.match(text, new RegExp(`## Goes back to\n[^#]*\`${target?.commitSha}\``));
    const url = `${scene.sandbox.url}/applications/${shop().id}/deployments/rollback`;
    assert.equal(text.includes(`POST ${url}\nAuthorization: Bearer (your API key)\n(no body)`), true);
    assert.equal(text.includes(scene.sandbox.keys.valid), false);
    assert.deepEqual(changes(), []);
  });

  it("names the target of a tree row in the request", async () => {
    const { id, appId } = earlier();
    await plan({ appId, deploymentId: id });
    assert.equal(
      shown()
        ?.getText()
        .includes(JSON.stringify({ deployment_id: id })),
      true,
    );
    assert.deepEqual(changes(), []);
  });

  it("has a document of its own for each plan", async () => {
    await plan();
    const first = shown()?.uri.toString();
    await plan();
    assert.notEqual(shown()?.uri.toString(), first);
  });

  it("says why there is nothing to plan", async () => {
    shop().isSuspended = true;
    await plan();
    await scene.user.hears(/is suspended\. Nothing was rolled back\./);
    assert.equal(shown(), undefined);
  });

  it("says so when Sevalla cannot be read", async () => {
    scene.sandbox.fault({ path: /deployments/ }, { kind: "status", status: 403 });
    await plan();
    await scene.user.hears(/does not have the permission/);
    assert.equal(shown(), undefined);
  });

  for (const [what, preview] of [
    ["the command", () => vscode.commands.executeCommand(commandIds.previewRollback, { appId: shop().id })],
    [
      "the question",
      () => {
        scene.user.presses("Preview…");
        return vscode.commands.executeCommand(commandIds.rollBack);
      },
    ],
  ] as const) {
    it(`opens the details of its target, from ${what}, and sends nothing`, async () => {
      const mark = defaultTarget(shop(), Date.now())?.commitSha?.slice(0, 7);
      await preview();
      await eventually(() => tabs().includes(`Storefront: ${mark}`));
      assert.deepEqual(changes(), []);
    });
  }

  it("is made anew in details that are open already", async () => {
    const { id, appId, commitSha } = earlier();
    const ref = { appId, deploymentId: id };
    await vscode.commands.executeCommand(commandIds.openDeployment, ref);
    const plans = () => scene.sandbox.requests.filter(({ path }) => path.endsWith("/env-vars")).length;
    assert.equal(plans(), 0);
    await vscode.commands.executeCommand(commandIds.previewRollback, ref);
    assert.equal(plans(), 1);
    await eventually(() => tabs().includes(`Storefront: ${commitSha?.slice(0, 7)}`));
    assert.equal(tabs().length, 1);
    assert.deepEqual(changes(), []);
  });
});

describe("Copying an incident note", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openLinkedScene();
    await vscode.env.clipboard.writeText("as it was");
  });

  afterEach(() => scene.close());

  const shop = () => scene.sandbox.account.app("storefront");
  const copy = (argument?: unknown) => vscode.commands.executeCommand(commandIds.copyIncidentNote, argument);

  it("puts what was rolled back from here, and by which key, on the clipboard", async () => {
    const before = liveDeployment(shop(), Date.now());
    scene.user.presses("Roll back");
    await vscode.commands.executeCommand(commandIds.rollBack);
    await scene.user.hears(/Storefront is rolled back/);
    await copy();
    await scene.user.hears(/^A note on the rollback of Storefront was copied\. Paste it as Markdown\.$/);
    const note = await vscode.env.clipboard.readText();
    assert.match(note, /^# Storefront was rolled back\n/);
    assert.match(note, /- Who: API key "[^"]+"\n/);
    assert.match(
      note,
      new RegExp(
        `- From: .*\`${before?.commitSha?.slice(0, 7)}\`.*\n- To: .*\`${shop().deployments[0]?.commitSha?.slice(0, 7)}\``,
      ),
    );
    assert.match(note, /- Result: succeeded\. It is live\.\n/);
    assert.equal(note.includes(scene.sandbox.keys.valid), false);
  });

  it("does not claim to know who made a rollback that was not sent from here", async () => {
    const [newest] = shop().deployments;
    if (!newest) throw new Error("no deployment");
    const life = { waitingMs: 0, buildMs: 0, rolloutMs: 0 };
    const made = { ...newest, id: "00000000-0000-4000-8000-000000000001", trigger: "ROLLBACK_DEPLOYMENT", life };
    shop().deployments.unshift({ ...made, createdAt: Date.now() - 1_000 });
    await copy();
    await scene.user.hears(/was copied/);
    assert.match(await vscode.env.clipboard.readText(), /- Who: not known: it was not sent from this workspace\n/);
  });

  it("leaves the clipboard alone where there is no rollback", async () => {
    const [newest] = shop().deployments;
    await copy({ appId: shop().id, deploymentId: newest?.id });
    await scene.user.hears(/^That deployment is not a rollback\. Nothing was copied\.$/);
    shop().deployments = shop().deployments.filter(({ trigger }) => trigger !== "ROLLBACK_DEPLOYMENT");
    await copy();
    await scene.user.hears(/has not been rolled back lately\. Nothing was copied\.$/);
    assert.equal(await vscode.env.clipboard.readText(), "as it was");
  });
});
