import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import type { Fault } from "../sandbox/fault.ts";
import { folder, linkTo, openScene, type Scene, signIn } from "./scene.ts";

/** The worst that a command can meet and that is not asked for again, which would take real time. */
const faults: Readonly<Record<string, Fault>> = {
  "the page of a hotel's network": { kind: "html", status: 200, body: "<html>Welcome! Please log in.</html>" },
  "null wherever something was": { kind: "malformed", mutate: nulls },
  "a 403 for everything": {
    kind: "status",
    status: 403,
    message: "<b>$(error)</b> [No](command:workbench.action.quit)",
  },
};

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
  /^[A-Z][^.]+\. .*(Nothing was changed|not certain|still on|was not changed|may deploy)\b.*\.( (Check|Use|Sign in) .+\.)?$/;

const paused = ["PATCH", { auto_deploy: false }];
const resumed = ["PATCH", { auto_deploy: true }];
/** A key that is refused a change is asked for no further one. */
const changesSent: Readonly<Record<string, readonly unknown[]>> = {
  "the page of a hotel's network": [paused, resumed],
  "null wherever something was": [paused, resumed],
  "a 403 for everything": [paused],
};

function nulls(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(nulls);
  if (typeof answer !== "object" || answer === null) return null;
  return Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, nulls(value)]));
}

describe("Every command, when Sevalla answers with", () => {
  let scene: Scene;
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);

  before(() => process.on("unhandledRejection", note));
  after(() => process.off("unhandledRejection", note));
  beforeEach(async () => {
    scene = await openScene();
    await signIn(scene);
    await linkTo(scene.sandbox.account.app("storefront").id);
    await vscode.commands.executeCommand(commandIds.refresh);
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

  for (const [name, fault] of Object.entries(faults)) {
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
      assert.deepEqual(await rows(), before);
      assert.deepEqual(await told(commandIds.unlinkApp, ref), []);
      assert.match((await told(commandIds.signOut)).join(), /^Signed out of Sevalla\. [^,]*$/);
      assert.deepEqual(unhandled, []);
      assert.deepEqual(changes(), changesSent[name]);
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
