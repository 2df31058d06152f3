import assert from "node:assert/strict";
import { AppDetails } from "../../../src/model/appDetails.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import type { App, AppId } from "../../../src/sevalla/resources.ts";
import { anApp, appId } from "../../support/builders.ts";
import { type Gate, gate } from "../../support/gate.ts";
import { turn } from "../../support/startedSession.ts";

const never = new AbortController().signal;
const apps = Array.from({ length: 6 }, (_, index) => anApp(`app ${index}`));

function detailsOf(id: AppId): App {
  const unknown = { autoDeploy: undefined, defaultBranch: undefined, dockerImage: undefined };
  const app = apps.find((one) => one.id === id) ?? anApp("other");
  return {
    ...app,
    ...unknown,
    projectId: `project of ${app.name}`,
    buildPath: undefined,
    repoUrl: `https://github.com/acme/${app.name}`,
    gitType: "github",
    hibernationEnabled: false,
  };
}

describe("The details of apps", () => {
  let session: object;
  let asked: AppId[];
  let gates: Gate[];
  let failure: SevallaError | undefined;
  let details: AppDetails;

  beforeEach(() => {
    session = {};
    asked = [];
    gates = [];
    failure = undefined;
    details = new AppDetails(
      async (id) => {
        asked.push(id);
        const mine = gate();
        gates.push(mine);
        await mine.opened;
        if (failure) throw failure;
        return detailsOf(id);
      },
      () => session,
    );
  });

  async function openAll(): Promise<void> {
    let opened = -1;
    while (opened < gates.length) {
      opened = gates.length;
      for (const one of gates) one.open();
      await turn();
    }
  }

  it("are read four at a time, in the given order, and told one by one", async () => {
    let told = 0;
    const reading = details.readRepositories(apps, never, () => told++);
    assert.deepEqual(
      asked,
      apps.slice(0, 4).map(({ id }) => id),
    );
    gates[0]?.open();
    await turn();
    assert.equal(asked.length, 5);
    assert.equal(told, 1);
    await openAll();
    assert.equal(await reading, true);
    assert.equal(told, 6);
    assert.equal(details.repositoryOf(appId("app 0")), "https://github.com/acme/app 0");
  });

  it("are read once in a session, also by two who ask at a time", async () => {
    const both = Promise.all([details.readRepositories(apps, never), details.readRepositories(apps, never)]);
    await openAll();
    assert.deepEqual(await both, [true, true]);
    assert.equal(await details.readRepositories(apps, never), true);
    assert.equal(asked.length, apps.length);
  });

  it("are forgotten when somebody else signs in, also while they are read", async () => {
    const reading = details.readRepositories(apps, never);
    session = {};
    await openAll();
    assert.equal(await reading, false);
    assert.equal(asked.length, 4);
    assert.equal(details.repositoryOf(appId("app 0")), undefined);
  });

  it("are not asked for any more when nobody waits for them; what was on its way is kept", async () => {
    const left = new AbortController();
    const reading = details.readRepositories(apps, left.signal);
    left.abort();
    await openAll();
    assert.equal(await reading, false);
    assert.equal(asked.length, 4);
    assert.notEqual(details.repositoryOf(appId("app 3")), undefined);
  });

  it("are not asked for any more when Sevalla refuses", async () => {
    failure = new SevallaError("rateLimited");
    const reading = details.readRepositories(apps, never);
    await openAll();
    assert.equal(await reading, false);
    assert.equal(asked.length, 4);
  });

  it("are known to be none of an app that is gone, and of an image nobody asks", async () => {
    failure = new SevallaError("notFound");
    const reading = details.readRepositories([anApp("gone"), anApp("image", { source: "dockerImage" })], never);
    await openAll();
    assert.equal(await reading, true);
    assert.deepEqual(asked, [appId("gone")]);
    assert.equal(details.repositoryOf(appId("gone")), undefined);
  });

  it("tell the project, too, also of an image", async () => {
    const image = anApp("image", { source: "dockerImage" });
    const reading = details.read([image], never);
    await openAll();
    assert.equal(await reading, true);
    assert.deepEqual([details.has(image.id), details.has(appId("app 0"))], [true, false]);
    assert.equal(details.projectOf(image.id), "project of other");
  });

  it("are read of a hundred apps at most, so that the company's limit is not used up", async () => {
    const many = Array.from({ length: 130 }, (_, index) => anApp(`many ${index}`));
    const reading = details.readRepositories(many, never);
    await openAll();
    assert.equal(await reading, false);
    assert.equal(asked.length, 100);
  });
});
