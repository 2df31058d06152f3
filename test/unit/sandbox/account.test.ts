import assert from "node:assert/strict";
import { liveDeployment, statusOf } from "../../sandbox/life.ts";
import { manualClock } from "../../sandbox/manualClock.ts";
import { appIds, type Sandbox, startSandbox } from "../../sandbox/sandbox.ts";
import { start } from "./sandboxCalls.ts";

const minute = 60_000;
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe("the sandbox account", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ clock: manualClock(start) });
  });
  after(() => sandbox.close());

  const statuses = (name: string) => sandbox.account.app(name).deployments.map((one) => statusOf(one, start));

  it("has 12 apps in 3 projects", () => {
    const projects = new Set(sandbox.account.apps.map((app) => app.projectId));
    assert.equal(sandbox.account.apps.length, 12);
    assert.deepEqual(projects, new Set(sandbox.account.projects.map((project) => project.id)));
    assert.equal(projects.size, 3);
  });

  it("is the same for the same time", async () => {
    const again = await startSandbox({ clock: manualClock(start) });
    await again.close();
    assert.deepEqual(again.account, sandbox.account);
  });

  it("has ids that are version 4 UUIDs, all different", () => {
    const ids = sandbox.account.apps.flatMap((app) => [app.id, ...app.deployments.map((one) => one.id)]);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, uuidPattern);
    assert.equal(sandbox.account.app("storefront").id, appIds.storefront);
    assert.equal(sandbox.account.app(appIds.searchIndexer).name, "search-indexer");
  });

  it("lists every app's deployments newest first and none from the future", () => {
    for (const app of sandbox.account.apps) {
      const ages = app.deployments.map((one) => start - one.createdAt);
      assert.deepEqual(
        ages,
        ages.toSorted((a, b) => a - b),
        app.name,
      );
      assert.ok(
        ages.every((age) => age > 0 && age < start - app.createdAt),
        app.name,
      );
    }
  });

  it("has a storefront whose live release is bad, with good ones, a failure, a cancellation and a rollback before it", () => {
    const app = sandbox.account.app("storefront");
    assert.equal(app.deployments.length, 14);
    assert.equal(liveDeployment(app, start), app.deployments[0]);
    assert.equal(app.deployments[0]?.healthy, false);
    assert.ok(start - (app.deployments[0]?.createdAt ?? 0) < 60 * minute);
    assert.equal(app.deployments[1]?.healthy, true);
    assert.deepEqual(
      [
        statuses("storefront").filter((status) => status === "failed").length,
        statuses("storefront").filter((status) => status === "cancelled").length,
      ],
      [1, 1],
    );
    const rollback = app.deployments.find((one) => one.trigger === "ROLLBACK_DEPLOYMENT");
    assert.equal(rollback?.commitMessage?.split("\n")[0], "Accept gift cards at checkout");
  });

  it("has commit messages with and without a body", () => {
    const messages = sandbox.account.app("storefront").deployments.map((one) => one.commitMessage ?? "");
    assert.ok(messages.some((message) => message.includes("\n\n")));
    assert.ok(messages.some((message) => !message.includes("\n")));
  });

  it("has an app for each special case", () => {
    const { account } = sandbox;
    assert.equal(account.app("legacy-catalog").isSuspended, true);
    assert.deepEqual(account.app("gift-cards").deployments, []);
    assert.equal(statuses("checkout-api")[0], "failed");
    assert.equal(statuses("orders-worker")[0], "inProgress");
    assert.equal(statuses("search-indexer").length, 240);
    assert.equal(account.app("storefront-pr-482").type, "previewApp");
    assert.equal(statuses("mail-relay").length, 1);
    const sources = new Set(account.apps.map((app) => app.gitType ?? app.source));
    assert.deepEqual(sources, new Set(["github", "gitlab", "bitbucket", "dockerImage"]));
  });

  it("gives Docker images no Git fields", () => {
    for (const one of sandbox.account.app("metabase").deployments) {
      assert.deepEqual([one.gitType, one.repoUrl, one.branch, one.commitSha, one.commitMessage], Array(5).fill(null));
      assert.match(one.image ?? "", /^metabase\/metabase:v0\./);
    }
  });

  it("says which app it does not have", () => {
    assert.throws(() => sandbox.account.app("nowhere"), /no app "nowhere"/);
  });
});
