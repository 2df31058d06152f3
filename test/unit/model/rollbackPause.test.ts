import assert from "node:assert/strict";
import type { RollbackOutcome, RollbackProgress } from "../../../src/model/rollbackOutcome.ts";
import { outcomeWords } from "../../../src/present/outcome.ts";
import type { Fault } from "../../sandbox/fault.ts";
import { openRollbackDesk, type RollbackDesk } from "../../support/rollbackDesk.ts";
import { Truth } from "../../support/truth.ts";

const rollbackPath = /\/deployments\/rollback$/;
const appPath = /^\/applications\/[^/]+$/;

describe("A rollback with which auto-deploy is paused", () => {
  let desk: RollbackDesk;
  let truth: Truth;

  beforeEach(async () => {
    desk = await openRollbackDesk({ timeoutMs: 1_000 });
    truth = new Truth(desk);
    app().autoDeploy = true;
  });

  afterEach(() => desk.close());

  const app = () => desk.sandbox.account.app("storefront");
  const patches = () => desk.sandbox.requests.filter(({ method }) => method === "PATCH");

  /** Rolls back with the wish, and answers the outcome and its words, which have been found to be true. */
  async function run(tell = (_: RollbackProgress) => {}, cancel = new AbortController().signal) {
    const plan = await desk.planned();
    const outcome = await desk.clock.runUntil(desk.started(plan, { pauseAutoDeploy: true, tell, cancel }));
    return { outcome, told: truth.told(outcome, plan), actions: outcomeWords(outcome, plan).actions };
  }

  const result = (outcome: RollbackOutcome) => ("autoDeploy" in outcome ? outcome.autoDeploy.kind : outcome.kind);

  it("asks Sevalla once, after the rollback was taken", async () => {
    const { outcome, told } = await run();
    assert.equal(result(outcome), "paused");
    assert.match(told, /^Storefront is rolled back\. .* Auto-deploy is paused\.$/);
    assert.deepEqual(
      patches().map(({ body }) => body),
      [{ auto_deploy: false }],
    );
    const changes = desk.sandbox.requests.filter(({ method }) => method !== "GET");
    assert.deepEqual(
      changes.map(({ method }) => method),
      ["POST", "PATCH"],
    );
  });

  it("leaves auto-deploy alone where nobody wished it", async () => {
    const outcome = await desk.run(await desk.planned());
    assert.equal(result(outcome), "untouched");
    assert.equal(patches().length, 0);
  });

  const failures: readonly (readonly [what: string, fault: Fault, kind: RollbackOutcome["kind"]])[] = [
    ["is refused", { kind: "status", status: 403 }, "refused"],
    ["is not certain", { kind: "status", status: 500 }, "unconfirmed"],
  ];
  for (const [what, fault, kind] of failures) {
    it(`leaves auto-deploy alone where the rollback ${what}`, async () => {
      desk.sandbox.fault({ path: rollbackPath }, fault);
      assert.equal((await run()).outcome.kind, kind);
      assert.equal(patches().length, 0);
    });
  }

  it("leaves auto-deploy alone where the user calls it off, and where something has changed", async () => {
    const cancel = new AbortController();
    assert.equal((await run(() => cancel.abort(), cancel.signal)).outcome.kind, "calledOff");
    assert.equal((await run(({ step }) => void (step === "checking" && truth.another()))).outcome.kind, "changed");
    assert.equal(patches().length, 0);
  });

  it("pauses it also where the lost answer is found, and where the rollback fails", async () => {
    desk.sandbox.fault({ path: rollbackPath }, { kind: "applyThenFail" });
    app().nextEnd = "failed";
    const { outcome, told } = await run();
    assert.equal(result(outcome), "paused");
    assert.match(told, /ended as "failed"\. .* Auto-deploy is paused\.$/);
  });

  it("says that it is paused also where the rollback cannot be followed", async () => {
    desk.sandbox.fault({ method: "GET", path: /\/deployments\/[^/]+$/ }, { kind: "status", status: 404 });
    const { outcome, told } = await run();
    assert.equal(outcome.kind, "lost");
    assert.match(told, /cannot be followed any more\. .* Auto-deploy is paused\.$/);
  });

  const answers: readonly (readonly [what: string, fault: Fault, found: string, words: RegExp])[] = [
    ["refuses", { kind: "status", status: 403 }, "stillOn", /Auto-deploy is still on: This API key does not have/],
    ["limits requests", { kind: "status", status: 429 }, "stillOn", /Auto-deploy is still on: Sevalla's limit/],
    ["does nothing and fails", { kind: "status", status: 500 }, "stillOn", /Auto-deploy is still on: Sevalla had a/],
    ["does it and fails", { kind: "applyThenFail" }, "paused", /Auto-deploy is paused\.$/],
    ["does it and drops the connection", { kind: "applyThenFail", how: "drop" }, "paused", /Auto-deploy is paused\.$/],
    [
      "is silent",
      { kind: "hold", until: new Promise(() => {}) },
      "stillOn",
      /still on: Sevalla did not answer in time/,
    ],
    [
      "answers that it is still on",
      { kind: "malformed", mutate: (answer) => Object.assign({}, answer, { auto_deploy: true }) },
      "stillOn",
      /Sevalla did not change it\./,
    ],
  ];
  for (const [what, fault, found, words] of answers) {
    it(`says how auto-deploy is, and asks no second time, when Sevalla ${what}`, async () => {
      desk.sandbox.fault({ method: "PATCH" }, fault);
      const plan = await desk.planned();
      const outcome = await desk.clock.runUntil(desk.started(plan, { pauseAutoDeploy: true }));
      assert.equal(result(outcome), found);
      const { message, actions, severity } = outcomeWords(outcome, plan);
      assert.match(message, words);
      assert.match(message, /^Storefront is rolled back\. Live now: /);
      assert.equal(actions.includes("pauseAutoDeploy"), found !== "paused");
      assert.equal(severity, found === "paused" ? "information" : "warning");
      assert.equal(patches().length, 1);
      // What Sevalla answers in the last case is not so, which nobody can know.
      if (fault.kind !== "malformed") assert.equal(app().autoDeploy, found !== "paused");
    });
  }

  it("says that it is still on when it was refused, also where the app cannot be read", async () => {
    desk.sandbox.fault({ method: "PATCH" }, { kind: "status", status: 403 });
    const { outcome } = await run(({ step }) => {
      if (step === "sending") desk.sandbox.fault({ method: "GET", path: appPath }, { kind: "status", status: 403 });
    });
    assert.equal(result(outcome), "stillOn");
  });

  it("says that it is not certain when the answer is lost and the app cannot be read", async () => {
    desk.sandbox.fault({ method: "PATCH" }, { kind: "applyThenFail" });
    const { outcome, told, actions } = await run(({ step }) => {
      if (step === "sending") desk.sandbox.fault({ method: "GET", path: appPath }, { kind: "status", status: 403 });
    });
    assert.equal(result(outcome), "unknown");
    assert.match(told, /is rolled back\. .* It is not certain whether auto-deploy is paused: /);
    assert.equal(actions[0], "pauseAutoDeploy");
  });
});
