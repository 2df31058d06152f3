import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds, toolNames } from "../../src/contributions.ts";
import type { Fault } from "../sandbox/fault.ts";
import { troubles } from "../support/troubles.ts";
import { folder, openLinkedScene, type Scene } from "./scene.ts";
import { call } from "./toolCalls.ts";

/**
 * What is asked for again takes real time, so it is tried elsewhere. VS Code's fetch makes such a failure of a 407, too,
 * and a key that is turned down ends the session.
 */
const faults: ReadonlyMap<string, Fault> = new Map([
  ...troubles
    .filter(({ tries, kind }) => tries === 1 && kind !== "unauthorized" && kind !== "offline")
    .flatMap(({ name, by }): (readonly [string, Fault])[] =>
      typeof by === "function" ? [[name, by({ elsewhere: "https://elsewhere.invalid/", onHung: () => {} })]] : [],
    ),
  [
    "a 403 with a command in it",
    { kind: "status", status: 403, message: "<b>$(error)</b> [No](command:workbench.action.quit)" },
  ],
]);

/** What asks Sevalla and shows nothing else that could tell. */
const telling: readonly string[] = [
  commandIds.rollBack,
  commandIds.undoRollback,
  commandIds.previewRollback,
  commandIds.planRollback,
  commandIds.deploy,
  commandIds.restart,
  commandIds.cancelDeployment,
  commandIds.openApp,
  commandIds.pauseAutoDeploy,
  commandIds.resumeAutoDeploy,
  commandIds.copyIncidentNote,
  commandIds.showUndoneCommits,
  commandIds.showUndoneChanges,
  commandIds.fetchUndone,
];
/** What leaves nothing behind that could be compared. */
const forgetful: readonly string[] = [commandIds.unlinkApp, commandIds.signOut];

const buttons: ReadonlyMap<string, string> = new Map([
  [commandIds.deploy, "Deploy"],
  [commandIds.restart, "Restart"],
  [commandIds.pauseAutoDeploy, "Pause auto-deploy"],
  [commandIds.resumeAutoDeploy, "Resume auto-deploy"],
]);

/** What happened, what was not changed or is not known, and what to do. */
const inHouseForm =
  /^[A-Z][^.]+\. .*(Nothing was changed|not certain|still on|(was|were) not changed|may deploy)\b.*\.( (Check|Use|Sign in) .+\.)?$/;

const paused = ["PATCH", { auto_deploy: false }];
const resumed = ["PATCH", { auto_deploy: true }];
/** A key that is refused a change is asked for no further one. */
const changesAfter = (name: string) => (name.startsWith("a 403") ? [paused] : [paused, resumed]);

describe("Every command and tool, when Sevalla answers with", () => {
  let scene: Scene;
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);

  before(() => process.on("unhandledRejection", note));
  after(() => process.off("unhandledRejection", note));
  beforeEach(async () => {
    scene = await openLinkedScene();
  });
  afterEach(() => scene.close());

  /** The apps that are known, as a picker offers them, without anything being asked. */
  async function rows(): Promise<readonly string[]> {
    await vscode.commands.executeCommand(commandIds.linkApp);
    return scene.user.offered.at(-1) ?? [];
  }

  /** Runs a command, saying yes to whatever it asks, and answers what it told that is no question. */
  async function told(id: string, argument?: unknown): Promise<readonly string[]> {
    const { user } = scene;
    const from = user.told.length;
    user.forgets();
    const button = buttons.get(id);
    if (button) user.presses(button);
    if (id === commandIds.deploy) user.picks("main");
    if (id === commandIds.saveLog) user.savesTo(vscode.Uri.joinPath(folder().uri, "saved.log"));
    await vscode.commands.executeCommand(id, argument);
    user.forgets();
    await new Promise((resolve) => setTimeout(resolve, 20));
    return user.told.slice(from).flatMap(({ isModal, message }) => (isModal ? [] : [message]));
  }

  for (const [name, fault] of faults) {
    it(`${name}, tells of it once at most, and leaves what is known`, async () => {
      const before = await rows();
      const app = scene.sandbox.account.app("storefront");
      const ref = { appId: app.id, deploymentId: app.deployments[1]?.id };
      scene.sandbox.fault({}, fault);
      for (const id of Object.values(commandIds)) {
        if (forgetful.includes(id)) continue;
        const messages = await told(id, ref);
        assert.equal(messages.length, telling.includes(id) ? 1 : 0, `${id} told ${messages.join(" / ")}`);
        for (const message of messages) assert.match(message, inHouseForm, id);
      }
      for (const tool of [toolNames.listDeployments, toolNames.deploymentLog, toolNames.planRollback]) {
        const answer = await call(tool);
        assert.equal(typeof answer.at("problem"), "string", `${tool}: ${answer.text}`);
        assert.match(String(answer.at("untrusted", "message")), /Nothing was changed\./, tool);
      }
      assert.deepEqual(await rows(), before);
      assert.deepEqual(await told(commandIds.unlinkApp, ref), []);
      assert.match((await told(commandIds.signOut)).join(), /^Signed out of Sevalla\. [^,]*$/);
      assert.deepEqual(unhandled, []);
      assert.deepEqual(changes(), changesAfter(name));
    });
  }

  it("nothing although it has cancelled, says that this is not certain", async () => {
    const { sandbox, user } = scene;
    const app = sandbox.account.app("orders-worker");
    sandbox.fault({ path: /\/cancel$/ }, { kind: "applyThenFail", how: "drop" });
    user.presses("Cancel deployment");
    await vscode.commands.executeCommand(commandIds.cancelDeployment, { appId: app.id });
    const { message } = await user.hears(/not certain/);
    assert.match(
      message,
      /^Sevalla could not be reached\. It is not certain whether the deployment of Orders worker is being cancelled\./,
    );
    assert.equal(sandbox.requests.filter(({ method }) => method === "POST").length, 1);
    assert.notEqual(app.deployments[0]?.cancelledAt, null);
  });

  const changes = () =>
    scene.sandbox.requests.flatMap(({ method, body }) => (method === "GET" ? [] : [[method, body]]));
});
