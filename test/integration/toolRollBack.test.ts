import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds, settingKeys, toolNames } from "../../src/contributions.ts";
import { defaultTarget, liveDeployment } from "../sandbox/life.ts";
import { gate } from "../support/gate.ts";
import { eventually, openLinkedScene, type Scene, signIn } from "./scene.ts";
import { type Answered, call } from "./toolCalls.ts";

/** Here VS Code confirms its own question by itself, as it can be set to do: what keeps a rollback back is ours. */
describe("The tool that rolls back", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openLinkedScene();
  });

  afterEach(async () => {
    await protect(undefined);
    await scene.close();
  });

  const shop = () => scene.sandbox.account.app("storefront");
  const live = () => liveDeployment(shop(), Date.now());
  const posts = () => scene.sandbox.requests.filter(({ method }) => method === "POST");
  const planned = async (input?: object) => String((await call(toolNames.planRollback, input)).at("planId"));
  const rollBack = (planId: string) => call(toolNames.rollBack, { planId });
  const protect = (patterns: readonly string[] | undefined) =>
    vscode.workspace.getConfiguration().update(settingKeys.protectedApps, patterns, vscode.ConfigurationTarget.Global);

  /** Puts something else live. */
  function deployAnother(): void {
    const [newest] = shop().deployments;
    if (!newest) throw new Error("no deployment");
    const facts = { id: "00000000-0000-4000-8000-000000000001", createdAt: Date.now() - 5_000 };
    shop().deployments.unshift({ ...newest, ...facts, life: { waitingMs: 0, buildMs: 0, rolloutMs: 0 } });
  }

  function nothingDone(answer: Answered, problem: string | undefined): void {
    assert.equal(answer.at("result"), "nothingDone");
    assert.equal(answer.at("problem"), problem);
    assert.equal(posts().length, 0);
  }

  it("asks with the words of the command and who asks, sends once, and answers how it ended", async () => {
    const target = defaultTarget(shop(), Date.now());
    scene.user.dismisses();
    await vscode.commands.executeCommand(commandIds.rollBack);
    const [ofCommand] = scene.user.told.splice(0);
    scene.user.presses("Roll back");
    const answer = await rollBack(await planned());
    const [asked] = scene.user.told;
    assert.equal(asked?.isModal, true);
    assert.equal(asked?.message, ofCommand?.message);
    assert.equal(asked?.detail, `An AI agent or another extension asks for this.\n\n${ofCommand?.detail}`);
    assert.equal(answer.at("result"), "rolledBack");
    assert.match(String(answer.at("untrusted", "message")), /^Storefront is rolled back\. Live now: /);
    assert.equal(live()?.image, target?.image);
    assert.deepEqual(
      posts().map(({ hasBody }) => hasBody),
      [false],
    );
    assert.match(scene.user.told[1]?.message ?? "", /Storefront is rolled back/);
  });

  it("rolls back to the deployment that was planned", async () => {
    const target = shop().deployments.findLast(({ end }) => end === "success");
    scene.user.presses("Roll back");
    const answer = await rollBack(await planned({ deploymentId: target?.id }));
    assert.equal(answer.at("result"), "rolledBack");
    assert.deepEqual(
      posts().map(({ body }) => body),
      [{ deployment_id: target?.id }],
    );
  });

  it("pauses auto-deploy when the user chooses that", async () => {
    scene.user.presses("Roll back and pause auto-deploy");
    await rollBack(await planned());
    assert.equal(shop().autoDeploy, false);
    assert.equal(posts().length, 1);
  });

  it("sends nothing when the user does not agree, and the plan is used up", async () => {
    const planId = await planned();
    scene.user.dismisses();
    nothingDone(await rollBack(planId), "declined");
    scene.user.presses("Roll back");
    nothingDone(await rollBack(planId), "plan.used");
    assert.equal(scene.user.told.length, 1);
  });

  it("has the name of a protected app typed", async () => {
    await protect(["Storefront"]);
    scene.user.presses("Roll back");
    nothingDone(await rollBack(await planned()), "declined");
    assert.equal(scene.user.asked.length, 1);
    scene.user.presses("Roll back");
    scene.user.types("Storefront");
    assert.equal((await rollBack(await planned())).at("result"), "rolledBack");
    assert.equal(posts().length, 1);
  });

  it("knows no plan of which the ID was made up, and asks nobody", async () => {
    await planned();
    nothingDone(await rollBack("plan-00000000-0000-4000-8000-000000000000"), "plan.unknown");
    assert.deepEqual(scene.user.told, []);
  });

  it("takes nothing else than a plan's ID", async () => {
    const planId = await planned();
    const { id, deployments } = shop();
    const inputs = [
      {},
      { planId: `${planId} ` },
      { app: "Storefront" },
      { planId, app: "Blog" },
      { planId: { planId } },
    ];
    for (const input of [...inputs, { appId: id, deploymentId: deployments[1]?.id }, { planId, confirmed: true }]) {
      const answer = await call(toolNames.rollBack, input).catch(() => undefined);
      if (answer) nothingDone(answer, "badInput");
    }
    assert.deepEqual(scene.user.told, []);
    assert.equal(posts().length, 0);
  });

  it("carries no plan out that is more than a quarter of an hour old", async () => {
    const planId = await planned();
    const { now } = Date;
    Date.now = () => now() + 15 * 60_000;
    const answer = await rollBack(planId).finally(() => {
      Date.now = now;
    });
    nothingDone(answer, "plan.expired");
    assert.deepEqual(scene.user.told, []);
  });

  it("carries no plan out that was made in another session, even with the same key", async () => {
    const planId = await planned();
    await signIn(scene);
    scene.user.told.length = 0;
    nothingDone(await rollBack(planId), "plan.otherSession");
    assert.deepEqual(scene.user.told, []);
  });

  it("sends nothing when somebody signs in before the check has ended", async () => {
    const planId = await planned();
    const checked = gate();
    scene.sandbox.fault({ path: /deployments/ }, { kind: "hold", until: checked.opened });
    const before = scene.sandbox.requests.length;
    scene.user.presses("Roll back");
    const calling = rollBack(planId);
    await eventually(() => scene.sandbox.requests.length > before);
    await signIn(scene);
    checked.open();
    nothingDone(await calling, undefined);
  });

  for (const [when, arrange] of [
    ["between the plan and the call", (deploy: () => void) => deploy()],
    ["while it asks", (deploy: () => void) => scene.user.meanwhile(deploy, "Roll back")],
  ] as const) {
    it(`sends nothing when something else becomes live ${when}`, async () => {
      const planId = await planned();
      arrange(deployAnother);
      scene.user.presses("Roll back");
      const answer = await rollBack(planId);
      nothingDone(answer, undefined);
      assert.match(String(answer.at("untrusted", "message")), /has changed since you were asked/);
    });
  }

  it("carries a plan out once when it is called twice at the same time", async () => {
    const planId = await planned();
    scene.user.presses("Roll back");
    scene.user.presses("Roll back");
    const answers = await Promise.all([rollBack(planId), rollBack(planId)]);
    assert.deepEqual(new Set(answers.map((answer) => answer.at("problem"))), new Set([undefined, "plan.used"]));
    assert.equal(scene.user.told.filter(({ isModal }) => isModal).length, 1);
    assert.equal(posts().length, 1);
  });

  it("sends once when two plans for an app are carried out at the same time", async () => {
    const [first, second] = [await planned(), await planned()];
    scene.user.presses("Roll back");
    scene.user.presses("Roll back");
    const answers = await Promise.all([rollBack(first), rollBack(second)]);
    assert.deepEqual(new Set(answers.map((answer) => answer.at("result"))), new Set(["rolledBack", "nothingDone"]));
    assert.equal(posts().length, 1);
  });

  it("sends once when the command is at it already", async () => {
    const planId = await planned();
    scene.user.presses("Roll back");
    scene.user.presses("Roll back");
    const command = vscode.commands.executeCommand(commandIds.rollBack);
    await rollBack(planId);
    await command;
    assert.equal(posts().length, 1);
  });

  it("says that it is not certain after a 500, and does not send it again", async () => {
    scene.sandbox.fault({ method: "POST" }, { kind: "status", status: 500 });
    scene.user.presses("Roll back");
    const answer = await rollBack(await planned());
    assert.equal(answer.at("result"), "uncertain");
    assert.match(String(answer.at("next")), /Do not plan another/);
    assert.equal(posts().length, 1);
  });

  it("says that the key may only read, and the next time asks nobody", async () => {
    await signIn(scene, scene.sandbox.keys.readOnly);
    scene.user.presses("Roll back");
    const answer = await rollBack(await planned());
    assert.equal(answer.at("result"), "nothingDone");
    const planId = await planned();
    scene.user.told.length = 0;
    assert.equal((await rollBack(planId)).at("problem"), "notAllowed");
    assert.deepEqual(scene.user.told, []);
    assert.equal(posts().length, 1);
  });

  it("ends the session when the key is turned down at that moment", async () => {
    const planId = await planned();
    scene.user.meanwhile(() => scene.sandbox.revoke(scene.sandbox.keys.valid), "Roll back");
    nothingDone(await rollBack(planId), "unauthorized");
    await scene.user.hears(/no longer accepts the stored API key/);
    assert.equal((await rollBack(planId)).at("problem"), "signedOut");
  });
});
