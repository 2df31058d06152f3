import assert from "node:assert/strict";
import * as vscode from "vscode";
import { bySelection, commandIds } from "../../src/contributions.ts";
import type { SandboxDeployment } from "../sandbox/deployment.ts";
import { linkTo, openScene, type Scene, signIn } from "./scene.ts";

/** What changes something in Sevalla, and so has to ask. */
const changing: Readonly<Record<string, RegExp>> = {
  [commandIds.rollBack]: /^Roll back Storefront\?$/,
  [commandIds.undoRollback]: /^Roll back Storefront\?$/,
  [commandIds.deploy]: /^Deploy main to Storefront\?$/,
  [commandIds.restart]: /^Restart Storefront\?$/,
  [commandIds.pauseAutoDeploy]: /^Pause the auto-deploy of Storefront\?$/,
  [commandIds.resumeAutoDeploy]: /^Resume the auto-deploy of Storefront\?$/,
  [commandIds.cancelDeployment]: /^Cancel this deployment of Storefront\?$/,
};
/** What reads, and opens or copies what it is handed. */
const reading: readonly string[] = [
  commandIds.previewRollback,
  commandIds.planRollback,
  commandIds.openApp,
  commandIds.copyIncidentNote,
  commandIds.openDeployment,
  commandIds.openLog,
  commandIds.openRuntimeLog,
  commandIds.saveLog,
  commandIds.loadMore,
  commandIds.openCommit,
  commandIds.showUndoneCommits,
  commandIds.showUndoneChanges,
  commandIds.fetchUndone,
  commandIds.copyCommitSha,
  commandIds.copyAppId,
  commandIds.copyLink,
];

const endless = { waitingMs: 0, buildMs: 1e9, rolloutMs: 0 };

describe("A command that a link, a task or another extension runs, with whatever arguments,", () => {
  let scene: Scene;

  before(async () => {
    scene = await openScene();
    await signIn(scene);
    await linkTo(scene.sandbox.account.app("storefront").id);
    // So that there is something to undo.
    newest({ trigger: "ROLLBACK_DEPLOYMENT" });
    await vscode.commands.executeCommand(commandIds.refresh);
  });
  after(() => scene.close());

  function newest(facts: Partial<SandboxDeployment>): void {
    Object.assign(scene.sandbox.account.app("storefront").deployments[0] ?? {}, facts);
  }

  /** As a Markdown link has them, which are JSON. */
  function foreign(): Readonly<Record<string, readonly unknown[]>> {
    const app = scene.sandbox.account.app("storefront");
    const ref = { appId: app.id, deploymentId: app.deployments[3]?.id };
    const agreed = {
      confirmed: true,
      isAgreed: true,
      pauseAutoDeploy: true,
      branch: "main",
      image: "x:1",
      silent: true,
    };
    return {
      "a deployment that says it is agreed": [{ kind: "deployment", isTarget: true, isLive: false, ...ref, ...agreed }],
      "an app that says so, and a selection": [
        { kind: "app", appId: app.id, ...agreed },
        [ref, { kind: "app", ...ref }],
      ],
      "IDs that lead elsewhere": [{ appId: "../../api-keys", deploymentId: `${ref.deploymentId}/cancel` }],
      "what a task hands over": [{ type: "shell", label: "x", command: "x", args: [ref] }, true],
      "what stands for the selection": [bySelection, [ref]],
      anything: [[ref], "storefront"],
    };
  }

  async function runs(id: string): Promise<readonly string[]> {
    const { sandbox, user } = scene;
    const from = [user.told.length, sandbox.requests.length, user.opened.length] as const;
    for (const args of Object.values(foreign())) {
      if (id === commandIds.deploy) user.picks("main");
      await vscode.commands.executeCommand(id, ...args);
      user.forgets();
    }
    const requests = sandbox.requests.slice(from[1]).map(({ method, path }) => `${method} ${path}`);
    assert.deepEqual(
      requests.filter((request) => !/^GET \/(?:api-keys\/validate$|applications\b(?!.*(?:\.\.|cancel)))/.test(request)),
      [],
    );
    for (const url of user.opened.slice(from[2])) {
      assert.match(url, /^https:\/\/(?:shop\.harborgoods\.example\/$|github\.com\/harbor-goods\/storefront\/commit\/)/);
    }
    return user.told.slice(from[0]).flatMap(({ isModal, message }) => (isModal ? [message] : []));
  }

  for (const [id, question] of Object.entries(changing)) {
    it(`${id}, asks before it sends anything`, async () => {
      // Last, as nothing can be rolled back while it runs.
      if (id === commandIds.cancelDeployment) newest({ createdAt: Date.now(), life: endless });
      const questions = await runs(id);
      assert.notEqual(questions.length, 0);
      for (const asked of questions) assert.match(asked, question);
    });
  }

  it("and only reads, changes nothing in Sevalla and opens nothing but its pages", async () => {
    for (const id of reading) assert.deepEqual(await runs(id), [], id);
  });
});
