import assert from "node:assert/strict";
import * as vscode from "vscode";
import { extensionId } from "../../src/contributions.ts";
import { defaultTarget } from "../sandbox/life.ts";
import { eventually, openScene, type Scene, signIn } from "./scene.ts";

describe("A link into VS Code", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openScene();
  });

  afterEach(() => scene.close());

  const posts = () => scene.sandbox.requests.filter(({ method }) => method !== "GET").length;
  const titles = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
  const shows = (title: RegExp) => eventually(() => titles().some((one) => title.test(one)));

  /** Follows a link as VS Code does when the system hands it over. */
  async function follow(view: string, app: string | undefined, id: string | undefined): Promise<void> {
    const query = `app=${app}&id=${id}`;
    const link = vscode.Uri.from({ scheme: vscode.env.uriScheme, authority: extensionId, path: `/${view}`, query });
    await vscode.commands.executeCommand("vscode.open", link);
  }

  const target = () => {
    const app = scene.sandbox.account.app("storefront");
    return { app: app.id, id: defaultTarget(app, Date.now())?.id };
  };

  it("opens the details of a deployment, and sends nothing", async () => {
    await signIn(scene);
    await follow("deployment", target().app, target().id);
    await shows(/^Storefront: /);
    assert.equal(posts(), 0);
  });

  it("shows what a rollback would do, and sends nothing", async () => {
    await signIn(scene);
    await follow("rollback", target().app, target().id);
    await shows(/^Storefront: /);
    const checks = () => scene.sandbox.requests.some(({ path }) => path.endsWith("/env-vars"));
    await eventually(checks);
    assert.equal(posts(), 0);
    assert.deepEqual(scene.user.told, []);
  });

  it("offers to sign in first where nobody is signed in", async () => {
    scene.user.dismisses();
    await follow("rollback", target().app, target().id);
    const told = await scene.user.hears(/You are signed out of Sevalla\. Nothing was changed\./);
    assert.deepEqual(told.buttons, ["Sign in"]);
    assert.equal(scene.sandbox.requests.length, 0);
  });

  it("says that there is no such app in this account", async () => {
    const [other] = scene.sandbox.otherAccount.apps;
    await signIn(scene);
    await follow("rollback", other?.id, target().id);
    await scene.user.hears(/did not find what was asked for\. Nothing was changed\./);
    assert.equal(posts(), 0);
  });

  it("leads nowhere unless it names both by their IDs", async () => {
    await signIn(scene);
    await follow("rollback", "..%2F..", "latest");
    await scene.user.hears(/This link leads to nothing .* Nothing was changed\./);
    assert.equal(posts(), 0);
  });
});
