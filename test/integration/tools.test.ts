import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds, toolNames } from "../../src/contributions.ts";
import { defaultTarget, liveDeployment } from "../sandbox/life.ts";
import { linkTo, openLinkedScene, type Scene } from "./scene.ts";
import { call } from "./toolCalls.ts";

const { listDeployments, deploymentLog, planRollback } = toolNames;

describe("The tools that only read", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openLinkedScene();
  });

  afterEach(async () => {
    assert.deepEqual(
      scene.sandbox.requests.filter(({ method }) => method !== "GET"),
      [],
    );
    assert.deepEqual(scene.user.told, []);
    await scene.close();
  });

  const shop = () => scene.sandbox.account.app("storefront");
  const docs = () => scene.sandbox.account.app("docs-site");

  it("are known to VS Code with what they may be asked", () => {
    for (const name of Object.values(toolNames)) {
      const tool = vscode.lm.tools.find((one) => one.name === name);
      assert.ok(tool?.description);
      assert.deepEqual(new Map(Object.entries(tool?.inputSchema ?? {})).get("additionalProperties"), false);
      assert.ok(tool?.tags.includes("sevalla"));
    }
  });

  it("list the deployments of the linked app", async () => {
    const answer = await call(listDeployments, { limit: 3 });
    assert.equal(answer.at("app", "untrusted", "name"), "Storefront");
    assert.equal(answer.at("live", "id"), liveDeployment(shop(), Date.now())?.id);
    assert.deepEqual(
      [0, 1, 2, 3].map((index) => answer.at("deployments", index, "id")),
      [
        ...shop()
          .deployments.slice(0, 3)
          .map(({ id }) => id),
        undefined,
      ],
    );
  });

  it("list those of an app by its name in other letters or its ID", async () => {
    const { id, displayName } = docs();
    for (const app of [displayName.toUpperCase(), id])
      assert.equal((await call(listDeployments, { app })).at("app", "id"), id);
  });

  it("answer with the apps that there are when none is linked or none is called so", async () => {
    assert.equal((await call(planRollback, { app: "Shop" })).at("problem"), "noApp");
    await linkTo(undefined);
    const answer = await call(planRollback);
    assert.equal(answer.at("problem"), "noApp");
    assert.match(answer.text, new RegExp(shop().id));
    assert.equal(answer.at("planId"), undefined);
  });

  it("answer with those that are meant when a name is not enough", async () => {
    docs().displayName = "Storefront";
    await vscode.commands.executeCommand(commandIds.refresh);
    const answer = await call(planRollback, { app: "Storefront" });
    assert.equal(answer.at("problem"), "severalApps");
    assert.deepEqual(
      new Set([answer.at("apps", 0, "id"), answer.at("apps", 1, "id")]),
      new Set([shop().id, docs().id]),
    );
  });

  it("read the end of a deployment's log", async () => {
    const failed = shop().deployments.find(({ end }) => end === "failed");
    const answer = await call(deploymentLog, { deploymentId: failed?.id, lines: 5 });
    assert.equal(answer.at("deployment", "phase"), "failed");
    assert.notEqual(answer.at("untrusted", "lastErrors", 0), undefined);
    assert.notEqual(answer.at("untrusted", "lines", 4), undefined);
    assert.equal(answer.at("untrusted", "lines", 5), undefined);
    assert.equal((await call(deploymentLog)).at("deployment", "id"), shop().deployments[0]?.id);
  });

  it("say that there is no such deployment", async () => {
    const deploymentId = "00000000-0000-4000-8000-000000000000";
    assert.equal((await call(deploymentLog, { deploymentId })).at("problem"), "noDeployment");
    assert.equal((await call(planRollback, { deploymentId })).at("problem"), "targetGone");
  });

  it("plan a rollback and send nothing", async () => {
    const answer = await call(planRollback);
    assert.match(String(answer.at("planId")), /^plan-/);
    assert.equal(answer.at("live", "id"), liveDeployment(shop(), Date.now())?.id);
    assert.equal(answer.at("goesBackTo", "id"), defaultTarget(shop(), Date.now())?.id);
  });

  it("take no input that does not fit, and then ask Sevalla nothing", async () => {
    const before = scene.sandbox.requests.length;
    for (const input of [{ app: 7 }, { limit: 0, lines: 0 }, { command: "x" }, { deploymentId: "../../api-keys" }]) {
      for (const name of [listDeployments, deploymentLog, planRollback]) {
        const problem = await call(name, input).then(
          (answer) => answer.at("problem"),
          () => "badInput",
        );
        assert.equal(problem, "badInput", `${name} ${JSON.stringify(input)}`);
      }
    }
    assert.equal(scene.sandbox.requests.length, before);
  });

  it("say that nobody is signed in, without asking anybody to sign in", async () => {
    scene.user.picks("API key");
    await vscode.commands.executeCommand(commandIds.signOut);
    scene.user.told.length = 0;
    for (const name of Object.values(toolNames)) assert.equal((await call(name)).at("problem"), "signedOut");
  });

  it("say what went wrong, and that nothing was changed", async () => {
    scene.sandbox.fault({ path: /deployments/ }, { kind: "status", status: 403 });
    const answer = await call(planRollback);
    assert.equal(answer.at("problem"), "forbidden");
    assert.match(String(answer.at("untrusted", "message")), /does not have the permission.*Nothing was changed\./);
  });

  it("never answer with the API key, a value of a variable or an author's address", async () => {
    const [newest] = shop().deployments;
    const { valid } = scene.sandbox.keys;
    shop().envVars = shop().envVars.map((variable) => ({ ...variable, value: "canary", updatedAt: Date.now() }));
    if (newest) newest.commitMessage = `Leak ${valid} for ada@example.com`;
    const texts = [await call(listDeployments), await call(deploymentLog), await call(planRollback)];
    for (const { text } of texts) {
      assert.equal(text.includes(valid), false);
      assert.doesNotMatch(text, /[\w.]+@[\w-]+\.[a-z]{2,}|canary/);
    }
  });
});
