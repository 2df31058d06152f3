import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { LogFile } from "../../../src/logs/logFile.ts";
import { AppDetails } from "../../../src/model/appDetails.ts";
import { followDeviceCode } from "../../../src/model/deviceSignIn.ts";
import { EffectWatch } from "../../../src/model/effectWatch.ts";
import { learnKey } from "../../../src/model/learnKey.ts";
import type { FollowOptions } from "../../../src/model/rollbackOutcome.ts";
import { appsOf, historyOf, newlyOpened } from "../../../src/model/store.ts";
import { deployOutcomeWords } from "../../../src/present/deploy.ts";
import { DeviceCodes } from "../../../src/sevalla/deviceCodes.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import type { LogEntry } from "../../../src/sevalla/resources.ts";
import { hour, minute, noon } from "../../support/builders.ts";
import { deploymentIdsOf } from "../../support/desk.ts";
import { FakeMemory } from "../../support/fakeMemory.ts";
import {
  assertHouseForm,
  assertReadable,
  type FaultDesk,
  openFaultDesk,
  type Struck,
} from "../../support/faultDesk.ts";
import { uuidOf } from "../../support/oddities.ts";
import { isPassing, type Trouble, troubles } from "../../support/troubles.ts";

const never = new AbortController().signal;
const following: FollowOptions = { tell: () => {}, cancel: never, ending: never };
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("Whatever comes over it,", () => {
  let desk: FaultDesk;
  let memory: FakeMemory;

  beforeEach(async () => {
    memory = new FakeMemory();
    desk = await openFaultDesk({ memory });
  });
  afterEach(async () => {
    await desk.assertNothingEscaped();
    assert.equal(desk.limitsRunning, 0);
    await desk.close();
  });

  /** Lets every trouble come over some requests, one after the other, and puts an end to each. */
  async function underEach(struck: Struck, meet: (trouble: Trouble, sent: () => number) => Promise<void>) {
    for (const trouble of troubles) {
      const before = desk.sent(struck);
      const end = desk.strike(trouble, struck);
      await meet(trouble, () => desk.sent(struck) - before);
      end();
      if (desk.session.state.kind === "rejected") await desk.session.read("again");
    }
  }

  /** What a read fails with, in the words and of the kind that it has to have. */
  async function failureOf(read: Promise<unknown>, { name, kind }: Trouble): Promise<SevallaError> {
    const error = await read.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof SevallaError, name);
    assert.equal(error.kind, kind, name);
    assertHouseForm(error, name);
    return error;
  }

  it("loading more keeps what there is, and goes on from there", async () => {
    const { deployments } = desk.sandbox.account.app("storefront");
    const [oldest] = deployments.slice(-1);
    assert.ok(oldest);
    for (let index = 0; index < 60; index++) {
      deployments.push({ ...oldest, id: uuidOf(index), createdAt: oldest.createdAt - (index + 1) * hour });
    }
    const { id } = desk.shop;
    await desk.reader.readHistory(id);
    const known = historyOf(desk.store.state, id);
    assert.ok(known?.kind === "ready" && known.deployments.length === 25);
    await underEach({ method: "GET", path: /\/deployments$/ }, async ({ name, kind, tries }, sent) => {
      desk.store.setHistory(id, known);
      await desk.reader.readMore(id);
      const history = historyOf(desk.store.state, id);
      assert.ok(history?.kind === "ready", name);
      assert.deepEqual(history.deployments, known.deployments, name);
      const { account } = desk.store.state;
      const error = kind === "unauthorized" && account.kind === "ready" ? account.stale : history.stale;
      assert.equal(error?.kind, kind, name);
      assert.equal(sent(), tries, name);
    });
    await desk.reader.readMore(id);
    const history = historyOf(desk.store.state, id);
    assert.deepEqual(history?.kind === "ready" && [history.deployments.length, history.stale], [50, undefined]);
  }).timeout(30_000);

  it("the watch over a rollback's effect keeps its figures, and goes on or says that it has given up", async () => {
    const outcome = await desk.run(await desk.planned());
    assert.ok(outcome.kind === "finished");
    const { deployment } = outcome;
    const watch = new EffectWatch(desk);
    // What nobody looks at is forgotten when it is given up.
    desk.store.setOpen(deployment.id, { ...newlyOpened(deployment.appId), deployment });
    const effect = () => desk.store.state.effects.get(deployment.id);
    const settled = async () => {
      do await turn();
      while (desk.clock.waiting === 0 && effect()?.isOver === false);
    };
    const next = async () => {
      desk.clock.advance(desk.clock.nextIn ?? Number.NaN);
      await settled();
    };
    for (const trouble of troubles) {
      const { name, kind, tries } = trouble;
      watch.follow(deployment);
      await settled();
      const figures = effect()?.figures;
      assert.ok(figures, name);
      const struck = { method: "GET", path: /\/metrics\// };
      const before = desk.sent(struck);
      const end = desk.strike(trouble, struck);
      await next();
      assert.equal(desk.sent(struck) - before, 2 * tries, name);
      end();
      if (kind === "unauthorized") {
        // What it was measured with is no longer accepted: nothing more is asked and nothing waits.
        assert.equal(desk.clock.waiting, 0);
        await desk.session.read("again");
        continue;
      }
      assert.deepEqual(effect()?.figures, figures, name);
      assert.equal(effect()?.error?.kind, kind, name);
      assert.equal(effect()?.isOver, !isPassing(kind), name);
      assert.equal(desk.clock.waiting, isPassing(kind) ? 1 : 0, name);
      if (!isPassing(kind)) continue;
      await next();
      assert.equal(effect()?.error, undefined, name);
    }
    watch.dispose();
    assert.equal(desk.clock.waiting, 0);
  }).timeout(30_000);

  it("a log in an editor keeps its lines, says what is wrong, and goes on", async () => {
    const [id] = deploymentIdsOf(desk.sandbox, "storefront");
    assert.ok(id);
    const appId = desk.shop.id;
    const uri: vscode.Uri = JSON.parse("{}");
    const from = noon - hour;
    const reader = new LogFile(uri, { appId, deploymentId: id }, noon);
    const logs: readonly (readonly [LogFile, () => Promise<readonly LogEntry[]>])[] = [
      [reader, () => desk.client.deploymentLog(appId, id, undefined, { reader })],
      [new LogFile(uri, { appId }, noon), () => desk.client.runtimeLog(appId, from)],
    ];
    for (const [file, read] of logs) {
      const take = async () => {
        const entries = await read();
        const isWhole = "deploymentId" in file.subject;
        (await (isWhole ? file.prepare(entries, undefined, false) : file.prepareMore(entries, false, from)))(noon);
      };
      await take();
      const { text } = file.document;
      assert.match(text, /INFO/);
      await underEach({ method: "GET", path: /logs$/ }, async (trouble, sent) => {
        file.failed(await failureOf(read(), trouble), noon);
        assert.equal(sent(), trouble.tries, trouble.name);
        const lines = file.document.text.split("\n");
        assert.deepEqual(
          text.split("\n").filter((line) => !lines.includes(line)),
          [],
          trouble.name,
        );
        assert.notEqual(file.document.text, text, trouble.name);
      });
      await take();
      assert.equal(file.document.text, text);
    }
  }).timeout(30_000);

  it("what is known of apps stays known, and who was refused once asks no more", async () => {
    const { client, session, shop } = desk;
    const apps = appsOf(desk.store.state);
    const others = apps.length - 1;
    await underEach({ method: "GET", path: /^\/applications\/[^/]+$/ }, async ({ name, kind, tries }, sent) => {
      const details = new AppDetails(
        (id) => (id === shop.id ? Promise.resolve({ ...wholeShop, id }) : client.getApp(id)),
        () => session.state,
      );
      await details.read([shop], never);
      const isOfOneApp = kind === "notFound" || kind === "malformed";
      assert.equal(await details.read(apps, never), isOfOneApp, name);
      assert.equal(sent(), tries * (isOfOneApp ? others : 4), name);
      assert.equal(details.repositoryOf(shop.id), wholeShop.repoUrl, name);
    });
  }).timeout(30_000);

  it("the key stays in use, and what is known of it", async () => {
    const { client, session, sandbox } = desk;
    const learn = () => learnKey(() => client, session, noon);
    const { accounts } = session;
    await underEach({ method: "GET", path: /validate$/ }, async ({ name, tries }, sent) => {
      assert.equal(await learn(), false, name);
      assert.equal(sent(), tries, name);
      assert.deepEqual(session.accounts, accounts, name);
      assert.equal(session.token(sandbox.url), sandbox.keys.valid, name);
    });
    assert.equal(await learn(), true);
  }).timeout(30_000);

  it("a sign-in with the browser goes on or says why not, and asks once at a time", async () => {
    const codes = new DeviceCodes(desk.sandbox.url, { fetch: desk.fetch, after: desk.after });
    for (const trouble of troubles) {
      const { name, kind } = trouble;
      const starting = { method: "POST", path: /device-codes$/ };
      const startsBefore = desk.sent(starting);
      const endOfStart = desk.strike(trouble, starting);
      await failureOf(codes.start(), trouble);
      endOfStart();
      assert.equal(desk.sent(starting) - startsBefore, 1, name);

      // Until the codes of before have expired: there are no more than five.
      desk.clock.advance(6 * minute);
      const { code } = await codes.start();
      const asking = { method: "GET", path: /device-codes\/./ };
      const before = desk.sent(asking);
      const end = desk.strike(trouble, asking);
      let winds = 0;
      const outcome = await desk.clock.runUntil(followDeviceCode(codes, code, desk.clock, never), () => {
        if (++winds < 3) return;
        end();
        desk.sandbox.deviceCodes.approve(code);
      });
      end();
      if (isPassing(kind)) {
        assert.deepEqual(outcome, { kind: "approved", token: desk.sandbox.keys.valid }, name);
        assert.equal(desk.sent(asking) - before, 3, name);
        continue;
      }
      assert.equal(outcome.kind, kind === "notFound" ? "expired" : "failed", name);
      assert.equal(desk.sent(asking) - before, 1, name);
      if (outcome.kind !== "failed") continue;
      assert.equal(outcome.error.kind, kind, name);
      assertHouseForm(outcome.error, name);
      assert.equal(outcome.error.message.includes(code), false, name);
    }
  }).timeout(30_000);

  it("a deployment is followed, or said to be out of sight, and never asked for again", async () => {
    const posts = () => desk.sent({ method: "POST" });
    for (const trouble of troubles) {
      const { name, kind } = trouble;
      const before = posts();
      let end = () => {};
      let winds = 0;
      const tell: FollowOptions["tell"] = ({ step }) => {
        if (step !== "following" || winds > 0) return;
        winds = 1;
        end = desk.strike(trouble, { method: "GET", path: /\/deployments\/[^/]+$/ });
      };
      const done = desk.deploys.run(desk.shop, { branch: "main" }, desk.session.state, { ...following, tell });
      const outcome = await desk.clock.runUntil(done, () => {
        if (winds > 0 && ++winds === 4) end();
      });
      end();
      assert.equal(outcome.kind, isPassing(kind) ? "finished" : "lost", name);
      if (outcome.kind === "lost") assert.equal(outcome.error?.kind, kind, name);
      assertReadable(deployOutcomeWords(outcome, desk.shop, { branch: "main" }).message, name);
      assert.equal(posts() - before, 1, name);
      desk.clock.advance(5 * minute);
    }
  }).timeout(30_000);

  it("a rollback that was interrupted is not forgotten, and not sent again", async () => {
    const ending = new AbortController();
    const tell: FollowOptions["tell"] = ({ step }) => {
      if (step === "following") ending.abort();
    };
    const run = desk.clock.runUntil(desk.started(await desk.planned(), { tell, ending: ending.signal }));
    await assert.rejects(run, { name: "AbortError" });
    const { fetch, after } = desk;
    const reloaded = memory.reloaded();
    const window = await desk.openWindow({ memory: reloaded, fetch, after });
    await underEach({ method: "GET", path: /\/deployments\/[^/]+$/ }, async (trouble, sent) => {
      await failureOf(window.resumed(), trouble);
      // What was live and what is to be.
      assert.equal(sent(), 2 * trouble.tries, trouble.name);
      assert.equal(window.rollbacks.interrupted().length, 1, trouble.name);
    });
    assert.equal((await window.resumed()).kind, "finished");
    assert.deepEqual(window.rollbacks.interrupted(), []);
    assert.equal(desk.sent({ method: "POST" }), 1);
  }).timeout(30_000);
});

const wholeShop = {
  ...{ name: "Storefront", status: "", type: "", source: "", isSuspended: false, createdAt: noon, updatedAt: noon },
  ...{ autoDeploy: true, repoUrl: "https://github.com/acme/storefront", defaultBranch: "main", dockerImage: undefined },
  ...{ gitType: "github", hibernationEnabled: false, buildPath: undefined, projectId: undefined },
};
