import assert from "node:assert/strict";
import { PendingRollbacks } from "../../../src/model/pendingRollbacks.ts";
import { Rollbacks } from "../../../src/model/rollback.ts";
import type { RollbackProgress } from "../../../src/model/rollbackOutcome.ts";
import { newlyOpened } from "../../../src/model/store.ts";
import { riskLines } from "../../../src/present/risks.ts";
import { SevallaClient } from "../../../src/sevalla/client.ts";
import type { SevallaError } from "../../../src/sevalla/errors.ts";
import { nodeFetch } from "../../../src/sevalla/nodeFetch.ts";
import { deploymentId } from "../../support/builders.ts";
import { FakeMemory } from "../../support/fakeMemory.ts";
import { gate } from "../../support/gate.ts";
import { openRollbackDesk, type RollbackDesk } from "../../support/rollbackDesk.ts";
import { Truth } from "../../support/truth.ts";

describe("Before a rollback is planned or sent", () => {
  let desk: RollbackDesk;

  beforeEach(async () => {
    desk = await openRollbackDesk();
  });

  afterEach(() => desk.close());

  it("it is known that another is on its way from this window", async () => {
    const answered = gate();
    desk.sandbox.fault({ path: /\/rollback$/ }, { kind: "hold", until: answered.opened });
    const running = desk.started(await desk.planned());
    const asked = desk.sandbox.requests.length;
    const plan = await desk.rollbacks.plan(desk.shop, undefined);
    assert.equal(plan.kind === "obstacle" && plan.reason, "rollingBack");
    const undo = await desk.rollbacks.planUndo(desk.shop);
    assert.equal(undo.kind === "obstacle" && undo.reason, "rollingBack");
    // Only the one that runs has asked for anything meanwhile.
    assert.equal(desk.sandbox.requests.length - asked <= 2, true);
    answered.open();
    assert.equal((await desk.clock.runUntil(running)).kind, "finished");
  });

  it("the app is looked at as it is now, not as it was when the apps were read", async () => {
    desk.sandbox.account.app("storefront").isSuspended = true;
    const plan = await desk.rollbacks.plan(desk.shop, undefined);
    assert.equal(plan.kind === "obstacle" && plan.reason, "suspended");
  });

  it("a target that cannot be read is not called gone", async () => {
    const far = deploymentId("far back");
    desk.sandbox.fault({ path: new RegExp(far) }, { kind: "status", status: 403 });
    await assert.rejects(desk.rollbacks.plan(desk.shop, far), ({ kind }: SevallaError) => kind === "forbidden");
    desk.sandbox.clearFaults();
    const plan = await desk.rollbacks.plan(desk.shop, far);
    assert.equal(plan.kind === "obstacle" && plan.reason, "targetGone");
  });

  it("nothing is sent once what has gone live since cannot be read, and the next plan says so", async () => {
    const truth = new Truth(desk);
    const first = await desk.planned();
    const shown = await desk.planned(first.target.id);
    const newer = truth.another();
    const spoil = (answer: unknown) => {
      const page: { data: object[] } = Object(answer);
      const spoilt = (one: object) => ("id" in one && one.id === newer.id ? { ...one, created_at: "soon" } : one);
      return { ...page, data: page.data.map(spoilt) };
    };
    desk.sandbox.fault({ path: /\/deployments$/ }, { kind: "malformed", mutate: spoil });
    const outcome = await desk.run(shown);
    assert.equal(outcome.kind, "changed");
    assert.match(truth.told(outcome, shown), /could not be read in full this time.*Nothing was rolled back\.$/);
    assert.equal(truth.posts, 0);
    const warned = await desk.planned(first.target.id);
    assert.match(riskLines(warned).join(" "), /something else may be live/);
    assert.equal((await desk.run(warned)).kind, "finished");
    assert.equal(truth.posts, 1);
  });

  it("a change of account is told of rather than what another account shows", async () => {
    const truth = new Truth(desk);
    const plan = await desk.planned();
    const signedIn = gate();
    desk.sandbox.fault({ path: /deployments$/ }, { kind: "hold", until: signedIn.opened });
    const done = desk.started(plan);
    truth.another();
    await desk.session.signIn(desk.sandbox.keys.expiring, desk.sandbox.url);
    signedIn.open();
    const outcome = await done;
    assert.equal(outcome.kind === "changed" && outcome.now.kind === "obstacle" && outcome.now.reason, "accountChanged");
    assert.equal(truth.posts, 0);
  });

  it("another API address is noticed, even if the session is still the same", async () => {
    const token = () => desk.session.token(desk.sandbox.url);
    const newClient = () => new SevallaClient({ fetch: nodeFetch, baseUrl: desk.sandbox.url, token });
    let client = newClient();
    const { session, reader, clock } = desk;
    const rollbacks = new Rollbacks({
      ...{ client: () => client, session, reader, clock },
      readUndone: async () => ({ kind: "unknown", why: "noGit" }),
      pending: new PendingRollbacks(new FakeMemory()),
      lock: async () => async () => {},
    });
    const plan = await rollbacks.plan(desk.shop, undefined);
    if (plan.kind !== "plan") throw new Error("no plan");
    client = newClient();
    const never = new AbortController().signal;
    const outcome = await rollbacks.run(plan, { tell: () => {}, cancel: never, ending: never, pauseAutoDeploy: false });
    assert.equal(outcome.kind === "changed" && outcome.now.kind === "obstacle" && outcome.now.reason, "accountChanged");
    assert.equal(desk.count("POST"), 0);
  });

  it("a plan that was made elsewhere is not taken", async () => {
    const other = await desk.openWindow();
    const outcome = await desk.started(await other.planned());
    assert.equal(outcome.kind === "changed" && outcome.now.kind === "obstacle" && outcome.now.reason, "accountChanged");
  });
});

describe("While a rollback is followed", () => {
  let desk: RollbackDesk;

  beforeEach(async () => {
    desk = await openRollbackDesk();
  });

  afterEach(() => desk.close());

  it("nothing of it is shown in another account", async () => {
    const tell = (progress: RollbackProgress) => {
      if (progress.step !== "following" || desk.store.state.open.size > 0) return;
      desk.store.setOpen(progress.deployment.id, newlyOpened(desk.shop.id));
      void desk.session.signIn(desk.sandbox.keys.expiring, desk.sandbox.url);
    };
    const outcome = await desk.clock.runUntil(desk.started(await desk.planned(), { tell }));
    assert.equal(outcome.kind, "finished");
    assert.deepEqual(
      [...desk.store.state.open.values()].map(({ deployment }) => deployment),
      [undefined],
    );
  });

  it("the details that are open show it, and a success tells of no errors", async () => {
    const plan = await desk.planned();
    const tell = (progress: RollbackProgress) => {
      if (progress.step !== "following" || desk.store.state.open.size > 0) return;
      desk.store.setOpen(progress.deployment.id, newlyOpened(desk.shop.id));
    };
    const outcome = await desk.clock.runUntil(desk.started(plan, { tell }));
    assert.deepEqual(outcome.kind === "finished" && outcome.errors, []);
    assert.deepEqual(
      [...desk.store.state.open.values()].map(({ deployment }) => deployment?.status),
      ["success"],
    );
  });

  it("its failure is told of also where its log cannot be read", async () => {
    desk.sandbox.account.app("storefront").nextEnd = "failed";
    const plan = await desk.planned();
    desk.sandbox.fault({ path: /logs$/ }, { kind: "status", status: 403 });
    const outcome = await desk.run(plan);
    assert.deepEqual(outcome.kind === "finished" && outcome.errors, []);
    assert.match(new Truth(desk).told(outcome, plan), /ended as "failed"\. .* is still live\.$/);
  });

  it("nothing is called live on the strength of a list of which part is missing", async () => {
    const plan = await desk.planned();
    const tell = ({ step }: RollbackProgress) => {
      if (step !== "following") return;
      const spoil = (answer: unknown) => JSON.parse(JSON.stringify(answer).replace(/"id":"[^"]*"/, '"id":"no id"'));
      desk.sandbox.fault({ path: /\/deployments$/ }, { kind: "malformed", mutate: spoil });
    };
    const outcome = await desk.clock.runUntil(desk.started(plan, { tell }));
    assert.equal(outcome.kind === "finished" && outcome.live, undefined);
  });
});

describe("When the answer to a rollback is lost", () => {
  let desk: RollbackDesk;

  beforeEach(async () => {
    desk = await openRollbackDesk();
  });

  afterEach(() => desk.close());

  it("an earlier try that failed is not taken for it, though it is the newest of all", async () => {
    desk.sandbox.account.app("storefront").nextEnd = "failed";
    await desk.run(await desk.planned());
    const plan = await desk.planned();
    desk.sandbox.fault({ path: /\/rollback$/ }, { kind: "status", status: 500 });
    const outcome = await desk.run(plan);
    assert.equal(outcome.kind === "unconfirmed" && outcome.other, undefined);
  });

  it("it is found though it was made in the same instant as the newest one before", async () => {
    const truth = new Truth(desk);
    truth.another();
    const plan = await desk.planned();
    desk.sandbox.fault({ path: /\/rollback$/ }, { kind: "applyThenFail" });
    const outcome = await desk.run(plan);
    assert.equal(outcome.kind === "finished" && outcome.deployment.id, truth.ours[0]?.id);
    assert.equal(truth.ours[0]?.createdAt, plan.live.createdAt);
    assert.equal(truth.posts, 1);
  });

  it("it is found though it is to be seen only after fourteen seconds", async () => {
    const plan = await desk.planned();
    const { image = null, commitSha = null } = plan.target;
    const truth = new Truth(desk);
    desk.sandbox.fault({ path: /\/rollback$/ }, { kind: "status", status: 500 });
    const tell = ({ step }: RollbackProgress) => {
      const appear = () => truth.another({ image, commitSha, trigger: "ROLLBACK_DEPLOYMENT" });
      if (step === "searching") desk.clock.after(14_000, appear);
    };
    assert.equal((await desk.clock.runUntil(desk.started(plan, { tell }))).kind, "finished");
    assert.equal(truth.posts, 1);
  });

  it("nobody waits longer than fifteen seconds for what is not to be seen", async () => {
    const plan = await desk.planned();
    desk.sandbox.fault({ path: /\/rollback$/ }, { kind: "status", status: 500 });
    const since = desk.clock.now();
    assert.equal((await desk.run(plan)).kind, "unconfirmed");
    assert.equal(desk.clock.now() - since, 15_000);
  });
});
