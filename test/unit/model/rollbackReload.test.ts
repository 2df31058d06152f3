import assert from "node:assert/strict";
import { pendingMemoryKey } from "../../../src/model/pendingMemoryKey.ts";
import type { RollbackOutcome, RollbackProgress, RunOptions } from "../../../src/model/rollbackOutcome.ts";
import type { RollbackPlan } from "../../../src/model/rollbackPlan.ts";
import type { SevallaError } from "../../../src/sevalla/errors.ts";
import { hour, minute } from "../../support/builders.ts";
import { FakeMemory } from "../../support/fakeMemory.ts";
import { gate } from "../../support/gate.ts";
import { openRollbackDesk, type RollbackDesk, type RollbackWindow } from "../../support/rollbackDesk.ts";
import { Truth } from "../../support/truth.ts";

const rollbackPath = /\/deployments\/rollback$/;

describe("A rollback during which the window is reloaded", () => {
  let desk: RollbackDesk;
  let memory: FakeMemory;
  let truth: Truth;
  let plan: RollbackPlan;

  beforeEach(async () => {
    memory = new FakeMemory();
    desk = await openRollbackDesk({ memory });
    truth = new Truth(desk);
    plan = await desk.planned();
  });

  afterEach(() => desk.close());

  const pending = () => memory.get(pendingMemoryKey);

  /** Starts the rollback, and reloads the window when it comes to this step. */
  async function reloadedAt(
    step: RollbackProgress["step"],
    options: Partial<RunOptions> = {},
  ): Promise<RollbackWindow> {
    const ending = new AbortController();
    const tell = (progress: RollbackProgress) => {
      if (progress.step === step) ending.abort();
    };
    const run = desk.clock.runUntil(desk.started(plan, { ...options, tell, ending: ending.signal }));
    await assert.rejects(run, { name: "AbortError" });
    return reopened();
  }

  function reopened(): Promise<RollbackWindow> {
    memory = memory.reloaded();
    return desk.openWindow({ memory });
  }

  function assertDone(outcome: RollbackOutcome): void {
    assert.match(truth.told(outcome, plan), /^Storefront is rolled back\. Live now: /);
    assert.equal(outcome.kind === "finished" && outcome.deployment.id, truth.ours[0]?.id);
    assert.equal(truth.posts, 1);
    assert.equal(pending(), undefined);
  }

  /** Has the key turned down once, as soon as the rollback is followed. */
  function turnDown({ step }: RollbackProgress): void {
    if (step === "following")
      desk.sandbox.fault({ method: "GET", path: /\/deployments\/[^/]+$/, times: 1 }, { kind: "status", status: 401 });
  }

  it("is followed to its end once Sevalla has answered", async () => {
    const window = await reloadedAt("following");
    const told: RollbackProgress[] = [];
    assertDone(await window.resumed({ tell: (progress) => told.push(progress) }));
    assert.deepEqual([...new Set(told.map(({ step }) => step))], ["following"]);
  });

  it("is found and followed where Sevalla had not answered", async () => {
    const isThere = gate();
    desk.sandbox.fault({ path: rollbackPath }, { kind: "hold", until: isThere.opened });
    const left = desk.started(plan).catch(() => undefined);
    while (truth.posts === 0) await new Promise((resolve) => setImmediate(resolve));
    const window = await reopened();
    const told: RollbackProgress[] = [];
    const tell = (progress: RollbackProgress) => {
      told.push(progress);
      isThere.open();
    };
    assertDone(await window.resumed({ tell }));
    assert.equal(told[0]?.step, "searching");
    await desk.clock.runUntil(left);
    assert.equal(truth.posts, 1);
  });

  it("is found and followed where the answer was lost already", async () => {
    desk.sandbox.fault({ path: rollbackPath }, { kind: "applyThenFail" });
    assertDone(await (await reloadedAt("searching")).resumed());
  });

  it("is not certain, and not sent again, where nothing of it is to be seen", async () => {
    desk.sandbox.fault({ path: rollbackPath }, { kind: "status", status: 500 });
    const outcome = await (await reloadedAt("searching")).resumed();
    assert.equal(outcome.kind, "unconfirmed");
    assert.match(truth.told(outcome, plan), /^It is not certain .* window was closed or reloaded before Sevalla had/);
    assert.equal(truth.posts, 1);
    assert.equal(pending(), undefined);
  });

  it("is not taken for somebody else's rollback to something else", async () => {
    desk.sandbox.fault({ path: rollbackPath }, { kind: "status", status: 500 });
    const window = await reloadedAt("searching");
    const other = truth.another({ trigger: "ROLLBACK_DEPLOYMENT" });
    const outcome = await window.resumed();
    assert.equal(outcome.kind === "unconfirmed" && outcome.other?.id, other.id);
    assert.match(truth.told(outcome, plan), /may be somebody else's/);
  });

  it("is not taken for an earlier rollback to the same release", async () => {
    await desk.run(plan);
    const back = await desk.rollbacks.planUndo(desk.shop);
    if (back.kind !== "plan") throw new Error("no plan");
    await desk.run(back);
    plan = await desk.planned(plan.target.id);
    desk.sandbox.fault({ path: rollbackPath }, { kind: "status", status: 500 });
    assert.equal((await (await reloadedAt("searching")).resumed()).kind, "unconfirmed");
    assert.equal(truth.posts, 3);
  });

  it("is not taken for one that is going on in this window", async () => {
    const window = await reloadedAt("following");
    const [kept] = window.rollbacks.interrupted();
    if (!kept) throw new Error("nothing is kept");
    const options = { tell: () => {}, cancel: new AbortController().signal, ending: new AbortController().signal };
    const subject = await window.rollbacks.subjectOf(kept);
    const first = window.rollbacks.resume(subject, kept, options);
    assert.deepEqual(window.rollbacks.interrupted(), []);
    const second = await window.rollbacks.resume(subject, kept, options);
    assert.equal(second.kind === "changed" && second.now.kind === "obstacle" && second.now.reason, "rollingBack");
    assertDone(await desk.clock.runUntil(first));
  });

  it("is told of as it is now where something else has become live meanwhile", async () => {
    const window = await reloadedAt("following");
    desk.clock.advance(20 * minute);
    truth.another({ commitMessage: "Correct it" });
    const outcome = await window.resumed();
    assert.match(
      truth.told(outcome, plan),
      /^Storefront was rolled back to .*something else has become live since then/,
    );
  });

  it("is gone on with also where it is the key that is turned down, once somebody signs in again", async () => {
    const lost = await desk.clock.runUntil(desk.started(plan, { tell: turnDown }));
    assert.equal(lost.kind === "lost" && lost.error?.kind, "unauthorized");
    desk.session.reject(desk.session.state, "told");
    await desk.session.signIn(desk.sandbox.keys.valid, desk.sandbox.url);
    assertDone(await desk.resumed());
  });

  it("does not pause auto-deploy once more then: somebody may have resumed it", async () => {
    const changes = () => desk.sandbox.requests.filter(({ method }) => method === "PATCH").length;
    const lost = await desk.clock.runUntil(desk.started(plan, { tell: turnDown, pauseAutoDeploy: true }));
    assert.equal(lost.kind === "lost" && lost.autoDeploy.kind, "paused");
    assert.equal(changes(), 1);
    assertDone(await desk.resumed());
    assert.equal(changes(), 1);
  });

  it("is gone on with also where another account was used meanwhile", async () => {
    const tell = ({ step }: RollbackProgress) => {
      if (step === "following") void desk.session.signIn(desk.sandbox.keys.otherAccount, desk.sandbox.url);
    };
    assert.equal((await desk.clock.runUntil(desk.started(plan, { tell }))).kind, "lost");
    await desk.session.signIn(desk.sandbox.keys.valid, desk.sandbox.url);
    assertDone(await desk.resumed());
  });

  it("can be cancelled afterwards", async () => {
    const window = await reloadedAt("following");
    const cancel = new AbortController();
    const outcome = await window.resumed({ tell: () => cancel.abort(), cancel: cancel.signal });
    assert.match(truth.told(outcome, plan), /was cancelled\. .* is still live\./);
    assert.equal(desk.count("POST", /cancel$/), 1);
  });

  it("is gone on with after the next reload as well", async () => {
    const window = await reloadedAt("following");
    const ending = new AbortController();
    await assert.rejects(window.resumed({ tell: () => ending.abort(), ending: ending.signal }), { name: "AbortError" });
    assertDone(await (await reopened()).resumed());
  });

  it("is gone on with when the reload comes while its end is being read", async () => {
    const ending = new AbortController();
    desk.sandbox.account.app("storefront").nextEnd = "failed";
    const untilEnded = new Promise((resolve) => ending.signal.addEventListener("abort", resolve));
    const tell = ({ step }: RollbackProgress) => {
      if (step !== "following") return;
      desk.sandbox.fault({ path: /\/deployments$/ }, { kind: "hold", until: untilEnded });
    };
    const run = desk.started(plan, { tell, ending: ending.signal });
    const lists = desk.count("GET", /\/deployments$/) + 1;
    const watch = () => desk.count("GET", /\/deployments$/) > lists && ending.abort();
    const timer = setInterval(watch, 5);
    await assert.rejects(desk.clock.runUntil(run), { name: "AbortError" });
    clearInterval(timer);
    desk.sandbox.clearFaults();
    const outcome = await (await reopened()).resumed();
    assert.match(truth.told(outcome, plan), /ended as "failed"\. .* is still live\./);
  });

  it("pauses auto-deploy where that was wished for, also when it is only found then", async () => {
    desk.sandbox.account.app("storefront").autoDeploy = true;
    desk.sandbox.fault({ path: rollbackPath }, { kind: "applyThenFail" });
    const window = await reloadedAt("searching", { pauseAutoDeploy: true });
    assert.equal(desk.count("PATCH"), 0);
    const outcome = await window.resumed();
    assertDone(outcome);
    assert.match(truth.told(outcome, plan), /Auto-deploy is paused\.$/);
    assert.equal(desk.count("PATCH"), 1);
  });

  it("leaves auto-deploy alone where it is not found", async () => {
    desk.sandbox.fault({ path: rollbackPath }, { kind: "status", status: 500 });
    await (await reloadedAt("searching", { pauseAutoDeploy: true })).resumed();
    assert.equal(desk.count("PATCH"), 0);
  });

  it("leaves auto-deploy alone where nobody wished otherwise", async () => {
    await (await reloadedAt("following")).resumed();
    assert.equal(desk.count("PATCH"), 0);
  });

  it("is not gone on with after an hour, and then forgotten", async () => {
    const window = await reloadedAt("following");
    desk.clock.advance(hour);
    assert.deepEqual(window.rollbacks.interrupted(), []);
    await window.rollbacks.forgetOld();
    assert.equal(pending(), undefined);
  });

  it("is not forgotten before", async () => {
    const window = await reloadedAt("following");
    desk.clock.advance(hour - 1);
    await window.rollbacks.forgetOld();
    assert.equal(window.rollbacks.interrupted().length, 1);
  });

  it("is not gone on with at another API address", async () => {
    await reloadedAt("following");
    const elsewhere = await openRollbackDesk({ memory });
    assert.deepEqual(elsewhere.rollbacks.interrupted(), []);
    await elsewhere.rollbacks.forgetOld();
    assert.notEqual(pending(), undefined);
    await elsewhere.close();
  });

  it("is not told of in another account, and nothing is sent there", async () => {
    const window = await reloadedAt("following");
    await window.session.signIn(desk.sandbox.keys.otherAccount, desk.sandbox.url);
    const [kept] = window.rollbacks.interrupted();
    if (!kept) throw new Error("nothing is kept");
    await assert.rejects(window.rollbacks.subjectOf(kept), ({ kind }: SevallaError) => kind === "notFound");
    assert.equal(truth.posts, 1);
  });

  it("sends nothing when the reload comes before it was sent, and nothing is gone on with", async () => {
    const ending = new AbortController();
    memory.onUpdate = () => ending.abort();
    const outcome = await desk.started(plan, { ending: ending.signal });
    assert.equal(outcome.kind, "calledOff");
    assert.equal(truth.posts, 0);
    assert.deepEqual((await reopened()).rollbacks.interrupted(), []);
  });

  for (const step of ["checking", "following"] as const) {
    it(`sends nothing more when the reload comes at "${step}"`, async () => {
      const window = await reloadedAt(step);
      assert.equal(truth.posts, step === "checking" ? 0 : 1);
      assert.equal(window.rollbacks.interrupted().length, step === "checking" ? 0 : 1);
    });
  }
});
